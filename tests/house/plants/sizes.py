"""Planted lengths and names."""

from tests.house.plants.registry import Specimen, asked, plant


def function(name: str, *, lines: int, first: str = "") -> str:
    """A function of so many lines."""
    return f"def {name}({first}):\n" + "    x = 1\n" * (lines - 1)


@plant("no_junk_drawers")
def module_named_after_nothing():
    return Specimen(
        wrong=asked(["core/clock.py", "core/utils.py"]),
        right=asked(["core/clock.py", "docs/utils.md", "core/management/commands/help.py"]),
        says="core/utils.py: name the module",
    )


@plant("no_junk_drawers")
def folder_named_after_nothing():
    return Specimen(
        wrong=asked(["core/helpers/dates.py"]), right=asked(["core/dates.py"]), says="core/helpers/dates.py"
    )


@plant("files_and_functions_are_short")
def file_too_long():
    return Specimen(
        wrong=asked({"core/mail.py": "x = 1\n" * 501}),
        right=asked({"core/mail.py": "x = 1\n" * 500}),
        says="core/mail.py has 501 lines",
    )


@plant("files_and_functions_are_short")
def method_too_long():
    wrong = "class Mail:\n" + "".join(f"    {line}\n" for line in function("send", lines=51).splitlines())
    return Specimen(
        wrong=asked({"core/mail.py": wrong}),
        right=asked({"core/mail.py": function("send", lines=50)}),
        says="core/mail.py:2 send has 51 lines",
    )


@plant("views_are_thin")
def view_too_long():
    name = "strategy/views/decision.py"
    right = function("decision", lines=25, first="request, pk") + function("_page", lines=40, first="row")
    return Specimen(
        wrong=asked({name: function("decision", lines=26, first="request, pk")}),
        right=asked({name: right, "strategy/queries.py": function("rows", lines=30, first="request")}),
        says="strategy/views/decision.py:1 decision has 26 lines",
    )


@plant("templates_are_short")
def template_too_long():
    return Specimen(
        wrong=asked({"core/a.html": "<p></p>\n" * 111}),
        right=asked({"core/a.html": "<p></p>\n" * 110}),
        says="templates/core/a.html has 111 lines",
    )
