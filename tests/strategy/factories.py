"""Leadership decisions and delegation orders for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core import clock
from organisations.models import Part
from organisations.permissions import Role
from strategy.choices import DecisionKind, Delegable, TargetGroup
from strategy.models import DelegationItem, LeadershipDecision
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory

HEAD = "Förvaltningschef"


class StrategyOrganisationFactory(OrganisationFactory):
    parts = factory.LazyFunction(lambda: [Part.STRATEGY])


class OfficialFactory(MembershipFactory):
    """Prepares decisions."""

    organisation = factory.SubFactory(StrategyOrganisationFactory)
    roles = factory.LazyFunction(lambda: [Role.PROCURER])


class HeadFactory(OfficialFactory):
    """Decides on delegation where the order names the function."""

    roles = factory.LazyFunction(lambda: [Role.DECISION_MAKER])
    title = HEAD


class DelegationItemFactory(DjangoModelFactory):
    class Meta:
        model = DelegationItem

    authority = factory.SubFactory(
        AuthorityFactory, organisation=factory.SubFactory(StrategyOrganisationFactory)
    )
    item = factory.Sequence(lambda n: f"3.{n}")
    what = Delegable.LEADERSHIP
    function = HEAD
    valid_from = dt.date(2020, 1, 1)


class DecisionFactory(DjangoModelFactory):
    """A draft. `prepared_by` settles the organisation; the authority is the official's own."""

    class Meta:
        model = LeadershipDecision

    prepared_by = factory.SubFactory(OfficialFactory)
    authority = factory.LazyAttribute(lambda o: o.prepared_by.authorities.get())
    title = factory.Sequence(lambda n: f"Sysselsättningskrav i kommunens inköp {n}")
    kind = DecisionKind.GENERAL
    aim = "Fler invånare ska få ett arbete."
    target_groups = factory.LazyFunction(lambda: [TargetGroup.LONG_TERM_UNEMPLOYED])
    valid_from = factory.LazyFunction(clock.today)


def made(decision: LeadershipDecision, *, by=None, paragraph: str = "118") -> LeadershipDecision:
    """Decided by the committee today."""
    by = by or decision.prepared_by
    decision.send_to_body(body="Kommunstyrelsen", meeting_on=clock.today(), by=by)
    decision.record_body_decision(
        body="Kommunstyrelsen", decided_on=clock.today(), paragraph=paragraph, by=by
    )
    return decision


def head_of(decision: LeadershipDecision, **options) -> "HeadFactory":
    """A head of the decision's authority, with an item of the delegation order."""
    DelegationItemFactory(authority=decision.authority)
    return HeadFactory(organisation=decision.organisation, authority=decision.authority, **options)
