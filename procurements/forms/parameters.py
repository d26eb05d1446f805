"""Which parameters a requirement has, and under which headings the page asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.components import Text
from procurements.choices import RequirementKind
from procurements.clause_writers import reserved_under
from procurements.forms.bonus import BONUS

VOLUME = frozenset(
    {"yearly_average", "full_time_months", "places", "first_start_within_months"}
    | {"early_end_share", "early_end_basis", "shortage_is_objective_ground"}
)
DIALOGUE = frozenset({"dialogue_first_within_months", "dialogue_called_by"})
OF_PLACES = frozenset({"place_hours"})
NOT_OF_PLACES = frozenset({"yearly_average", "routes", *DIALOGUE, *BONUS})
REST = (
    (_("Recruitment"), ("routes", "support_contact")),
    (_("Follow-up"), ("report_every", "report_days")),
    (_("Shortcomings"), ("sanction", "early_end_share", "early_end_basis", "shortage_is_objective_ground")),
    (_("Bonus"), BONUS),
    (_("Changes and own conditions"), ("change_clause", "own_passage")),
)
GROUPS = (
    (
        _("What is required"),
        ("kind", "target_groups", "types", "yearly_average", "full_time_months", "places", "place_hours")
        + ("first_start_within_months", "dialogue_first_within_months", "dialogue_called_by"),
    ),
    *REST,
)
GROUPS_OF_PLACES = (
    (
        _("What is bought"),
        ("kind", "places", "place_hours", "full_time_months", "target_groups", "types")
        + ("first_start_within_months",),
    ),
    *REST,
)
LABELS_OF_PLACES: Mapping[str, Text] = {
    "kind": _("Who may tender?"),
    "types": _("What a place is"),
    "places": _("Number of places"),
    "full_time_months": _("Least use over the whole contract"),
}


@dataclass(frozen=True)
class FieldGroup:
    """Fields under a heading of the page."""

    heading: Text
    fields: tuple[forms.BoundField, ...]
    folded: bool = False
    is_open: bool = False


def beside_the_point(kind: str, *, buys_places: bool) -> frozenset[str]:
    """Parameters that such a requirement has no use for."""
    if buys_places:
        return NOT_OF_PLACES
    match kind:
        case RequirementKind.COMBINED:
            return OF_PLACES
        case RequirementKind.DIALOGUE:
            return OF_PLACES | VOLUME | frozenset(BONUS)
        case RequirementKind.RESERVED:
            return OF_PLACES | DIALOGUE | frozenset(BONUS)
    return OF_PLACES | DIALOGUE


def who_may_tender(law: str) -> list[tuple[str, str]]:
    """Where places are bought, the kind says for whom the contract is."""
    reserved = _t("Only suppliers whose main aim is integration (reserved, {ground})")
    return [
        (RequirementKind.NUMERIC, _t("All suppliers")),
        (RequirementKind.RESERVED, reserved.format(ground=reserved_under(law))),
    ]
