"""The filter of the list of cases, read from the address."""

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.forms.chipped import Chipped
from procurements.listing import with_list_data
from procurements.models import Procurement
from procurements.states import PREPARING, STEPS, CaseState

RUNNING = "running"
STATES = {
    "": STEPS,
    RUNNING: (*PREPARING, CaseState.PROCURE),
    "closed": (CaseState.CLOSED, CaseState.CANCELLED),
    "standing": tuple(state for state in CaseState if state != CaseState.CANCELLED),
    "all": tuple(CaseState),
}


class CaseFilter(Chipped):
    """Text, authority, step and state; stands in the address and survives an act.

    `year` comes from a figure of one calendar year and is shown as a chip only.
    """

    q = forms.CharField(label=_("Procurement or diary number"), required=False, max_length=100)
    authority = forms.ModelChoiceField(
        Authority.objects.none(), label=_("Authority"), required=False, empty_label=_("All")
    )
    step = forms.ChoiceField(
        label=_("Step"), choices=[("", _("All")), *((s.value, s.label) for s in STEPS)], required=False
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("Open")),
            (RUNNING, _("Before contract")),
            ("closed", _("Closed or cancelled")),
            ("standing", _("All but cancelled")),
            ("all", _("All")),
        ],
        required=False,
    )
    requirement = forms.ChoiceField(
        label=_("Requirement"),
        choices=[("", _("All")), ("with", _("With a requirement")), ("without", _("Without a requirement"))],
        required=False,
    )
    year = forms.IntegerField(
        label=_("Begun in"), required=False, min_value=1900, max_value=2200, widget=forms.HiddenInput
    )
    mine = forms.BooleanField(label=_("Only those I handle"), required=False)

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.member, self.query = member, data
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Authority.objects.in_sight_of(member, Permission.CASE_SEE).order_by("sort_key")
        if len(member.sighted_authority_ids_with(Permission.CASE_SEE)) < 2:
            del self.fields["authority"]
        self.is_valid()

    def rows(self) -> QuerySet[Procurement]:
        """The cases that the filter leaves. What cannot be read filters nothing."""
        chosen = self.cleaned_data
        visible = Procurement.objects.visible_to(self.member)
        found = with_list_data(visible.begun_in(chosen["year"]) if chosen.get("year") else visible)
        if text := chosen.get("q", "").strip():
            found = found.filter(Q(title__icontains=text) | Q(diary_number__icontains=text))
        if chosen.get("authority"):
            found = found.filter(authority=chosen["authority"])
        if chosen.get("mine"):
            found = found.filter(handler=self.member.acting_for or self.member)
        found = found.filter(state__in=STATES[chosen.get("state", "")])
        requiring = Q(pk__in=Procurement.objects.requiring().values("pk"))
        if wanted := chosen.get("requirement"):
            found = found.filter(requiring if wanted == "with" else ~requiring)
        if chosen.get("step"):
            found = found.filter(state=chosen["step"])
        return found.order_by("sort_key", "pk")
