"""What is wrong with a field is told in words that say what to do."""

from decimal import Decimal

import pytest
from django import forms

from core.error_words import error_texts
from core.forms import NumberField


class Asked(forms.Form):
    name = forms.CharField(label="Namn", max_length=5)
    share = NumberField(label="Andel", min_value=Decimal("0.1"), max_value=12_000, decimal_places=1)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("name", "", "Fyll i ”Namn”."),
        ("name", "x" * 1200, "Skriv högst 5 tecken. Nu är det 1\xa0200."),
        ("share", "0", "Skriv ett tal som är minst 0,1."),
        ("share", "12 001", "Skriv ett tal som är högst 12\xa0000."),
        ("share", "1,25", "Skriv högst 1 decimal."),
        ("share", "tio", "Skriv ett tal med siffror, till exempel 24 eller 24,5."),
    ],
)
def test_each_error_says_what_to_do(field, value, text):
    form = Asked({"name": "Anna", "share": "1", field: value})

    assert error_texts(form[field]) == [text]
