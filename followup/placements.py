"""The rows behind the figures about persons: placements by reference, never by name."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.exports import Table
from core.templatetags.formats import number
from followup.forms.figures import FigureFilter
from matching.choices import Attribution
from matching.models import Placement
from procurements.choices import PlacementType


@dataclass(frozen=True)
class PlacementTotals:
    """What the list adds up to, equal to the figure that led here."""

    persons: int
    placements: int

    @property
    def text(self) -> str:
        """Two persons in three placements, each counted in its own number."""
        persons = ngettext("{n} person", "{n} persons", self.persons).format(n=number(self.persons))
        placements = ngettext("{n} placement", "{n} placements", self.placements)
        return _t("{persons} in {placements}").format(
            persons=persons, placements=placements.format(n=number(self.placements))
        )


class PlacementFilter(FigureFilter):
    """Only operational facts: year of the first day, authority, type, direct consequence or not, contract."""

    type = forms.ChoiceField(
        label=_("Type"), choices=[("", _("All")), *PlacementType.choices], required=False
    )
    direct = forms.ChoiceField(
        label=_("Connection to the requirement"),
        choices=[("", _("All")), ("1", _("Direct consequence"))],
        required=False,
    )
    q = forms.CharField(label=_("Contract, supplier or diary number"), required=False, max_length=100)

    def rows(self) -> QuerySet[Placement]:
        """Started placements under the member's contracts; none where only figures are shared."""
        if self.selection.is_shared:
            return Placement.objects.none()
        chosen = self.cleaned_data
        wanted = Q()
        if chosen.get("type"):
            wanted &= Q(type=chosen["type"])
        if chosen.get("direct"):
            wanted &= Q(attribution=Attribution.DIRECT_REQUIREMENT)
        if text := chosen.get("q", "").strip():
            names = Q(commitment__title__icontains=text) | Q(supplier__name__icontains=text)
            wanted &= names | Q(commitment__diary_number__icontains=text)
        return (
            self.selection.placements()
            .filter(wanted)
            .select_related("person", "commitment", "supplier")
            .order_by("-starts_on", "pk")
        )

    def totals(self) -> PlacementTotals:
        rows = self.rows().order_by()
        return PlacementTotals(
            **rows.aggregate(persons=Count("person", distinct=True), placements=Count("pk"))
        )


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
