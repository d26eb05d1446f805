"""Cases, contracts and commitments for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from organisations.models import Membership
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.models import Award, Commitment, Contract, Lot, Participant, Procurement, Requirement
from procurements.states import CaseState, CommitmentState
from reference.regimes import Regime
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory


class ProcurementFactory(DjangoModelFactory):
    class Meta:
        model = Procurement
        skip_postgeneration_save = True

    authority = factory.SubFactory(AuthorityFactory)
    title = factory.Sequence(lambda n: f"Skötsel av parker {n}")
    diary_number = factory.Sequence(lambda n: f"SEN 2026/{n}")
    state = CaseState.MANAGE
    participant = factory.RelatedFactory(
        "tests.procurements.factories.ParticipantFactory",
        factory_related_name="procurement",
        authority=factory.SelfAttribute("..authority"),
        is_running=True,
    )


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant


class ContractFactory(DjangoModelFactory):
    class Meta:
        model = Contract

    class Params:
        authority = factory.SubFactory(AuthorityFactory)

    lot = factory.LazyAttribute(
        lambda o: Lot.objects.create(procurement=ProcurementFactory(authority=o.authority))
    )
    supplier = factory.SubFactory(OrganisationFactory, supplier=True)
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2029, 12, 31)


class CommitmentFactory(DjangoModelFactory):
    """A numeric commitment of 96 full-time months over four years, with quarterly reports."""

    class Meta:
        model = Commitment

    class Params:
        supplier = factory.SubFactory(OrganisationFactory, supplier=True)

    authority = factory.SubFactory(AuthorityFactory)
    contract = factory.LazyAttribute(lambda o: ContractFactory(authority=o.authority, supplier=o.supplier))
    title = factory.Sequence(lambda n: f"Skötsel av parker {n}")
    kind = RequirementKind.NUMERIC
    full_time_months = 96
    state = CommitmentState.RUNNING


class CaseFactory(ProcurementFactory):
    """A procurement just started in step Plan, with its lot, in an organisation with the part on."""

    authority = factory.SubFactory(
        AuthorityFactory,
        organisation=factory.SubFactory(OrganisationFactory, parts=["procurement", "strategy"]),
    )
    state = CaseState.PLAN
    regime = Regime.ABOVE_THRESHOLD
    lot = factory.RelatedFactory(
        "tests.procurements.factories.LotFactory", factory_related_name="procurement"
    )


class LotFactory(DjangoModelFactory):
    class Meta:
        model = Lot


class RequirementFactory(DjangoModelFactory):
    """A draft that lacks nothing."""

    class Meta:
        model = Requirement

    class Params:
        case = factory.SubFactory(CaseFactory, state=CaseState.PROCURE)
        member = None

    lot = factory.LazyAttribute(lambda o: o.case.only_lot)
    authority = factory.LazyAttribute(lambda o: o.case.authority)
    prepared_by = factory.LazyAttribute(lambda o: o.member or procurer_of(o.case))
    saved_by = factory.SelfAttribute("prepared_by")
    kind = RequirementKind.NUMERIC
    target_groups = factory.LazyFunction(lambda: ["long_term_unemployed"])
    types = factory.LazyFunction(lambda: ["employment"])
    full_time_months = 24


class AwardFactory(DjangoModelFactory):
    """Decided on Monday 1 April 2019, nothing sent yet."""

    class Meta:
        model = Award

    class Params:
        case = factory.SubFactory(CaseFactory, state=CaseState.PROCURE)

    lot = factory.LazyAttribute(lambda o: o.case.only_lot)
    supplier = factory.SubFactory(OrganisationFactory, supplier=True)
    decided_on = dt.date(2019, 4, 1)


def member_of(case: Procurement, *roles: Role, **options) -> Membership:
    """A member of the case's running authority."""
    return MembershipFactory(
        organisation=case.authority.organisation, authority=case.authority, roles=list(roles), **options
    )


def procurer_of(case: Procurement) -> Membership:
    return member_of(case, Role.PROCURER)
