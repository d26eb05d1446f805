"""All in occupation, and of them the direct consequence: never merged."""

import pytest

from suppliers.ledger import Attribution, PlacementType
from tests.suppliers.ledger.cases import placement, read

DIRECT = {"attribution": Attribution.DIRECT_REQUIREMENT}


def counts(on, *placements, **changed):
    outcome = read(on, *placements, **changed)
    return outcome.persons_all, outcome.persons_direct


def test_persons_are_counted_once_by_label_and_without_label_one_by_one():
    placements = [
        placement("2026-01-01", "2026-02-28", id="p1", person="a"),
        placement("2026-03-01", id="p2", person="a", **DIRECT),
        placement("2026-03-01", id="p3"),
        placement("2026-03-01", id="p4", **DIRECT),
        placement("2026-03-01", id="a", **DIRECT),
    ]

    assert counts("2026-12-31", *placements) == (4, 3)


@pytest.mark.parametrize("attribution", list(Attribution))
def test_only_a_direct_consequence_is_direct(attribution):
    direct = int(attribution is Attribution.DIRECT_REQUIREMENT)

    assert counts("2026-12-31", placement("2026-03-01", attribution=attribution)) == (1, direct)


def test_what_lies_outside_counts_as_persons_and_in_its_type_only():
    outside = [
        placement("2026-03-01", id="p1", commitment=False, **DIRECT),
        placement("2026-03-01", id="p2", type=PlacementType.TRAINING),
        placement("2026-03-01", id="p3", bonus=True),
    ]

    outcome = read("2026-12-31", *outside, types=frozenset({PlacementType.EMPLOYMENT}), places=2)

    assert (outcome.persons_all, outcome.persons_direct) == (3, 1)
    assert outcome.by_type[PlacementType.EMPLOYMENT] == 2
    assert outcome.by_type[PlacementType.TRAINING] == 1
    assert (outcome.done_ftm, outcome.places_filled) == (0, 0)


@pytest.mark.parametrize(("on", "number"), [("2026-02-28", 0), ("2026-03-01", 1)])
def test_a_placement_counts_nowhere_before_it_starts(on, number):
    outcome = read(on, placement("2026-03-01", **DIRECT))

    assert (outcome.persons_all, outcome.persons_direct) == (number, number)
    assert sum(outcome.by_type.values()) == number


def test_every_type_is_told_apart():
    placements = [placement("2026-03-01", id=kind.value, type=kind) for kind in PlacementType]
    shown = read("2026-12-31", *placements, placement("2026-04-01", id="more")).as_json()

    assert [
        shown[key] for key in ("employments", "internships", "trainees", "apprenticeships", "trainings")
    ] == [2, 1, 1, 1, 1]
