"""The gallery: every component with sample content, outside production only."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.charts import LineChart, Series
from core.components import (
    STATUS_WORDS,
    Bar,
    Chip,
    Contact,
    Count,
    Date,
    Document,
    Event,
    Fact,
    Figure,
    Language,
    Link,
    PlainFact,
    Status,
    Step,
    Task,
    Todo,
    Tread,
    Turn,
    Way,
)
from core.forms import Checkboxes, DateField, NumberField, Radios

CONTENT = Path(__file__).with_name("gallery.yaml")
SHAPES: dict[str, Any] = {
    "steps": Step,
    "facts": Fact,
    "tabs": Link,
    "todo_tabs": Link,
    "crumbs": Link,
    "tasks": Task,
    "todos": Todo,
    "events": Event,
    "news": Event,
    "people": Contact,
    "dates": Date,
    "documents": Document,
    "counts": Count,
    "figures": Figure,
    "series": Series,
    "chips": Chip,
    "rows": dict,
    "bars": Bar,
    "picks": dict,
    "words": dict,
    "treads": Tread,
    "ways": Way,
    "languages": Language,
    "plain_facts": PlainFact,
}
READ_BY = _("Read by you who work with the case.")


class SampleForm(forms.Form):
    """One field of each kind."""

    units = {"volume": _("full-time months")}
    readers = {"volume": READ_BY, "reason": READ_BY}

    volume = NumberField(
        label=_("Scope per contract year"), help_text=_("A full-time month is one month at 100 %.")
    )
    first_day = DateField(label=_("First day"))
    kind = forms.ChoiceField(
        label=_("Kind of requirement"),
        choices=[("numeric", _("Fixed requirement")), ("dialogue", _("Dialogue requirement"))],
        widget=Radios(
            helps={"numeric": _("A stated volume must be delivered.")}, reveals={"dialogue": "support"}
        ),
    )
    support = forms.CharField(label=_("Support contact"), required=False)
    routes = forms.MultipleChoiceField(
        label=_("Recruitment routes"),
        choices=[("unit", _("The labour-market unit")), ("agency", _("The public employment service"))],
        widget=Checkboxes(),
    )
    follow_up = forms.ChoiceField(label=_("Follow-up"), choices=[("quarter", _("Report every quarter"))])
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences are enough."),
    )
    minutes = forms.FileField(label=_("Minutes extract"), required=False)
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput({"autocomplete": "current-password"}), required=False
    )
    is_certain = forms.BooleanField(label=_("I have checked the figures"))


class FilterForm(forms.Form):
    """The filter of the sample list."""

    text = forms.CharField(label=_("Search in the list"), required=False)
    state = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All")), *STATUS_WORDS.items()], required=False
    )


@cache
def sample() -> dict[str, list[Any]]:
    """The sample content as the dataclasses that views build."""
    content = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    return {name: [shape(**row_values(row)) for row in content[name]] for name, shape in SHAPES.items()}


def row_values(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the file with its states and turns as our own types."""
    turned = {"turn": Turn(**row["turn"])} if "turn" in row else {}
    stated = {"state": Status(row["state"])} if "state" in row else {}
    return {**row, **turned, **stated}


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with an untouched form and one that was refused."""
    context = {
        "sample": sample(),
        "chart": LineChart(
            names=tuple(str(year) for year in range(2019, 2027)),
            series=tuple(sample()["series"]),
            summary=_("Started, by year"),
        ),
        "words": sample()["words"][0],
        "states": list(Status),
        "notice_kinds": ["good", "warning", "info", "late"],
        "yours": Turn(is_yours=True),
        "form": SampleForm(initial={"volume": 24, "kind": "numeric"}, auto_id="id_%s"),
        "refused": SampleForm({"volume": "mycket", "first_day": "31/2 2027"}, auto_id="id_refused_%s"),
        "filter_form": FilterForm(request.GET or None, auto_id="id_filter_%s"),
        "page": Paginator(range(400), 50).get_page(request.GET.get("page", 3)),
    }
    return render(request, "gallery.html", context)
