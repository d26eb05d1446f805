"""How the pages about what happens under a contract are asked. Part of the cases of `followup`."""

import datetime as dt
from typing import Any

from core import clock
from core.models import IssuedDocument
from followup.actions.changes import record_variation
from followup.actions.dialogue import record_dialogue
from followup.models import PartyLink
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.models import Commitment, DialogueMeeting, Variation
from tests.house.case import Case
from tests.house.cases_strategy import issue
from tests.house.cases_suppliers import REPORTER, SENT_LONG_AGO
from tests.house.world import Corner, World
from tests.procurements.factories import CommitmentFactory


def furnish(corner: Corner) -> None:
    """A contract with a dialogue that was held, its paper, and links for a supplier without an account."""
    by = corner.people[Role.PROCURER]
    row = CommitmentFactory(
        authority=corner.authority,
        supplier=corner.supplier,
        kind=RequirementKind.DIALOGUE,
        full_time_months=None,
    )
    row.begin(by=by)
    meeting = _dialogue(row, corner)
    paper = issue(IssuedDocument.objects.about(meeting).get(), by=by)
    corner.add(
        change=_change(row, corner),
        commitment_dialogue=row,
        dialogue=meeting,
        paper=paper,
        **_links(corner, commitment=row),
    )


def _dialogue(commitment: Commitment, corner: Corner) -> DialogueMeeting:
    return record_dialogue(
        commitment,
        held_on=dt.date(2026, 10, 14),
        result="places",
        outcome="Två praktikplatser i februari.",
        participants="Avtalsansvarig\nMatchare",
        topics="Bemanningen efter nyår.",
        places={"internship": 2},
        next_on=dt.date(2027, 3, 3),
        by=corner.people[Role.PROCURER],
    )


def _change(commitment: Commitment, corner: Corner) -> Variation:
    return record_variation(
        commitment,
        holds_from=dt.date(2026, 10, 20),
        ground="Avtalet punkt 6.2",
        value_sek=2_000_000,
        reason="Färre lokaler.",
        by=corner.people[Role.PROCURER],
    )


def _links(corner: Corner, *, commitment: Commitment) -> dict[str, str]:
    """Secrets of a live and of an expired link to the contract."""
    keys = {"party_key": f"{corner.name}-party-key", "party_old_key": f"{corner.name}-party-old-key"}
    PartyLink.open_with(keys["party_key"], commitment=commitment, email=REPORTER)
    with clock.frozen(SENT_LONG_AGO):
        PartyLink.open_with(keys["party_old_key"], commitment=commitment, email=REPORTER)
    return keys


def _another_dialogue(world: World) -> None:
    _dialogue(world.own.commitment_dialogue, world.own)


def _another_change(world: World) -> None:
    _change(world.own.commitment_dialogue, world.own)


def _change_correction(corner: Any) -> dict[str, Any]:
    return {"pk": corner.commitment_dialogue.pk, "change": corner.change.pk}


def _correction(corner: Any) -> dict[str, Any]:
    return {"pk": corner.commitment_dialogue.pk, "meeting": corner.dialogue.pk}


def by_link(**more: str) -> Case:
    def kwargs(corner: Any) -> dict[str, Any]:
        found = {name: getattr(corner, row).pk for name, row in more.items()}
        return {"key": str(corner.party_key), **found}

    return Case(row="party_key", states=("party_old_key",), kwargs=kwargs)


CASES = {
    "followup:change_list": Case(row="commitment_dialogue", states=("commitment",), more=_another_change),
    "followup:change_new": Case(row="commitment", states=("commitment_dialogue",)),
    "followup:change_correction": Case(row="commitment_dialogue", kwargs=_change_correction),
    "followup:dialogue": Case(row="commitment_dialogue", states=("commitment",), more=_another_dialogue),
    "followup:dialogue_meeting": Case(row="commitment_dialogue", states=("commitment",)),
    "followup:dialogue_correction": Case(row="commitment_dialogue", kwargs=_correction),
    "followup:party": by_link(),
    "followup:party_document": by_link(pk="paper"),
    "followup:party_renewal": by_link(),
}
