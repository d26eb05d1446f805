"""Invitations for the mail tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core import clock
from organisations.models import Invitation
from tests.organisations.factories import OrganisationFactory


class InvitationFactory(DjangoModelFactory):
    """An open invitation, due (`valid_until`) in a fortnight."""

    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"inbjuden{n}@example.org")
    name = "Ina Inbjuden"
    roles = factory.LazyFunction(lambda: ["procurer"])
    token_digest = factory.Sequence(lambda n: f"digest{n}")
    expires_at = factory.LazyFunction(lambda: clock.now() + dt.timedelta(days=60))
    valid_until = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=14))
