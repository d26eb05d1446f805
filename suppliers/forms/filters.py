"""The filter of the contract list, read from the address."""

from fractions import Fraction
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import clock
from core.components import Chip
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.choices import RequirementKind
from procurements.models import Commitment
from procurements.models.commitment import CommitmentQuerySet
from procurements.states import CommitmentState
from procurements.term import by_last_day
from suppliers.models import Report
from suppliers.tallies import behind, sums, with_months, with_tally
from suppliers.terms_now import running_in

ORDERS = {
    "title": "sort_key",
    "supplier": "contract__supplier__sort_key",
    "end": "last_day",
}


class CommitmentFilter(forms.Form):
    """Text, authority, kind and state; what is chosen stands in the address and survives an act.

    `year` comes from a figure of one calendar year, `part` from a figure of contracts that the own authority
    runs, `months` from one of full-time months; they are shown as chips only.
    """

    q = forms.CharField(label=_("Contract, supplier or diary number"), required=False, max_length=100)
    authority = forms.ModelChoiceField(
        Authority.objects.none(), label=_("Authority"), required=False, empty_label=_("All")
    )
    kind = forms.ChoiceField(
        label=_("Kind of requirement"), choices=[("", _("All")), *RequirementKind.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("Status"),
        choices=[("", _("Running")), ("closed", _("Closed")), ("all", _("All"))],
        required=False,
    )
    progress = forms.ChoiceField(
        label=_("Progress"),
        choices=[("", _("All")), ("behind", _("Behind plan")), ("late", _("Late report"))],
        required=False,
    )
    year = forms.IntegerField(
        label=_("Ran in"), required=False, min_value=1900, max_value=2200, widget=forms.HiddenInput
    )
    part = forms.ChoiceField(
        label=_("Run by"),
        choices=[("", _("All")), ("own", _("our own authority")), ("joint", _("another authority, with us"))],
        required=False,
        widget=forms.HiddenInput,
    )
    months = forms.ChoiceField(
        label=_("Full-time months"),
        choices=[
            ("", _("All")),
            ("done", _("done, of those required")),
            ("required", _("required")),
            ("besides", _("done where no number is required")),
        ],
        required=False,
        widget=forms.HiddenInput,
    )
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("Contract")), ("supplier", _("Supplier")), ("end", _("Ends first"))],
        required=False,
    )

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.member, self.query = member, data
        visible = Commitment.objects.visible_to(member)
        named = Q(commitments__in=visible) | Q(
            pk__in=member.sighted_authority_ids_with(Permission.COMMITMENT_SEE)
        )
        authorities = Authority.objects.filter(named).distinct().order_by("sort_key")
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = authorities
        self.is_valid()

    def rows(self) -> QuerySet[Commitment]:
        """The commitments that the filter leaves, in its order. What cannot be read filters nothing."""
        chosen = self.cleaned_data
        found = with_tally(self._of_part(chosen.get("part", "")).with_list_data())
        if text := chosen.get("q", "").strip():
            names = Q(title__icontains=text) | Q(contract__supplier__name__icontains=text)
            found = found.filter(names | Q(diary_number__icontains=text))
        if chosen.get("authority"):
            found = found.filter(authority=chosen["authority"])
        if chosen.get("kind"):
            found = found.filter(kind=chosen["kind"])
        if chosen.get("state") != "all":
            found = found.filter(state=chosen.get("state") or CommitmentState.RUNNING)
        if chosen.get("year"):
            found = running_in(found, chosen["year"])
        found = self._in_progress(found, chosen.get("progress", ""))
        if self.which_months:
            found = with_months(found, self.which_months)
        if chosen.get("order") == "end":
            found = by_last_day(found)
        return found.order_by(ORDERS.get(chosen.get("order", ""), "sort_key"), "pk")

    @property
    def which_months(self) -> str:
        """Which full-time months the list is about; empty when about none in particular."""
        return str(self.cleaned_data.get("months", ""))

    @property
    def months_total(self) -> Fraction:
        """What the months of all the rows come to: the figure that led here."""
        told = sums(self.rows())
        return {"required": told.required, "besides": told.besides}.get(self.which_months, told.done)

    def _of_part(self, part: str) -> CommitmentQuerySet:
        if part == "own":
            return Commitment.objects.followed_by(self.member)
        if part == "joint":
            return Commitment.objects.joint_for(self.member)
        return Commitment.objects.visible_to(self.member)

    def _in_progress(self, found: QuerySet[Commitment], progress: str) -> QuerySet[Commitment]:
        """Behind plan is computed from the ledger, so it is asked of the rows that the rest leaves."""
        if progress == "late":
            return found.filter(reports__in=Report.objects.late(on=clock.today())).distinct()
        if progress == "behind":
            return behind(found)
        return found

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the address without it."""
        return [
            Chip(label=f"{self.fields[name].label}: {self._shown(name, value)}", url=self._without(name))
            for name, value in self.cleaned_data.items()
            if value and name != "order"
        ]

    @property
    def reset_url(self) -> str:
        return "?"

    def _shown(self, name: str, value: Any) -> Any:
        field: Any = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            choices: Any = field.choices
            return dict(choices).get(value, value)
        return value

    def _without(self, name: str) -> str:
        rest = self.query.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        return f"?{rest.urlencode()}"
