"""The demo world: organisations, people and co-operations, then every case, then what waits today."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import clock
from core.mail import silenced
from followup.play.director import Played, play
from followup.play.people import PLAY, found
from followup.play.stage import Setting
from followup.play.waiting import leave_waiting
from followup.play.worldfile import WorldFile, read_world
from followup.scenario import Scenario, load
from organisations.actions.operators import make_operator
from organisations.models import Authority, Cooperation, Organisation
from organisations.models.cooperation import Opens
from procurements.actions.cases import join_authority
from procurements.choices import Purpose

DEMO = settings.BASE_DIR / "demo"
WORLD = DEMO / "world" / "region.yaml"


def build_world() -> dict[str, Played]:
    """Build the whole world, all or nothing. The cases by the name of their file."""
    told = read_world(WORLD)
    with silenced(), transaction.atomic():
        with clock.frozen(told.since):
            found_houses(told)
            make_operator("driftansvarig@insteg.example", name="Disa Driftansvarig")
        played = {file.stem: play_one(told, file.stem, scenario) for file, scenario in in_order()}
        leave_waiting(told, played)
    return played


def found_houses(told: WorldFile) -> None:
    for house in told.houses:
        found(
            house.name,
            kind=house.kind,
            is_public=house.is_public,
            is_social_enterprise=house.is_social_enterprise,
            people=house.people,
            authorities=house.authorities,
        )
    for row in told.cooperations:
        receiver = Organisation.objects.get(name=row["receiver"])
        Cooperation.give(
            giver=Authority.objects.get(name=row["giver"]),
            receiver=receiver,
            receiving_authority=authority_named(row.get("receiving_authority")),
            opens=[Opens(opened) for opened in row["opens"]],
            purpose=row["purpose"],
            legal_ground=row["legal_ground"],
            starts_on=told.since,
            ends_on=None,
            by=PLAY,
        )


def in_order() -> Iterator[tuple[Path, Scenario]]:
    """The demo files and those of the world, the earliest contract first:
    decisions grow old as they should."""
    files = [*DEMO.glob("*.yaml"), *(file for file in WORLD.parent.glob("*.yaml") if file != WORLD)]
    both = [(file, load(file)) for file in files]
    return iter(sorted(both, key=lambda pair: (pair[1].procurement.contract_start, pair[0].stem)))


def play_one(told: WorldFile, name: str, scenario: Scenario) -> Played:
    """One case, at the authority that the world's file names, with those who take part."""
    row = told.cases.get(name, {})
    authority = authority_named(row.get("authority"))
    purpose = row.get("purpose", Purpose.SIDE_CONDITION.value)
    played = play(scenario, Setting(authority=authority, purpose=purpose))
    if (joining := authority_named(row.get("joined_by"))) and played.case:
        join(played, joining, share=Decimal(row["share"]), on=played.case.status_changes.earliest("at").at)
    return played


def join(played: Played, joining: Authority, *, share: Decimal, on: dt.datetime) -> None:
    case = played.case
    assert case is not None
    assert case.handler is not None
    between = Cooperation.objects.get(giver=case.authority, receiving_authority=joining)
    with clock.frozen(on):
        join_authority(case, joining, cooperation=between, share=share, by=case.handler)


def authority_named(name: str | None) -> Authority | None:
    return Authority.objects.get(name=name) if name else None
