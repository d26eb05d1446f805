"""A planned purchase: what is known of it, and the answers that it is given."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.amounts import MoneyField, MonthsField
from core.forms import NumberField, Radios, WholeNumberField
from core.months import MonthOfYearField
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.choices import Nature, WhyNone
from procurements.models import Explanation, PlannedPurchase, Procurement
from procurements.models.purchase import PURCHASE_AUDIENCE
from reference.models import CpvCode
from strategy.choices import Exempt

HUNDRED = Decimal(100)
WRITES = (Permission.CASE_EDIT, Permission.STRATEGY_PREPARE)
SECTIONS = (
    (_("The purchase"), ("authority", "title", "unit", "planned_for")),
    (
        _("What the rules ask for"),
        ("nature", "form", "value_sek", "months", "staff_cost_share", "performers"),
    ),
)


class ShareField(NumberField):
    """Per cent as people write it; a share from 0 to 1 as it is kept."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().removesuffix("%") if isinstance(value, str) else value)

    def clean(self, value: Any) -> Any:
        percent = super().clean(value)
        return None if percent is None else percent / HUNDRED


class PurchaseFacts(forms.Form):
    """What is asked of one purchase, on the page and in each line of a list. Only the title must be there."""

    title = forms.CharField(
        label=_("What is to be bought"), max_length=200, help_text=_("For example Cleaning of schools.")
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=120,
        required=False,
        help_text=_("The unit that needs it, for example the school office."),
    )
    planned_for = MonthOfYearField(
        label=_("Month of the notice"),
        required=False,
        help_text=_("About when it is to be advertised, for example April 2027."),
    )
    value_sek = MoneyField(
        label=_("Estimated value excluding VAT"),
        required=False,
        min_value=0,
        max_value=10**13,
        help_text=_("Including options."),
    )
    months = MonthsField(
        label=_("Contract time"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Including options."),
    )
    staff_cost_share = ShareField(
        label=_("Staff cost"), required=False, min_value=0, max_value=100, decimal_places=0
    )
    performers = WholeNumberField(
        label=_("How many perform the contract"), required=False, min_value=0, max_value=100_000
    )


class PurchaseForm(PurchaseFacts):
    """The one page."""

    units = {
        "value_sek": _("kr"),
        "months": _("months"),
        "staff_cost_share": _("% of the value"),
        "performers": _("persons"),
    }
    nature = forms.ChoiceField(
        label=_("Nature"), choices=[("", _("Not known yet")), *Nature.choices], required=False
    )
    form = forms.ChoiceField(
        label=_("Form of purchase"),
        choices=[("", _("Ordinary procurement")), *Exempt.choices],
        required=False,
    )
    cpv = forms.ModelChoiceField(CpvCode.objects.none(), label=_("CPV code"), required=False)

    def __init__(self, data: Any = None, *, member: Membership, row: PlannedPurchase | None = None) -> None:
        super().__init__(data, initial=_initial(row) if row else None)
        field = self.fields["cpv"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = CpvCode.objects.current()
        if row is None:
            authorities = writable_authorities(member)
            self.fields["authority"] = authority_field(authorities)
            if len(authorities) == 1:
                self.initial["authority"] = authorities[0].pk
                self.fields["authority"].widget = forms.HiddenInput()

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings; the CPV code has a part of its own."""
        return [(head, [self[name] for name in names if name in self.fields]) for head, names in SECTIONS]


def _initial(row: PlannedPurchase) -> dict[str, Any]:
    names = ("title", "unit", "planned_for", "nature", "form", "value_sek", "months", "performers")
    known = {name: getattr(row, name) for name in names}
    share = row.staff_cost_share
    return {**known, "cpv": row.cpv_id, "staff_cost_share": None if share is None else share * HUNDRED}


def writable_authorities(member: Membership) -> Sequence[Authority]:
    """The authorities whose purchases the member may plan."""
    found = Authority.objects.filter(pk__in=member.authority_ids_with(*WRITES))
    return list(found.select_related("organisation").order_by("sort_key", "pk"))


def authority_field(authorities: Sequence[Authority]) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Authority.objects.filter(pk__in=[row.pk for row in authorities])
        .select_related("organisation")
        .order_by("sort_key", "pk"),
        label=_("Authority that buys"),
        empty_label=None,
    )


class ExplanationForm(forms.Form):
    """Why the purchase carries no requirement."""

    readers = {"text": PURCHASE_AUDIENCE.line()}
    reason = forms.ChoiceField(label=_("Reason"), choices=WhyNone.choices, widget=Radios())
    text = forms.CharField(
        label=pgettext_lazy("explanation", "In words"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What somebody who reads it in a year needs to understand it."),
    )

    def __init__(self, data: Any = None, *, stands: Explanation | None) -> None:
        given = {"reason": stands.reason, "text": stands.text} if stands else None
        super().__init__(data, initial=given)


class LinkForm(forms.Form):
    """Which procurement the purchase has become."""

    procurement = forms.ModelChoiceField(Procurement.objects.none(), label=_("Procurement"), empty_label=None)

    def __init__(self, data: Any = None, *, row: PlannedPurchase, member: Membership) -> None:
        super().__init__(data)
        field = self.fields["procurement"]
        assert isinstance(field, forms.ModelChoiceField)
        cases = Procurement.objects.visible_to(member).open()
        taken = PlannedPurchase.objects.filter(procurement__isnull=False, began_as_case=False)
        own = cases.filter(authority=row.authority, entered_running=False)
        field.queryset = own.exclude(pk__in=taken.values("procurement")).order_by("sort_key", "pk")

    @property
    def has_choice(self) -> bool:
        field = self.fields["procurement"]
        assert isinstance(field, forms.ModelChoiceField)
        return field.queryset is not None and field.queryset.exists()


class PurchaseReasonForm(forms.Form):
    """Why it will not be bought, or is no longer linked."""

    readers = {"reason": PURCHASE_AUDIENCE.line()}
    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
