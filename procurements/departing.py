"""How far the requirement has gone from what was decided: its kind, and its volume over the contract."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from procurements.choices import RequirementKind
from procurements.models import GoDecision, Requirement
from procurements.states import GoState
from procurements.wording import ftm, in_sentence, listed, volume

WITHOUT_VOLUME = RequirementKind.DIALOGUE


@dataclass(frozen=True, kw_only=True)
class Departure:
    """`is_less` where the kind is another, or the volume is lower or cannot be shown to be as high."""

    decided: str
    now: str
    is_less: bool

    @property
    def text(self) -> str:
        return _("Decided: {decided}. Now: {now}.").format(decided=self.decided, now=self.now)


def departure_of(requirement: Requirement) -> Departure | None:
    """None where nothing is decided, and where the requirement says what was decided."""
    go = _holding(requirement)
    if go is None or not go.kind:
        return None
    is_other = go.kind != requirement.kind
    decided, now = _asked_of(go), _total(requirement)
    is_lower = decided is not None and (now is None or now < decided)
    if not is_other and (decided is None or decided == now):
        return None
    return Departure(
        decided=_words(is_other, go.kind, ftm(decided) if decided is not None else ""),
        now=_words(is_other, requirement.kind, _volume(requirement, now)),
        is_less=is_other or is_lower,
    )


def _holding(requirement: Requirement) -> GoDecision | None:
    """The latest decision; only one that says yes decides on kind and volume."""
    rows = GoDecision.objects.filter(procurement=requirement.lot.procurement_id, state=GoState.DECIDED)
    go = rows.order_by("-pk").first()
    return go if go and go.is_go else None


def _asked_of(go: GoDecision) -> Decimal | None:
    return None if go.kind == WITHOUT_VOLUME else go.full_time_months


def _total(requirement: Requirement) -> Decimal | None:
    """Full-time months over the contract, options included as in the decision basis. None where only
    places are stated, or a yearly average while the contract's length is not."""
    if requirement.kind == WITHOUT_VOLUME:
        return None
    if requirement.full_time_months is not None:
        return requirement.full_time_months
    months = requirement.lot.procurement.months_with_options
    average = requirement.yearly_average
    return None if average is None or not months else average * months / 12


def _volume(requirement: Requirement, total: Decimal | None) -> str:
    """As the requirement says it; with the sum where it says a yearly average alone."""
    if requirement.kind == WITHOUT_VOLUME:
        return ""
    stated = volume(requirement)
    if total is None or requirement.full_time_months is not None:
        return stated or _("no volume")
    return listed([stated, _("{months} in all").format(months=ftm(total))])


def _words(is_other: bool, kind: str, amount: str) -> str:
    """The kind is told only where it differs."""
    label = in_sentence(RequirementKind(kind).label) if is_other else ""
    return ", ".join(filter(None, [label, amount])) or _("no volume")
