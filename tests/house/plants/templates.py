"""Planted in templates, and in code that speaks to a reader."""

from tests.house.plants.registry import Specimen, asked, plant

PAGE = '{% extends "base.html" %}{% include "parts/row.html" %}'
VIEWS = {"core/views.py": 'def page(request):\n    return render(request, "core/page.html#rows")\n'}
USED = {
    "core/page.html": PAGE,
    "base.html": "",
    "parts/row.html": "",
    "404.html": "",
    "account/login.html": "",
}


def unused(templates: dict[str, str], *, says: str) -> Specimen:
    return Specimen(wrong=asked(USED | templates, VIEWS), right=asked(USED, VIEWS), says=says)


@plant("templates_are_used")
def template_that_nothing_renders():
    return unused({"core/left_over.html": ""}, says="templates/core/left_over.html is used nowhere")


@plant("templates_are_used")
def templates_that_only_name_each_other():
    pair = {"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'}
    return unused(pair, says="templates/b.html is used nowhere")


@plant("templates_are_used")
def template_whose_name_is_never_put_together():
    code = {"core/views.py": 'KINDS = ["row"]\n\ndef page(kind):\n    return render(f"core/{kind}.html")\n'}
    right = {"core/row.html": ""}
    return Specimen(
        wrong=asked(right | {"core/list.html": ""}, code), right=asked(right, code), says="core/list.html"
    )


CALM = {
    "core/page.html": '<script src="{% static "js/start.js" %}" type="module"></script>'
    '<p class="small" data-style="1">{{ text }}</p>',
    "documents/decision.html": "<style>@page { size: A4 }</style>",
}


def running(text: str, *, says: str, name: str = "core/page.html") -> Specimen:
    return Specimen(wrong=asked({name: f"<p>\n{text}"}), right=asked(CALM), says=f"templates/{name}:2 {says}")


@plant("templates_run_nothing")
def script_in_the_page():
    return running("<script>go()</script>", says="holds an inline script")


@plant("templates_run_nothing")
def script_in_a_document():
    return running("<script>go()</script>", says="holds an inline script", name="documents/decision.html")


@plant("templates_run_nothing")
def style_sheet_in_the_page():
    return running("<style>p { margin: 0 }</style>", says="holds an inline style sheet")


@plant("templates_run_nothing")
def style_of_one_element():
    return running('<p class="a" style="margin: 0">', says="holds a style attribute")


@plant("templates_run_nothing")
def handler_of_one_element():
    return running('<button onclick="go()">', says="holds an inline handler")


@plant("templates_run_nothing")
def handler_by_htmx():
    return running('<form hx-on:submit="go()">', says="holds an inline handler")


@plant("templates_run_nothing")
def address_that_runs():
    return running('<a href="javascript:go()">', says="holds a javascript: address")


@plant("templates_run_nothing")
def text_marked_as_safe():
    return running("{{ text|safe }}", says="marks text as safe")


@plant("templates_run_nothing")
def block_without_escaping():
    return running("{% autoescape off %}", says="switches escaping off")


@plant("code_escapes")
def markup_made_in_a_view():
    tag = {"core/templatetags/parts.py": 'def tag(text):\n    return SafeString("<b>")\n'}
    right = {"core/views.py": 'def page(text):\n    return format_html("<b>{}</b>", text)\n'}
    wrong = {"core/views.py": 'def page(text):\n    return mark_safe(f"<b>{text}</b>")\n'}
    return Specimen(
        wrong=asked(wrong), right=asked(right | tag), says="core/views.py:2 makes markup by itself"
    )


TRANSLATED = {
    "core/page.html": '{% load i18n %}{# Not read #}<h1 title="{% translate "Case" %}">{{ case.title }}</h1>'
    '{% heading text=_("Cases") %}{% blocktranslate %}Nothing is late.{% endblocktranslate %}'
    '<p data-label="{{ label }}">PDF · {{ size }}</p>',
    "emails/notice.txt": "{% translate 'Hello' %}\n{{ name }}\n",
}


def untranslated(text: str, *, says: str, name: str = "core/page.html") -> Specimen:
    return Specimen(wrong=asked({name: text}), right=asked(TRANSLATED), says=says)


@plant("templates_are_translated")
def words_between_tags():
    return untranslated(
        "<p>Ingenting är sent. {{ count }}</p>", says="'Ingenting är sent.' is not translated"
    )


@plant("templates_are_translated")
def words_in_a_read_attribute():
    return untranslated('<input aria-label="Sök ärende">', says="'Sök ärende' is not translated")


@plant("templates_are_translated")
def words_in_a_components_argument():
    return untranslated('{% heading text="Cases" %}', says="'text=\"Cases\"' is not translated")


@plant("templates_are_translated")
def words_in_a_mail():
    return untranslated("Hej!\n{{ name }}\n", says="'Hej!' is not translated", name="emails/notice.txt")


WORDED = {
    "core/views.py": """
def save(request, form):
    messages.success(request, _("Saved"))
    form.add_error("title", _("Write a title"))
    Fact(label=_("Case"), value=case.title)
    raise RuleBroken(_("Publish it first."))
"""
}


def unworded(line: str, *, says: str) -> Specimen:
    wrong = {"core/views.py": f"def save(request, form):\n    {line}\n"}
    return Specimen(wrong=asked(wrong), right=asked(WORDED), says=f"core/views.py:2 {says} is not translated")


@plant("code_is_translated")
def notice_as_it_stands():
    return unworded('messages.success(request, "Ärendet är sparat")', says="'Ärendet är sparat'")


@plant("code_is_translated")
def refusal_as_it_stands():
    return unworded('raise RuleBroken("Publish it first.")', says="'Publish it first.'")


@plant("code_is_translated")
def refusal_put_together():
    return unworded('raise RuleBroken(f"Publish {case} first.")', says="'Publish   first.'")


@plant("code_is_translated")
def error_of_a_form():
    return unworded('form.add_error("title", "Skriv en rubrik")', says="'Skriv en rubrik'")


@plant("code_is_translated")
def label_as_it_stands():
    return unworded('Fact(label="Case", value=case.title)', says="'Case'")
