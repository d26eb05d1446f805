"""The particulars of a case: one page, used to start it and to change it."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.amounts import MoneyField, MonthsField
from core.forms import NumberField, Radios, WholeNumberField
from organisations.forms.diary import begin_diary_number
from organisations.models import Authority, Cooperation, Membership, Organisation, Part
from organisations.permissions import ROLE_PERMISSIONS, Permission, Role
from procurements.choices import Procedure, Purpose
from procurements.models import Procurement
from reference.models import CpvCode
from reference.regimes import Regime

HUNDRED = Decimal(100)
OFFICERS_PART = _("Can read the case and take part from step Plan.")
OFFICER_GONE = _(
    "{name} is no longer a matching officer at anyone who can read the case, and cannot be chosen anew. "
    "The name stays until you choose somebody else."
)
HANDLER_GONE = _(
    "{name} no longer handles procurements at the authority, and cannot be chosen anew. "
    "The name stays until you choose somebody else."
)
SECTIONS = (
    (_("The procurement"), ("authority", "title", "diary_number", "purpose")),
    (_("Rules"), ("regime", "law", "procedure", "nature", "is_framework")),
    (
        _("Size"),
        ("value_sek", "base_months", "option_months", "staff_cost_share", "performers", "place"),
    ),
    (_("People"), ("orderer", "handler", "matching_officer")),
    (_("The case in the tendering system"), ("tendering_system", "tendering_number", "tendering_url")),
)


def officers_serving(authority_ids: Collection[int]) -> QuerySet[Membership]:
    """The matching officers of the authorities' own organisations, and those of whoever serves them and has
    pages for a case."""
    serving = Cooperation.objects.in_force().filter(giver__in=authority_ids).values("receiver")
    own = Authority.objects.filter(pk__in=authority_ids).values("organisation")
    officers = Membership.objects.active().holding(Role.MATCHING_OFFICER)
    hired = Q(organisation__in=serving) & Q(organisation__in=Organisation.objects.showing(Part.PROCUREMENT))
    return officers.filter(Q(organisation__in=own) | hired).distinct()


def offer(field: Any, found: QuerySet[Membership], *, named: Membership | None, gone: Any) -> None:
    """Let the field offer those who are found, and whoever is named already: nobody is taken away unseen.

    Whoever is named and not found any more is kept, with a line that says why she is not among the others.
    """
    if named is not None and not found.filter(pk=named.pk).exists():
        field.help_text = format_lazy("{} {}", field.help_text, gone.format(name=named))
        found = Membership.objects.filter(Q(pk__in=found.values("pk")) | Q(pk=named.pk))
    field.queryset = found.select_related("user").order_by("user__sort_key", "pk")


class OfficerForm(forms.Form):
    """Who finds and prepares candidates; the same field as among the particulars, by itself."""

    mark_optional = False
    matching_officer = forms.ModelChoiceField(
        label=_("Matching officer"),
        queryset=Membership.objects.none(),
        required=False,
        blank=True,  # else a group of radio buttons has none for nobody
        empty_label=_("Nobody yet"),
        widget=Radios(),
        help_text=OFFICERS_PART,
    )

    def __init__(self, data: Any = None, *, case: Procurement) -> None:
        super().__init__(data, initial={"matching_officer": case.matching_officer_id})
        found = officers_serving({case.authority_id})
        offer(self.fields["matching_officer"], found, named=case.matching_officer, gone=OFFICER_GONE)

    @property
    def has_choice(self) -> bool:
        field = self.fields["matching_officer"]
        assert isinstance(field, forms.ModelChoiceField)
        return bool(field.queryset)


class FactsForm(forms.ModelForm):
    """What is known of the purchase. Only the title must be there; the rest may come later."""

    units = {
        "value_sek": _("kr"),
        "base_months": _("months"),
        "option_months": _("months"),
        "staff_cost_share": _("% of the value"),
        "performers": _("persons"),
    }
    regime = forms.ChoiceField(label=_("Regime"), choices=Regime.choices, widget=Radios())
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices, widget=Radios())
    value_sek = MoneyField(
        label=_("Estimated value excluding VAT"),
        required=False,
        min_value=0,
        max_value=10**13,
        help_text=_("Including options."),
    )
    base_months = MonthsField(label=_("Contract time"), required=False, min_value=1, max_value=600)
    option_months = MonthsField(
        label=_("Options to extend"), required=False, min_value=0, max_value=600, help_text=_("In all.")
    )
    staff_cost_share = NumberField(
        label=_("Staff cost"), required=False, min_value=0, max_value=100, decimal_places=0
    )
    performers = WholeNumberField(
        label=_("How many perform the contract"), required=False, min_value=0, max_value=100_000
    )

    tendering_url = forms.URLField(
        label=_("Link to the case there"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Procurement
        fields = (
            "authority", "title", "diary_number", "purpose", "regime", "law", "procedure", "nature",
            "is_framework", "cpv", "value_sek", "base_months", "option_months", "staff_cost_share",
            "performers", "place", "orderer", "handler", "matching_officer", "tendering_system",
            "tendering_number", "tendering_url",
        )  # fmt: skip
        help_texts = {
            "diary_number": _("As it stands in your diary, for example SEN 2026/0412."),
            "title": _("What is bought, for example Care of streets and parks."),
            "orderer": _("Name and unit that needs the purchase."),
            "tendering_system": _("Bids and questions stay there; Insteg only links to the case."),
            "place": _("Where the work is done."),
            "matching_officer": OFFICERS_PART,
        }
        labels = {"law": _("Act"), "procedure": _("Procedure")}

    def __init__(self, data: Any = None, *, member: Membership, case: Procurement | None = None) -> None:
        # The row is not bound as instance: `edit` compares before and after for the audit log.
        super().__init__(data, initial=_initial(case, member))
        self.case = case
        self._settle_authority(member)
        if case is None:
            begin_diary_number(self, member, Permission.CASE_EDIT)
        authority_ids = {case.authority_id} if case else set(member.authority_ids_with(Permission.CASE_EDIT))
        self._settle_people(authority_ids)
        self.fields["procedure"].choices = [("", _("Not chosen yet")), *Procedure.choices]  # type: ignore[attr-defined]
        cpv = self.fields["cpv"]
        assert isinstance(cpv, forms.ModelChoiceField)
        cpv.queryset = CpvCode.objects.current()

    def _settle_authority(self, member: Membership) -> None:
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        if self.case is not None:
            del self.fields["authority"]
            return
        field.label, field.empty_label = _("Authority that runs the procurement"), None
        field.queryset = Authority.objects.filter(
            pk__in=member.authority_ids_with(Permission.CASE_EDIT)
        ).order_by("sort_key")
        if len(member.authority_ids_with(Permission.CASE_EDIT)) == 1:
            self.initial["authority"] = next(iter(member.authority_ids_with(Permission.CASE_EDIT)))
            field.widget = forms.HiddenInput()

    def _settle_people(self, authority_ids: set[int]) -> None:
        colleagues = Membership.objects.active().filter(authorities__in=authority_ids).distinct()
        editors = [role for role in Role if Permission.CASE_EDIT in ROLE_PERMISSIONS[role]]
        for name, label, found, gone in (
            ("handler", _("Handler"), colleagues.holding(*editors), HANDLER_GONE),
            ("matching_officer", _("Matching officer"), officers_serving(authority_ids), OFFICER_GONE),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.label, field.empty_label = label, _("Nobody yet")
            offer(field, found, named=getattr(self.case, name, None), gone=gone)

    def clean_staff_cost_share(self) -> Decimal | None:
        percent: Decimal | None = self.cleaned_data["staff_cost_share"]
        return None if percent is None else percent / HUNDRED

    def clean_option_months(self) -> int:
        return self.cleaned_data["option_months"] or 0

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings; the CPV code has a part of its own."""
        return [
            (heading, [self[name] for name in names if name in self.fields]) for heading, names in SECTIONS
        ]


def _initial(case: Procurement | None, member: Membership) -> dict[str, Any]:
    if case is None:
        return {"handler": member.pk, "regime": Regime.ABOVE_THRESHOLD, "purpose": Purpose.SIDE_CONDITION}
    values = model_to_dict(case, fields=FactsForm.Meta.fields)
    if case.staff_cost_share is not None:
        values["staff_cost_share"] = case.staff_cost_share * HUNDRED
    return values
