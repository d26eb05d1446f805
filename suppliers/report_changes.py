"""What one report says that is new: whom it adds, and what it changes of those who were there before."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from core.templatetags.formats import date_words, share
from matching.choices import EndReason
from matching.placement_page import bonus_words
from suppliers.choices import RowChange
from suppliers.ledger import PlacementFacts
from suppliers.models import ReportRow

Marks = dict[int, tuple[str, ...]]


def marks_of(rows: Iterable[ReportRow], placements: Iterable[PlacementFacts]) -> Marks:
    """What the rows that were sent with a report tell, in words, by placement. A row that another one of the
    same report corrects is left out; what the report does not touch has no mark."""
    facts = {told.id: told for told in placements}
    latest: dict[int, dict[tuple[str, dt.date | None], ReportRow]] = defaultdict(dict)
    for row in rows:
        if row.placement_id and row.applied_at and row.change != RowChange.UNCHANGED:
            latest[row.placement_id][(row.change, row.scope_from)] = row
    return {key: tuple(_words(row, facts) for row in told.values()) for key, told in latest.items()}


def _words(row: ReportRow, facts: Mapping[str, PlacementFacts]) -> str:
    if row.change == RowChange.NEW:
        return _("New in this report, as a bonus place") if row.is_bonus else _("New in this report")
    if row.change == RowChange.ENDED:
        return _("Ended {day}: {reason}").format(
            day=date_words(row.ended_on), reason=EndReason(row.ended_because).label
        )
    if row.change == RowChange.MISTAKE:
        return _("Taken back: {reason}").format(reason=row.reason)
    if row.change == RowChange.BONUS:
        return _("Changed: {words}").format(words=bonus_words(is_bonus=row.is_bonus))
    after, day = share(Fraction(row.scope or 0)), date_words(row.scope_from)
    before = _share_before(row.scope_from, facts.get(str(row.placement_id)))
    if before is None:
        return _("Changed: {after} from {day}").format(after=after, day=day)
    return _("Changed: {before} → {after} from {day}").format(before=share(before), after=after, day=day)


def _share_before(day: dt.date | None, facts: PlacementFacts | None) -> Fraction | None:
    """What the placement's share of full time was until the day."""
    if day is None or facts is None:
        return None
    return next((change.share for change in reversed(facts.scopes) if change.since < day), None)
