"""A first day after the contract's last day: is it meant so? An extension may be coming, or the day is wrong.

The tick says what the two days say already, so there is nothing to keep. Whether the contract is extended is
not for the matching side to say: whoever manages it notes that among the contract's changes.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.templatetags.formats import date_words
from procurements.models import Commitment
from procurements.term import ends_before

NAME, FIRST_DAY = "is_beyond", "starts_on"


class WithinContract(forms.Form):
    """A form with a first day. The question is there only where the day lies after the contract."""

    contract_ends_on: dt.date | None = None

    def ask_beyond(self, commitment: Commitment | None) -> None:
        """Called last in `__init__`, when the fields and what they begin with are set."""
        day = self._first_day()
        self.contract_ends_on = ends_before(commitment, day) if commitment and day else None
        if self.contract_ends_on:
            self.fields[NAME] = forms.BooleanField(
                label=_("Yes, the first day lies after the contract"),
                required=False,
                help_text=_(
                    "The contract ends {day}. Only time within it counts. If it is extended, the contract "
                    "manager notes that among the contract's changes."
                ).format(day=date_words(self.contract_ends_on)),
            )
            before, after = self._around_first_day()
            self.order_fields([*before, NAME, *after])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.pop(NAME, False) and self.contract_ends_on:
            self.add_error(
                NAME,
                _(
                    "The contract ends {day}. Tick that the first day lies after it, or change the day."
                ).format(day=date_words(self.contract_ends_on)),
            )
        return data

    def _first_day(self) -> dt.date | None:
        if not self.is_bound:
            return self.initial.get(FIRST_DAY)
        try:
            return self.fields[FIRST_DAY].clean(self.data.get(self.add_prefix(FIRST_DAY)))
        except ValidationError:
            return None

    def _around_first_day(self) -> tuple[list[str], list[str]]:
        names = [name for name in self.fields if name != NAME]
        cut = names.index(FIRST_DAY) + 1
        return names[:cut], names[cut:]
