"""What is asked before a contract is entered: is it there already, is it really this supplier?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organisations.models import Membership
from procurements.forms.same_supplier import AsksOfSupplier, TickField
from procurements.models import Commitment
from suppliers.repeats import entered_of, told_apart


class AsksFirst(AsksOfSupplier):
    """Mixed in to a form of one contract."""

    is_one_more = TickField(label=_("Entered already?"), required=False)
    member: Membership
    repeated: Commitment | None = None

    def ask_first(self, data: Mapping[str, Any]) -> None:
        """Call at the end of `clean`, while the organisation number still stands in the data."""
        if number := data.get("supplier_number"):
            self._ask_of_repeat(data, number)
        self.ask_of_supplier(data)

    def _ask_of_repeat(self, data: Mapping[str, Any], number: str) -> None:
        key = told_apart(data.get("diary_number", ""), data.get("title", ""), number)
        self.repeated = entered_of([number], self.member).get(key)
        if self.repeated is not None:
            about = str(self.repeated.pk)
            field = self.fields["is_one_more"]
            assert isinstance(field, TickField)
            field.ask(about=about, answer=_t("Yes, enter one more"))
            if about not in (data.get("is_one_more") or []):
                self.add_error("is_one_more", _t("Look at the contract that is there, or tick to go on."))
