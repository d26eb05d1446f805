"""`__among`: the same rows as `__in`, with the keys found first."""

import pytest

from organisations.models import Authority, Membership, Organisation
from organisations.permissions import Role
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted():
    """Organisations of procurers; others exist."""
    for role in (Role.PROCURER, Role.ORDERER, Role.PROCURER):
        MembershipFactory(roles=[role])
    return Organisation.objects.filter(memberships__roles__contains=[Role.PROCURER]).order_by("-pk")


def test_the_rows_are_those_of_in(wanted):
    found = Authority.objects.filter(organisation__among=wanted).order_by("pk")

    assert list(found) == list(Authority.objects.filter(organisation__in=wanted).order_by("pk"))
    assert 0 < found.count() < Authority.objects.count()
    assert "= ANY(ARRAY(SELECT" in str(found.query)


def test_keys_may_be_another_column(wanted):
    people = Membership.objects.filter(organisation__in=wanted)

    found = Organisation.objects.filter(pk__among=people.values("organisation"))

    assert set(found) == set(wanted)


def test_nothing_is_among_nothing(wanted):
    none = wanted.none()

    assert not Authority.objects.filter(organisation__among=none).exists()
    assert Authority.objects.exclude(organisation__among=none).count() == Authority.objects.count()
    empty = wanted.filter(name="finns inte")
    assert not Authority.objects.filter(organisation__among=empty).exists()


def test_a_list_of_keys_goes_as_one_value(wanted):
    keys = [row.pk for row in wanted]

    found = Authority.objects.filter(organisation__among=keys)

    assert set(found) == set(Authority.objects.filter(organisation__in=keys)) != set()
    assert not Authority.objects.filter(organisation__among=[]).exists()
    assert str(found.query).count(" ANY(") == 1


def test_anything_else_is_refused():
    with pytest.raises(TypeError, match="a queryset or a list"):
        Authority.objects.filter(organisation__among=(1, 2))
