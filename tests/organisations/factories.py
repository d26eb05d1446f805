"""Organisations, authorities and members for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory
from stdnum.luhn import calc_check_digit

from organisations.models import Authority, Kind, Membership, Organisation, User
from organisations.permissions import Role


def organisation_number(n: int) -> str:
    body = f"212{n:06d}"
    return body + calc_check_digit(body)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = "!"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = Kind.CONTRACTING
    is_public = True
    name = factory.Sequence(lambda n: f"Kommun {n}")
    number = factory.Sequence(organisation_number)

    class Params:
        supplier = factory.Trait(
            kind=Kind.SUPPLIER, is_public=False, name=factory.Sequence(lambda n: f"Bolag {n} AB")
        )
        labour_market = factory.Trait(kind=Kind.LABOUR_MARKET)


class AuthorityFactory(DjangoModelFactory):
    class Meta:
        model = Authority

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Nämnd {n}")
    diary_prefix = "KS"


class MembershipFactory(DjangoModelFactory):
    """A member of a new organisation with one authority, unless `organisation` or `authority` is given."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    roles = factory.LazyFunction(lambda: [Role.PROCURER])
    valid_from = dt.date(2020, 1, 1)  # whatever day a test stops the clock at

    @factory.post_generation
    def authority(self, create, authority, **kwargs):
        if authority is not None:
            self.authorities.add(authority)
        elif self.organisation.kind != Kind.SUPPLIER:
            existing = self.organisation.authorities.first()
            self.authorities.add(existing or AuthorityFactory(organisation=self.organisation))
