"""Amounts and months are read as people write them, and shown back in figures."""

from decimal import Decimal

import pytest
from django import forms

from core.amounts import MoneyField, MonthsField
from core.templatetags.parts_forms import errors_of


class Asked(forms.Form):
    value = MoneyField(label="Värde", required=False, max_value=10**10)
    months = MonthsField(label="Avtalet varar", required=False)
    name = forms.CharField(label="Vad heter det?", error_messages={"required": "Skriv ett namn."})


@pytest.mark.parametrize(
    ("typed", "sek"),
    [
        ("12 000 000", 12_000_000),
        ("12\xa0000\xa0000 kr", 12_000_000),
        ("12 miljoner", 12_000_000),
        ("12 miljoner kronor", 12_000_000),
        ("12 mkr", 12_000_000),
        ("12,5 Mkr", 12_500_000),
        ("800 tkr", 800_000),
        ("1,2 miljarder", 1_200_000_000),
        ("", None),
    ],
)
def test_amounts(typed, sek):
    assert Asked().fields["value"].clean(typed) == sek


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("24", 24), ("24 månader", 24), ("24 mån", 24), ("2 år", 24), ("2,5 år", 30), ("1 år 6 månader", 18),
        ("1 år och 6 mån", 18), ("2 years", 24), ("0", 0), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_months(typed, months):
    assert Asked().fields["months"].clean(typed) == months


@pytest.mark.parametrize(
    ("field", "typed"),
    [("value", "12 päron"), ("value", "mkr"), ("months", "två"), ("months", "och"), ("months", "1,3 år")],
)
def test_what_is_not_understood_is_refused_with_an_example(field, typed):
    with pytest.raises(forms.ValidationError, match="till exempel"):
        Asked().fields[field].clean(typed)


def test_what_was_understood_is_shown_back():
    form = Asked({"value": "12 miljoner", "months": "2 år"})
    assert not form.is_valid()
    assert form["value"].value().replace("\xa0", " ") == "12 000 000"
    assert form["months"].value() == "24"
    assert Asked({"value": "12 päron"})["value"].value() == "12 päron"


def test_the_summary_names_the_field():
    form = Asked({"value": "12 päron", "months": "två", "name": ""})
    assert [error["text"] for error in errors_of(form)] == [
        "Värde: Skriv ett belopp, till exempel 12 000 000 eller 12 miljoner.",
        "Avtalet varar: Skriv antal månader, till exempel 24, eller 2 år.",
        "Vad heter det? Skriv ett namn.",
    ]


def test_a_sentence_that_names_the_field_is_not_told_twice():
    class Plain(forms.Form):
        name = forms.CharField(label="Namn")

    assert [error["text"] for error in errors_of(Plain({}))] == ["Fyll i ”Namn”."]


@pytest.mark.parametrize("typed", ["1e400", "9" * 400, "1e999999", "1" * 40 + " miljarder"])
def test_a_figure_beyond_all_figures_is_refused_and_shown_as_it_was_typed(typed):
    form = Asked({"value": typed, "months": typed, "name": "Parker"})
    assert not form.is_valid()
    assert form["value"].value() == typed
    assert str(form["months"])


@pytest.mark.parametrize("figure", ["1e400", "9" * 400, "0.1e-400", "NaN"])
def test_a_figure_too_long_to_reckon_with_is_shown_as_it_is(figure):
    assert Asked().fields["value"].prepare_value(Decimal(figure)) == Decimal(figure) or figure == "NaN"
