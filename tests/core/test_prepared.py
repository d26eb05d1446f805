"""Questions that are written once and asked with ever new keys."""

import datetime as dt

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentTypeManager
from django.utils.translation import override

from core.prepared import Prepared
from core.together import ask
from organisations.models import Authority, Membership, Organisation
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    """Questions of a test's own, which are none of the product's."""
    before = list(Prepared.every)
    yield Prepared
    Prepared.every[:] = before


def test_it_tells_what_the_queryset_would(own):
    people = own.by_key(
        lambda organisation: (
            Membership.objects.filter(organisation=organisation)
            .select_related("user", "organisation")
            .prefetch_related("authorities")
            .order_by("pk")
        )
    )
    for _number in range(2):
        member = MembershipFactory(authority=AuthorityFactory())
        MembershipFactory()
        ask(asked := people(member.organisation_id))

        assert asked.answer == [member]
        assert (asked.answer[0].user, asked.answer[0].organisation) == (member.user, member.organisation)
        assert list(asked.answer[0].authorities.all()) == list(member.authorities.all())
    ask(nobody := people(0))
    assert nobody.answer == []


def test_lists_of_any_length_share_a_statement(own, django_assert_num_queries):
    places = own.by_keys(lambda keys: Authority.objects.filter(organisation__among=keys).order_by("pk"))
    rows = [AuthorityFactory() for _number in range(3)]

    one, two, none = (places([row.organisation_id for row in rows[:n]]) for n in (1, 2, 0))
    with django_assert_num_queries(1):
        ask(one, two, none)

    assert [one.answer, two.answer, none.answer] == [rows[:1], rows[:2], []]
    assert one.statement()[0] == two.statement()[0]


def test_it_is_built_twice_and_never_again(own):
    built = []

    def build(key):
        built.append(key)
        return Organisation.objects.filter(pk=key)

    found = own.by_key(build)
    rows = [OrganisationFactory() for _number in range(3)]
    for row in rows:
        ask(asked := found(row.pk))
        assert asked.answer == [row]
    assert len(built) == 2
    assert not set(built) & {row.pk for row in rows}


def test_keys_that_change_the_text_are_refused(own):
    by_size = own.by_key(lambda key: Organisation.objects.filter(pk=key).order_by("pk" if key % 2 else "-pk"))

    with pytest.raises(TypeError, match="reads differently"):
        by_size(1).statement()


def test_a_key_that_does_not_come_out_is_refused(own):
    forgetful = own.by_key(lambda key: Organisation.objects.filter(pk__gt=3))

    with pytest.raises(TypeError, match="comes out as a value"):
        forgetful(1).statement()


def test_a_question_that_never_finds_anything_is_refused(own):
    with pytest.raises(TypeError, match="finds nothing"):
        own.by_key(lambda key: Organisation.objects.none())(1).statement()


def test_no_prepared_question_knows_the_day_the_language_or_a_content_type(monkeypatch):
    """What is written at one moment is asked for years; the keys of content types are a database's own."""

    def refuse(*arguments, **options):
        raise AssertionError("The key of a content type is written in: give it as a key, by `key_of`.")

    monkeypatch.setattr(ContentTypeManager, "get_for_model", refuse)
    assert len(Prepared.every) >= 20
    for prepared in Prepared.every:
        with time_machine.travel(dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)), override("sv"):
            one = prepared.write()
        with time_machine.travel(dt.datetime(2031, 7, 9, 21, tzinfo=dt.UTC)), override("en"):
            other = prepared.write()
        assert one.sql == other.sql
        assert one.places == other.places
        assert kept(one) == kept(other), one.sql[:300]


def kept(written):
    return [value for place, value in enumerate(written.values) if place not in written.places]
