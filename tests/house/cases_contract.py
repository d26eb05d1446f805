"""How the pages about what happens under a contract are asked. Part of the cases of `followup`."""

import datetime as dt
from typing import Any

from core import clock
from core.models import IssuedDocument
from followup.actions.changes import record_variation
from followup.actions.closing import close_followup
from followup.actions.dialogue import record_dialogue
from followup.actions.hearing import ask_for_statement, decide, relieve
from followup.actions.outcomes import record_outcome
from followup.choices import ReliefGround, Shortcoming, Verdict
from followup.models import HearingStep, PartyLink
from matching.models import Placement
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.models import Commitment, DialogueMeeting, Variation
from tests.house.case import Case
from tests.house.cases_strategy import issue
from tests.house.cases_suppliers import REPORTER, SENT_LONG_AGO, reached_at
from tests.house.world import Corner, World
from tests.matching.factories import placement_in
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
    asked = _asked(corner, days_ago=5)
    corner.add(
        commitment_closed=_closed(corner),
        placement_ended=_ended(corner, row),
        commitment_asked=asked,
        commitment_undecided=_asked(corner, days_ago=20),
        commitment_relieved=_relieved(corner),
        change=_change(row, corner),
        commitment_dialogue=row,
        dialogue=meeting,
        paper=paper,
        **_links(corner, commitment=row),
        **_statement_links(corner, request=asked.hearing_steps.get()),
    )


def _asked(corner: Corner, *, days_ago: int) -> Commitment:
    """A contract whose supplier was asked for its view, with two weeks to answer."""
    by = corner.people[Role.PROCURER]
    row = CommitmentFactory(authority=corner.authority, supplier=corner.supplier)
    row.begin(by=by)
    with clock.frozen(clock.now() - dt.timedelta(days=days_ago)):
        ask_for_statement(
            row,
            about=Shortcoming.FIRST_START,
            text="Ingen har börjat inom sex månader.",
            due_on=clock.today() + dt.timedelta(days=14),
            by=by,
        )
    return row


def _closed(corner: Corner) -> Commitment:
    row = CommitmentFactory(authority=corner.authority, supplier=corner.supplier)
    by = corner.people[Role.PROCURER]
    row.begin(by=by)
    close_followup(row, reason="Avtalet sades upp.", by=by)
    return row


def _relieved(corner: Corner) -> Commitment:
    row = CommitmentFactory(authority=corner.authority, supplier=corner.supplier)
    by = corner.people[Role.PROCURER]
    row.begin(by=by)
    relieve(row, ground=ReliefGround.NO_CANDIDATE, text="Ingen kandidat under hela avtalet.", by=by)
    return row


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
    reached_at(commitment)
    PartyLink.open_with(keys["party_key"], commitment=commitment, email=REPORTER)
    with clock.frozen(SENT_LONG_AGO):
        PartyLink.open_with(keys["party_old_key"], commitment=commitment, email=REPORTER)
    return keys


def _ended(corner: Corner, commitment: Commitment) -> Placement:
    """A placement that ended in October and that nobody has asked about."""
    row = placement_in(commitment, label="BS-01", starts_on=dt.date(2026, 3, 1))
    row.end(ended_on=dt.date(2026, 10, 31), because="completed", by=corner.people[Role.PROCURER])
    return row


def _another_outcome(world: World) -> None:
    row, by = _ended(world.own, world.own.commitment_dialogue), world.own.people[Role.PROCURER]
    record_outcome(row, on=dt.date(2026, 11, 20), result="study", by=by)


def _statement_links(corner: Corner, *, request: HearingStep) -> dict[str, str]:
    """Secrets of links that take the statement, and of one that reads only."""
    keys = {f"statement_{kind}key": f"{corner.name}-statement-{kind}key" for kind in ("", "old_")}
    told = {"commitment": request.commitment, "email": REPORTER, "request": request}
    reached_at(request.commitment)
    PartyLink.open_with(keys["statement_key"], **told)
    with clock.frozen(SENT_LONG_AGO):
        PartyLink.open_with(keys["statement_old_key"], **told)
    return keys


def _another_hearing(world: World) -> None:
    """Decided, and asked once more: three steps."""
    row, by = world.own.commitment_undecided, world.own.people[Role.PROCURER]
    decide(row, verdict=Verdict.NO_CLAIM, text="Leverantören har förklarat sig.", by=by)
    with clock.frozen(clock.now() - dt.timedelta(days=15)):
        tomorrow = clock.today() + dt.timedelta(days=1)
        ask_for_statement(row, about=Shortcoming.VOLUME, text="Fjorton av 24.", due_on=tomorrow, by=by)


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
    "followup:closing": Case(row="commitment", states=("commitment_closed", "commitment_dialogue")),
    "followup:reopening": Case(row="commitment_closed", states=("commitment",)),
    "followup:change_new": Case(row="commitment", states=("commitment_dialogue",)),
    "followup:change_correction": Case(row="commitment_dialogue", kwargs=_change_correction),
    "followup:dialogue": Case(row="commitment_dialogue", states=("commitment",), more=_another_dialogue),
    "followup:dialogue_meeting": Case(row="commitment_dialogue", states=("commitment",)),
    "followup:dialogue_correction": Case(row="commitment_dialogue", kwargs=_correction),
    "followup:hearing": Case(
        row="commitment_undecided",
        states=("commitment", "commitment_asked", "commitment_relieved"),
        more=_another_hearing,
    ),
    "followup:statement_request": Case(row="commitment", states=("commitment_asked", "commitment_relieved")),
    "followup:statement": Case(row="commitment_asked", states=("commitment",)),
    "followup:hearing_decision": Case(row="commitment_undecided", states=("commitment_asked", "commitment")),
    "followup:relief": Case(row="commitment", states=("commitment_undecided", "commitment_relieved")),
    "followup:relief_withdrawal": Case(row="commitment_relieved", states=("commitment",)),
    "followup:outcome_list": Case(row="commitment_dialogue", states=("commitment",), more=_another_outcome),
    "followup:outcome": Case(row="placement_ended", states=("placement",)),
    "followup:party": by_link(),
    "followup:party_statement": Case(
        row="statement_key",
        states=("statement_old_key", "party_key"),
        kwargs=lambda corner: {"key": str(corner.statement_key)},
    ),
    "followup:party_document": by_link(pk="paper"),
    "followup:party_renewal": by_link(),
}
