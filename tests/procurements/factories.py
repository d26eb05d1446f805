"""Cases, contracts and commitments for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from procurements.choices import RequirementKind
from procurements.models import Commitment, Contract, Lot, Participant, Procurement
from procurements.states import CaseState, CommitmentState
from tests.organisations.factories import AuthorityFactory, OrganisationFactory


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
