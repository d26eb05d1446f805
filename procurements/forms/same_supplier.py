"""Asked before a contract or an award is recorded: does the organisation number belong to this supplier?

The question is shown when there is something to ask. Its answer names the number that was asked about, so
that a tick does not pass for another number that is typed afterwards.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes
from organisations.models import Organisation
from procurements.known_supplier import supplier_known_as


class TickField(forms.Field):
    """One tick, whose value says what it is about."""

    widget = Checkboxes

    def ask(self, *, about: str, answer: str) -> None:
        self.widget.choices = [(about, answer)]


class AsksOfSupplier(forms.Form):
    """Mixed in to a form with `supplier_name` and `supplier_number`. Until it is asked the tick is no field,
    so that a page that shows every field shows no empty question."""

    is_this_supplier = TickField(label=_("Is it the same supplier?"))
    known_supplier: Organisation | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._tick = self.fields.pop("is_this_supplier")

    def ask_of_supplier(self, data: Mapping[str, Any]) -> None:
        """Call at the end of `clean`, while the organisation number still stands in the data."""
        number, name = data.get("supplier_number"), data.get("supplier_name")
        self.known_supplier = supplier_known_as(number, name) if number and name else None
        if self.known_supplier is None or not number:
            return
        known = self.known_supplier.name
        self._show_tick(about=number, answer=_t("Yes, it is {name}").format(name=known))
        if number not in self._ticked():
            text = _t("The number belongs to {name}. Is it the same supplier?").format(name=known)
            self.add_error("supplier_number", text)

    def _show_tick(self, *, about: str, answer: str) -> None:
        assert isinstance(self._tick, TickField)
        self._tick.ask(about=about, answer=answer)
        self.fields["is_this_supplier"] = self._tick
        names = [name for name in self.fields if name != "is_this_supplier"]
        names.insert(names.index("supplier_number") + 1, "is_this_supplier")
        self.order_fields(names)

    def _ticked(self) -> list[str]:
        name = self.add_prefix("is_this_supplier")
        return self._tick.widget.value_from_datadict(self.data, self.files, name) or []
