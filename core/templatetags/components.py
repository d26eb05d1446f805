"""All components, as tags with keyword-only arguments: a wrong prop is a template error.

The tags are built in (no `{% load %}` needed). See them with their sources at `/_components/`.

marks:    icon, status, turn, saved, who_reads
actions:  button, link_button
page:     page_header, breadcrumbs, heading, notice, being_made, empty_state, panel, disclosure,
          sub_navigation, tabs, pagination
case:     step_bar, facts, fact_list, task_list, todo_list, news_list, timeline, contacts, side_list,
          document_list
figures:  counts, key_figures, progress, bars
public:   staircase, ways, languages, plain_facts (with css/public.css)
forms:    field, form_fields, error_summary, filter_panel, chips
"""

from core.templatetags import parts_case, parts_figures, parts_forms, parts_marks, parts_page, parts_public
from core.templatetags.library import register

__all__ = [
    "parts_case",
    "parts_figures",
    "parts_forms",
    "parts_marks",
    "parts_page",
    "parts_public",
    "register",
]
