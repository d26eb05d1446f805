"""All components, as tags with keyword-only arguments: a wrong prop is a template error.

The tags are built in (no `{% load %}` needed). See them with their sources at `/_components/`.

marks:    icon, status, turn, saved, who_reads
actions:  button, link_button
page:     page_header, breadcrumbs, heading, section, notice, empty_state, sub_navigation, tabs, pagination
case:     step_bar, facts, task_list, todo_list, timeline, contacts, side_list, document_list
figures:  counts, key_figures, progress
forms:    field, form_fields, error_summary, filter_panel
"""

from core.templatetags import parts_case, parts_figures, parts_forms, parts_marks, parts_page
from core.templatetags.library import register

__all__ = ["parts_case", "parts_figures", "parts_forms", "parts_marks", "parts_page", "register"]
