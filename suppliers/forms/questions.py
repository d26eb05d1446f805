"""What is asked before a contract is entered: is it there already, is it really this supplier?

A question is shown when there is something to ask. Its answer names what was asked about, so that a tick does
not pass for another number that is typed afterwards.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes
from organisations.models import Membership, Organisation
from procurements.models import Commitment
from suppliers.repeats import entered_of, supplier_known_as, told_apart


class TickField(forms.Field):
    """One tick, whose value says what it is about."""

    widget = Checkboxes

    def ask(self, *, about: str, answer: str) -> None:
        self.widget.choices = [(about, answer)]


class AsksFirst(forms.Form):
    """Mixed in to a form of one contract."""

    is_this_supplier = TickField(label=_("Is it the same supplier?"), required=False)
    is_one_more = TickField(label=_("Entered already?"), required=False)
    member: Membership
    known_supplier: Organisation | None = None
    repeated: Commitment | None = None

    def ask_first(self, data: Mapping[str, Any]) -> None:
        """Call at the end of `clean`, while the organisation number still stands in the data."""
        if number := data.get("supplier_number"):
            self._ask_of_repeat(data, number)
            self._ask_of_supplier(data, number)

    def _ask_of_repeat(self, data: Mapping[str, Any], number: str) -> None:
        key = told_apart(data.get("diary_number", ""), data.get("title", ""), number)
        self.repeated = entered_of([number], self.member).get(key)
        if self.repeated is not None:
            about = str(self.repeated.pk)
            self._tick("is_one_more").ask(about=about, answer=_t("Yes, enter one more"))
            if about not in (data.get("is_one_more") or []):
                self.add_error("is_one_more", _t("Look at the contract that is there, or tick to go on."))

    def _ask_of_supplier(self, data: Mapping[str, Any], number: str) -> None:
        self.known_supplier = supplier_known_as(number, data.get("supplier_name") or "")
        if self.known_supplier is not None and data.get("supplier_name"):
            name = self.known_supplier.name
            self._tick("is_this_supplier").ask(about=number, answer=_t("Yes, it is {name}").format(name=name))
            if number not in (data.get("is_this_supplier") or []):
                text = _t("The number belongs to {name}. Is it the same supplier?")
                self.add_error("supplier_number", text.format(name=name))

    def _tick(self, name: str) -> TickField:
        field = self.fields[name]
        assert isinstance(field, TickField)
        return field
