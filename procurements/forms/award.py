"""Forms from award to start meeting."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.amounts import MoneyField
from core.forms import DateField, Radios
from core.privacy import warn_of_personal_number
from organisations.forms.organisations import NumberField as OrganisationNumberField
from organisations.models import Membership
from organisations.permissions import Role
from procurements.actions.signing import Signed, SupplierContact
from procurements.choices import RulingOutcome
from procurements.forms.same_supplier import AsksOfSupplier
from procurements.forms.sheets import READ_BY_CASE, YES_NO
from procurements.models import Award, Procurement


class AwardForm(AsksOfSupplier):
    """Who gets the contract; asks where the number belongs to a supplier of another name."""

    readers = {"reasons": READ_BY_CASE}
    supplier_name = forms.CharField(label=_("Supplier"), max_length=160)
    supplier_number = OrganisationNumberField(label=_("The supplier's organisation number"))
    decided_on = DateField(label=_("Date of the decision"))
    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=160,
        required=False,
        help_text=_("Name and item of the delegation order, or committee and paragraph."),
    )
    reasons = forms.CharField(
        label=_("Reasons"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Record the award on the day it is decided, or later."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self.ask_of_supplier(values)
        return values


class NotificationForm(forms.Form):
    """When the last bidder was told, and how. A correction also asks why."""

    readers = {"reason": READ_BY_CASE}
    sent_on = DateField(
        label=_("When was the notification sent?"),
        help_text=_("To the last of the bidders. The standstill is counted from this day."),
    )
    is_electronic = forms.ChoiceField(
        label=_("Was it sent electronically to everyone?"),
        choices=YES_NO,
        widget=Radios(helps={"yes": _("At least 10 calendar days."), "no": _("At least 15 calendar days.")}),
    )
    reason = forms.CharField(label=_("Why is it corrected?"), required=False, max_length=2000)

    def __init__(self, data: Any = None, *, award: Award) -> None:
        initial: dict[str, Any] = {}
        if award.notified_on:
            initial = {"sent_on": award.notified_on, "is_electronic": "yes" if award.is_electronic else "no"}
        super().__init__(data, initial=initial)
        if not award.notified_on:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True

    def clean_is_electronic(self) -> bool:
        return bool(self.cleaned_data["is_electronic"] == "yes")


class BidForm(forms.Form):
    readers = {"bidder": _("Read only by those at your authority who may see bids.")}
    units = {"price_sek": _("kr")}
    bidder = forms.CharField(label=_("Bidder"), max_length=160)
    price_sek = MoneyField(label=_("Price excluding VAT"), required=False, min_value=0, max_value=10**13)


class ReviewForm(forms.Form):
    court = forms.CharField(
        label=_("Court"), max_length=120, help_text=_("For example Förvaltningsrätten i Malmö.")
    )
    case_number = forms.CharField(label=_("Case number at the court"), max_length=40, required=False)
    filed_on = DateField(label=_("Filed"))


class RulingForm(forms.Form):
    decided_on = DateField(label=_("Date of the court's decision"))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=RulingOutcome.choices, widget=Radios())


class ContractForm(forms.Form):
    """What was signed, and whom to call at the supplier."""

    units = {"value_sek": _("kr")}
    conditions: ClassVar[dict[str, Any]] = {"contact_name": _("needed with the address")}
    signed_on = DateField(label=_("Signed"))
    number = forms.CharField(label=_("Contract number"), max_length=60, required=False)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), help_text=_("Without options that are not used yet."))
    value_sek = MoneyField(label=_("Value excluding VAT"), required=False, min_value=0, max_value=10**13)
    contract_manager = forms.ModelChoiceField(
        label=_("Contract manager"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("The handler"),
    )
    contact_name = forms.CharField(label=_("Contact person at the supplier"), max_length=120, required=False)
    contact_email = forms.EmailField(
        label=_("E-mail to the one who reports"),
        required=False,
        help_text=_("Gets a link when it is time to report. No account is needed."),
    )
    contact_phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    SECTIONS = (
        (_("The contract"), ("signed_on", "number", "starts_on", "ends_on", "value_sek")),
        (_("People"), ("contract_manager", "contact_name", "contact_email", "contact_phone")),
    )

    def __init__(self, data: Any = None, *, case: Procurement) -> None:
        plan = getattr(case, "plan", None)
        initial = {"starts_on": plan.contract_starts_on if plan else None, "value_sek": case.value_sek}
        super().__init__(data, initial=initial)
        field = self.fields["contract_manager"]
        assert isinstance(field, forms.ModelChoiceField)
        members = Membership.objects.active().of_authority(case.authority)
        found = members.holding(Role.CONTRACT_MANAGER, Role.PROCURER).select_related("user")
        field.queryset = found.order_by("user__sort_key", "pk")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must not be before the first."))
        if values.get("contact_email") and not values.get("contact_name"):
            self.add_error("contact_name", _("Write the name that belongs to the address."))
        return values

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in self.SECTIONS]

    @property
    def signed(self) -> Signed:
        values = self.cleaned_data
        contact = None
        if values["contact_name"]:
            contact = SupplierContact(
                name=values["contact_name"], email=values["contact_email"], phone=values["contact_phone"]
            )
        names = ("signed_on", "number", "starts_on", "ends_on", "value_sek", "contract_manager")
        return Signed(**{name: values[name] for name in names}, contact=contact)


class BookingForm(forms.Form):
    booked_for = DateField(label=_("Day of the meeting"))


class MeetingForm(forms.Form):
    """Who came, and what was agreed. Never a candidate's name."""

    readers = {
        "participants": READ_BY_CASE,
        "notes": _("Read by you who work with the case. Write no candidate's name and nothing about health."),
    }
    held_on = DateField(label=_("Held"))
    participants = forms.CharField(label=_("Who took part"), widget=forms.Textarea(attrs={"rows": 2}))
    notes = forms.CharField(label=_("What was agreed"), widget=forms.Textarea(attrs={"rows": 6}))

    def clean_notes(self) -> str:
        return warn_of_personal_number(self.cleaned_data["notes"])

    def clean_participants(self) -> str:
        return warn_of_personal_number(self.cleaned_data["participants"])
