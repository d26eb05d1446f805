"""The rows behind the figures about persons: placements by reference, never by name."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.components import Chip
from core.exports import Table
from matching.choices import Attribution
from matching.models import Placement
from organisations.models import Membership
from procurements.choices import PlacementType
from procurements.models import Commitment


@dataclass(frozen=True)
class PlacementTotals:
    """What the list adds up to, equal to the figure that led here."""

    persons: int
    placements: int


class PlacementFilter(forms.Form):
    """Only operational facts: type, direct consequence or not, contract."""

    type = forms.ChoiceField(
        label=_("Type"), choices=[("", _("All")), *PlacementType.choices], required=False
    )
    direct = forms.ChoiceField(
        label=_("Connection to the requirement"),
        choices=[("", _("All")), ("1", _("Direct consequence"))],
        required=False,
    )
    contract = forms.ModelChoiceField(
        Commitment.objects.none(), label=_("Contract"), required=False, empty_label=_("All")
    )

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.visible = Commitment.objects.visible_to(member)
        field = self.fields["contract"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = self.visible.order_by("sort_key").only("title")
        self.is_valid()

    def rows(self) -> QuerySet[Placement]:
        """Started placements under the member's contracts."""
        chosen = self.cleaned_data
        found = Placement.objects.started(on=clock.today()).filter(commitment__in=self.visible)
        wanted = Q()
        if chosen.get("type"):
            wanted &= Q(type=chosen["type"])
        if chosen.get("direct"):
            wanted &= Q(attribution=Attribution.DIRECT_REQUIREMENT)
        if chosen.get("contract"):
            wanted &= Q(commitment=chosen["contract"])
        return (
            found.filter(wanted)
            .select_related("person", "commitment", "supplier")
            .order_by("-starts_on", "pk")
        )

    def totals(self) -> PlacementTotals:
        rows = self.rows().order_by()
        return PlacementTotals(rows.values("person").distinct().count(), rows.count())

    @property
    def chips(self) -> list[Chip]:
        words = {"direct": _t("Direct consequence")}
        return [
            Chip(label=str(words.get(name, value)), url="?")
            for name, value in self.cleaned_data.items()
            if value
        ]


def table_of(rows: QuerySet[Placement]) -> Table:
    """The list as a table with real dates."""
    headings = [
        _t("Person"), _t("Contract"), _t("Supplier"), _t("Type"), _t("First day"), _t("Last day"),
        _t("Share of full time"), _t("Connection to the requirement"),
    ]  # fmt: skip
    return Table(
        headings,
        [
            [
                row.person.reference, row.commitment.title if row.commitment else "", row.supplier.name,
                row.get_type_display(), row.starts_on, row.ended_on, row.scope, row.get_attribution_display(),
            ]
            for row in rows
        ],
    )  # fmt: skip
