"""What the system knows by itself about the questions of an analysis, and what it keeps to itself."""

import pytest
from django.urls import reverse

from followup.analysis_figures import known_about
from matching.models import Candidate
from organisations.models import Part
from organisations.permissions import Role
from strategy.analysing import begin_analysis, close_analysis
from strategy.analysis_subjects import Subject
from tests.matching.factories import candidate_of
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory


@pytest.fixture
def coordinator(db):
    organisation = OrganisationFactory(parts=[Part.STRATEGY, Part.MATCHING])
    return MembershipFactory(organisation=organisation, roles=[Role.COORDINATOR])


@pytest.fixture
def unit(coordinator):
    return AuthorityFactory(organisation=coordinator.organisation, name="Arbetsmarknadsnämnden")


def candidates(unit, count, *occupations, **options):
    officer = MembershipFactory(organisation=unit.organisation, authority=unit, roles=[Role.MATCHING_OFFICER])
    for _number in range(count):
        candidate_of(officer, confirmed=False, occupations=list(occupations), **options)


def can_do(member):
    return known_about(member, member.authorities.first(), Subject.JOB_SEEKERS)


class TestJobSeekers:
    def test_trades_are_told_as_counts(self, coordinator, unit):
        candidates(unit, 6, "Lokalvårdare")
        candidates(unit, 7, "Snickare", "Målare")

        (figure,) = can_do(coordinator)

        assert (figure.value, figure.scope) == ("13", "Målare 7, Snickare 7, Lokalvårdare 6")

    def test_a_small_trade_is_hidden_and_so_is_one_that_nearly_all_have(self, coordinator, unit):
        candidates(unit, 4, "Kock")
        candidates(unit, 20, "Snickare")

        (figure,) = can_do(coordinator)

        assert (figure.value, figure.scope) == (
            "24",
            "Inget yrke visas: färre än 5 har det, eller har det inte",
        )

    def test_fewer_than_five_in_all_are_not_counted_out(self, coordinator, unit):
        candidates(unit, 4, "Kock")

        (figure,) = can_do(coordinator)

        assert (figure.value, figure.scope) == ("färre än 5", "")

    def test_only_those_who_look_for_work_at_our_own_units(self, coordinator, unit):
        candidates(unit, 6, "Kock", is_looking=False)
        candidates(AuthorityFactory(), 6, "Kock")

        assert can_do(coordinator) == ()
        assert Candidate.objects.count() == 12

    def test_whoever_reads_one_authority_alone_is_told_nothing_of_another_s(self, coordinator, unit):
        candidates(unit, 9, "Kock")
        procurer = MembershipFactory(organisation=coordinator.organisation, roles=[Role.PROCURER])

        assert can_do(procurer) == ()


def test_nothing_known_gives_no_figures(coordinator):
    authority = coordinator.authorities.first()

    assert {known_about(coordinator, authority, subject) for subject in Subject} == {()}


def test_closing_keeps_the_figures_of_the_day(client, coordinator, unit):
    candidates(unit, 6, "Kock")
    analysis = begin_analysis(authority=coordinator.authorities.first(), title="Analys", by=coordinator)
    analysis.answers.get(subject=Subject.AIM).write(text="Tio personer", revision=1, by=coordinator)
    client.force_login(coordinator.user)
    question = reverse("strategy:analysis_answer", args=[analysis.pk, "job_seekers"])
    assert [figure.value for figure in client.get(question).context["page"].own] == ["6"]
    close_analysis(analysis, by=coordinator)
    candidates(unit, 6, "Kock")

    page = client.get(analysis.get_absolute_url()).context["page"]

    assert [figure.value for row in page.questions for figure in row.own] == ["6"]
