"""Filling an empty database with the measured world."""

from collections.abc import Callable

from django.db import connection, transaction

from followup.bench import candidates, cases, decisions, following, matched, people, placed
from followup.bench.sizes import buyers
from organisations.models import Organisation
from suppliers import tallies

KEPT_AT_ONCE = 500


def is_built() -> bool:
    """Is the world of this database there? It is stored in whole organisations, the largest last."""
    return Organisation.objects.filter(name=largest_name()).exists()


def largest_name() -> str:
    return "Municipality 001"


def build(scale: float, *, tell: Callable[[str], None]) -> None:
    """Store the world, one organisation after the other, the measured ones last;
    then let the planner look."""
    person = candidate = 0
    for done, buyer in enumerate(reversed(buyers(scale)), 1):
        with transaction.atomic():
            side = people.build_side(buyer)
            decisions.build_decisions(side)
            commitments = cases.build_commitments(side, cases.build_cases(side))
            person = placed.build_placements(commitments, serial=person)
            following.build_reports(commitments)
            following.build_requests(side, commitments)
            following.build_messages(side, commitments)
            candidate = candidates.build_candidates(side, serial=candidate)
            matched.build_profiles(side, commitments)
        if done % 20 == 0:
            tell(f"{done} organisations")


def keep_figures(*, tell: Callable[[str], None]) -> None:
    """Let the kept figures of the day be there, as after the workers' round in the night."""
    while keys := tallies.due(KEPT_AT_ONCE):
        tell(f"{tallies.keep(keys)} figures kept")


def let_planner_look() -> None:
    """Fresh statistics, as a running installation has them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
