"""The filter of the register of purchases, read from the address."""

from django import forms
from django.db.models import F, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import clock
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.choices import Coverage, Nature, WhyNone
from procurements.forms.chipped import Chipped
from procurements.models import Explanation, PlannedPurchase
from procurements.models.purchase import PlannedPurchaseQuerySet
from procurements.states import PurchaseState

YES = (Coverage.BEING_PREPARED, Coverage.WITH_REQUIREMENT)
ASKED = (Coverage.WAITING, *YES, Coverage.EXPLAINED)
NONE = "-"  # that nothing is stated
REVIEW, DROPPED = "review", "dropped"
SHOWN: dict[str, tuple[Coverage, ...]] = {
    "asked": ASKED,
    "waiting": (Coverage.WAITING,),
    "yes": YES,
    "explained": (Coverage.EXPLAINED,),
    "unclear": (Coverage.UNCLEAR,),
    "not_asked": (Coverage.NOT_ASKED,),
}
SHOW_LABELS = {
    "": _("All"),
    "asked": _("Recommended"),
    "waiting": Coverage.WAITING.label,
    "yes": _("Yes"),
    "explained": Coverage.EXPLAINED.label,
    "unclear": Coverage.UNCLEAR.label,
    "not_asked": Coverage.NOT_ASKED.label,
    REVIEW: _("Reasons to look through"),
    DROPPED: PurchaseState.DROPPED.label,
}
NOTHING: dict[str, dict[str, object]] = {
    "unit": {"unit": ""},
    "division": {"cpv__isnull": True},
    "year": {"planned_for__isnull": True},
}
ORDERS = {
    "": ("requires", F("planned_for").asc(nulls_last=True), "sort_key", "pk"),
    "title": ("sort_key", "pk"),
    "value": (F("value_sek").desc(nulls_last=True), "sort_key", "pk"),
}


class PurchaseFilter(Chipped):
    """Text, authority, year and nature; `show` is the tab. Unit, division and reason come from figures."""

    unchipped = frozenset({"show", "order"})
    q = forms.CharField(label=_("Purchase or unit"), required=False, max_length=100)
    authority = forms.ModelChoiceField(
        Authority.objects.none(), label=_("Authority"), required=False, empty_label=_("All")
    )
    year = forms.ChoiceField(label=_("Planned in"), required=False)
    nature = forms.ChoiceField(label=_("Nature"), choices=[("", _("All")), *Nature.choices], required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("Planned first")), ("title", _("Purchase")), ("value", _("Largest value"))],
        required=False,
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=120, widget=forms.HiddenInput)
    division = forms.RegexField(
        r"\d{2}|-", label=_("CPV division"), required=False, widget=forms.HiddenInput, max_length=2
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=WhyNone.choices, required=False, widget=forms.HiddenInput
    )
    show = forms.ChoiceField(choices=list(SHOW_LABELS.items()), required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.member, self.query = member, data
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        seen = member.authority_ids_with(Permission.CASE_SEE)
        field.queryset = (
            Authority.objects.filter(pk__in=seen).select_related("organisation").order_by("sort_key", "pk")
        )
        years = range(clock.today().year - 2, clock.today().year + 6)
        named = [(str(year), str(year)) for year in years]
        choices = [("", _("All")), *named, (NONE, _("No month stated"))]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
        if len(seen) < 2:
            del self.fields["authority"]
        self.is_valid()

    @property
    def tab(self) -> str:
        return self.cleaned_data.get("show", "")

    def everything(self) -> PlannedPurchaseQuerySet:
        """The rows of all tabs together. What cannot be read filters nothing."""
        chosen = self.cleaned_data
        found = PlannedPurchase.objects.visible_to(self.member)
        if text := chosen.get("q", "").strip():
            found = found.filter(Q(title__icontains=text) | Q(unit__icontains=text))
        exact = {
            "authority": "authority",
            "nature": "nature",
            "unit": "unit",
            "division": "cpv__startswith",
            "year": "planned_for__year",
        }
        for name, value in chosen.items():
            if name in exact and value == NONE:
                found = found.filter(**NOTHING[name])
            elif name in exact and value:
                found = found.filter(**{exact[name]: value})
        if reason := chosen.get("reason"):
            standing = Explanation.objects.standing().filter(reason=reason)
            found = found.filter(pk__in=standing.values("purchase"))
        return found

    def rows(self) -> PlannedPurchaseQuerySet:
        """The rows of the chosen tab, in the chosen order."""
        found = self.everything()
        if self.tab == DROPPED:
            found = found.filter(state=PurchaseState.DROPPED).with_coverage()
        elif self.tab == REVIEW:
            found = found.to_review(on=clock.today()).with_coverage()
        else:
            found = found.current().with_coverage()
            if wanted := SHOWN.get(self.tab):
                found = found.answered(*wanted)
        return found.for_lists().order_by(*ORDERS[self.cleaned_data.get("order", "")])


class CoverageFilter(PurchaseFilter):
    """Authority, year and nature: what the figures are about."""

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data, member=member)
        for name in set(self.fields) - {"authority", "year", "nature"}:
            del self.fields[name]
            self.cleaned_data.pop(name, None)
