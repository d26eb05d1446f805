"""Several questions in one statement: what each would have been told alone."""

import datetime as dt

import pytest
from django.db.models import Count as CountOf

from core import audit
from core.actors import SystemJob
from core.models import AuditRow
from core.together import Count, Groups, Inquiry, Least, NotAsked, Rows, ask, asked_of, hand_out, told_of
from organisations.models import Authority, Membership, Organisation
from organisations.permissions import Role
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory


@pytest.fixture
def members(db) -> list[Membership]:
    organisation = OrganisationFactory(name="Åmåls kommun")
    return [
        MembershipFactory(organisation=organisation, roles=[role]) for role in (Role.PROCURER, Role.ORDERER)
    ]


def test_rows_and_counts_come_by_one_statement(members, django_assert_num_queries):
    people, places = Rows(Membership.objects.order_by("-pk")), Count(Authority.objects.all())
    none = Rows(Membership.objects.filter(pk__in=[]))

    with django_assert_num_queries(1):
        ask(people, places, none)

    assert people.answer == [members[1], members[0]]
    assert people.answer[0].roles == [Role.ORDERER]
    assert places.answer == Authority.objects.count() > 0
    assert none.answer == []


def test_related_rows_and_annotations_come_along(members, django_assert_num_queries):
    counted = Membership.objects.select_related("organisation", "user").annotate(n=CountOf("authorities"))
    people = Rows(counted.order_by("pk"))

    with django_assert_num_queries(1):
        ask(people)
        seen = [(row.organisation.name, row.user.name, row.n) for row in people.answer]

    assert seen == [("Åmåls kommun", row.user.name, 1) for row in members]
    assert people.answer[0].organisation.created_at == members[0].organisation.created_at


def test_a_related_row_that_is_missing_stays_missing(members):
    """A system job opened it, so that no member stands beside it."""
    audit.record("probe", members[0].organisation, by=SystemJob("test"))
    told = Rows(AuditRow.objects.select_related("member__user").filter(action="probe"))

    ask(told)

    assert [row.member for row in told.answer] == [None]


def test_rows_of_one_parent_know_it(members, django_assert_num_queries):
    organisation = Organisation.objects.get(pk=members[0].organisation_id)
    AuthorityFactory(organisation=organisation)
    places = Rows(organisation.authorities.order_by("pk")[:1])

    with django_assert_num_queries(1):
        ask(places)

        assert [place.organisation for place in places.answer] == [organisation]


def test_prefetched_rows_come_along(members):
    people = Rows(Membership.objects.prefetch_related("authorities").order_by("pk"))
    ask(people)

    told = [authority for row in people.answer for authority in row.authorities.all()]

    assert told == [authority for row in members for authority in row.authorities.all()]


def test_a_count_leaves_order_and_copies_aside(members):
    twice = Membership.objects.filter(organisation__memberships__isnull=False).order_by("user__name")
    counts = [Count(twice), Count(twice.distinct()), Count(twice[:3]), Count(twice.none())]

    ask(*counts)

    assert [count.answer for count in counts] == [4, 2, 3, 0]


def test_what_can_find_nothing_costs_nothing(db, django_assert_num_queries):
    nothing, none = Rows(Membership.objects.none()), Count(Membership.objects.none())

    with django_assert_num_queries(0):
        ask(nothing, none)
        ask()

    assert (nothing.answer, none.answer) == ([], 0)


def test_an_answer_is_not_read_before_the_question_is_asked(db):
    with pytest.raises(NotAsked):
        Rows(Membership.objects.all()).answer  # noqa: B018


def test_parts_of_rows_are_refused(db):
    with pytest.raises(TypeError):
        Rows(Membership.objects.values("pk"))


def test_inquiries_of_many_are_answered_at_once(members, django_assert_num_queries):
    def people_of(organisation):
        yield Inquiry(lambda rows: [row.user.name for row in rows], Rows(by_user(organisation.memberships)))

    def places_of(organisation):
        yield Inquiry(lambda count: [f"{count} authorities"], Count(organisation.authorities.all()))

    asked = asked_of([people_of, places_of], members[0].organisation)
    with django_assert_num_queries(1):
        ask(*asked)

        told = told_of(asked)

    assert told == [
        *(row.user.name for row in members),
        f"{members[0].organisation.authorities.count()} authorities",
    ]


def by_user(memberships):
    return memberships.select_related("user").order_by("pk")


def test_rows_are_handed_out_as_if_prefetched(members, django_assert_num_queries):
    organisations = list(Organisation.objects.order_by("pk"))
    people = Rows(Membership.objects.order_by("-pk"))
    ask(people)

    hand_out(people.answer, to=organisations, name="memberships")

    with django_assert_num_queries(0):
        own = {row: list(row.memberships.all()) for row in organisations}
        parents = [row.organisation for row in people.answer]
    assert own == {
        row: list(reversed(members)) if row == members[0].organisation else [] for row in organisations
    }
    assert parents == [members[0].organisation] * 2


def test_rows_of_parents_that_a_page_leaves_out_are_left_out(members):
    people = list(Membership.objects.order_by("pk"))
    other = OrganisationFactory(name="Örebro kommun")

    hand_out(people, to=[], name="memberships")
    hand_out(people, to=[other], name="memberships")

    assert list(other.memberships.all()) == []


def test_groups_come_as_the_queryset_gives_them(members, django_assert_num_queries):
    by_town = Membership.objects.order_by().values("organisation").annotate(n=CountOf("pk"))
    groups, places = Groups(by_town), Count(Authority.objects.all())
    none = Groups(by_town.filter(pk__in=[]))

    with django_assert_num_queries(1):
        ask(groups, places, none)

    assert groups.answer == list(by_town) == [{"organisation": members[0].organisation_id, "n": 2}]
    assert none.answer == []


def test_the_least_value_of_a_column_comes_as_the_field_gives_it(members, django_assert_num_queries):
    first, later = dt.date(2024, 3, 1), dt.date(2025, 1, 31)
    for member, day in zip(members, (later, first), strict=True):
        Membership.objects.filter(pk=member.pk).update(valid_from=day)
    rows = Membership.objects.filter(pk__in=[member.pk for member in members])
    number = Least(rows.order_by("-pk"), "pk")
    day, through = Least(rows, "valid_from"), Least(rows, "organisation__name")
    none = Least(rows.filter(pk=0), "valid_from")

    with django_assert_num_queries(1):
        ask(day, number, through, none)

    assert day.answer == first
    assert number.answer == members[0].pk
    assert through.answer == "Åmåls kommun"
    assert none.answer is None
