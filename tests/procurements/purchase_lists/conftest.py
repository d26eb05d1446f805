"""An official who plans purchases under rules that are in force."""

import pytest

from core import clock
from organisations.models import Part
from organisations.permissions import Role
from strategy.table_examples import example_named
from strategy.tabling import begin_table
from tests.strategy.factories import DecisionFactory, OfficialFactory, made


@pytest.fixture
def ulla(db):
    parts = [Part.STRATEGY, Part.PROCUREMENT]
    member = OfficialFactory(organisation__parts=parts, roles=[Role.PROCURER, Role.DECISION_MAKER])
    decision = DecisionFactory(prepared_by=member, title="Krav i inköpen")
    decision.begin(by=member)
    start = example_named("trafikverket", on=clock.today()).table
    table = begin_table(made(decision), title="Våra regler", start=start, by=member)
    table.put_in_force(first_day=clock.today(), by=member)
    return member
