"""Which decision applies to a new procurement."""

import datetime as dt
from decimal import Decimal

import pytest

from core import clock
from organisations.models import Part
from strategy.actions import Limit, Terms, draft_decision
from strategy.choices import Comparison, DecisionKind, Exempt, Measure, Nature
from strategy.queries import decisions_in_force, rules_for
from strategy.rules import ProcurementFacts, Verdict
from tests.organisations.factories import AuthorityFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

pytestmark = pytest.mark.django_db
MORE = Comparison.MORE_THAN


@pytest.fixture
def official():
    return OfficialFactory()


def decided(official, *limits: Limit, **content):
    values = {
        "authority": official.authorities.get(),
        "title": "Sysselsättningskrav",
        "kind": DecisionKind.GENERAL,
        "aim": "Fler i arbete",
        "target_groups": ["young"],
        "valid_from": clock.today(),
    } | content
    return made(draft_decision(values, Terms(limits), by=official))


def ask(official, **facts):
    values = {"authority": official.authorities.get(), "on": clock.today(), "nature": Nature.SERVICES} | facts
    return rules_for(ProcurementFacts(**values))


def test_without_a_decision_the_answer_says_so(official):
    answer = ask(official)

    assert answer.verdict is Verdict.NO_DECISION
    assert "inget beslut" in answer.sentence


# Göteborg: performance of more than 4 months that needs more than one employee (domain research 5.8,
# scenario file).
@pytest.mark.parametrize(
    ("months", "performers", "verdict"),
    [(4, 2, "outside"), (5, 2, "applies"), (5, 1, "outside"), (None, 2, "unclear"), (4, None, "outside")],
)
def test_more_than_four_months_and_more_than_one_performer(official, months, performers, verdict):
    decided(official, Limit(Measure.MONTHS, Decimal(4), MORE), Limit(Measure.PERFORMERS, Decimal(1), MORE))

    assert ask(official, contract_months=months, performers=performers).verdict == verdict


# Trafikverket: from 6 months and 5 performers; not framework agreements, direct awards, call-offs or goods.
@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "applies"),
        ({"contract_months": 5}, "outside"),
        ({"performers": 4}, "outside"),
        ({"form": Exempt.FRAMEWORK}, "outside"),
        ({"form": Exempt.DIRECT}, "outside"),
        ({"form": Exempt.CALL_OFF}, "outside"),
        ({"nature": Nature.GOODS}, "outside"),
        ({"nature": ""}, "unclear"),
    ],
    ids=str,
)
def test_a_decision_with_exemptions(official, facts, verdict):
    decided(
        official,
        Limit(Measure.MONTHS, Decimal(6)),
        Limit(Measure.PERFORMERS, Decimal(5)),
        natures=[Nature.WORKS, Nature.SERVICES],
        exempts=list(Exempt),
    )

    known = {"contract_months": 6, "performers": 5, "nature": Nature.WORKS} | facts
    assert ask(official, **known).verdict == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [("4999999.99", "outside"), ("5000000", "applies"), ("5000000.01", "applies")]
)
def test_the_value_at_its_boundary(official, value, verdict):
    decided(official, Limit(Measure.VALUE, Decimal(5_000_000)))

    assert ask(official, value_sek=Decimal(value)).verdict == verdict


def test_the_reason_is_told_in_words(official):
    decided(official, Limit(Measure.VALUE, Decimal(5_000_000)), Limit(Measure.STAFF_SHARE, Decimal("0.4")))

    answer = ask(official, value_sek=Decimal(3_000_000), staff_cost_share=Decimal("0.6"))

    assert answer.reasons == (
        "Beräknat värde: 3\xa0000\xa0000\xa0kr, men beslutet kräver minst 5\xa0000\xa0000\xa0kr.",
    )


@pytest.mark.parametrize(
    ("codes", "cpv", "verdict"),
    [
        (["77"], "77310000", "applies"),
        (["77300000"], "77314000", "applies"),
        (["77300000"], "77400000", "outside"),
        (["90"], "90910000", "applies"),
        (["90000000"], "98000000", "outside"),
        (["77"], "", "unclear"),
    ],
)
def test_sectors_are_cpv_codes_with_all_below_them(official, codes, cpv, verdict):
    decided(official, cpv_prefixes=codes)

    assert ask(official, cpv=cpv).verdict == verdict


def test_the_own_authoritys_decision_goes_before_the_organisations(official):
    decided(official, title="Hela kommunen")
    decided(official, title="Nämnden", is_organisation_wide=False)

    assert ask(official).decision.title == "Nämnden"


def test_a_decision_that_applies_goes_before_one_that_does_not(official):
    decided(official, title="Gäller")
    decided(official, title="Gäller inte", natures=[Nature.GOODS])

    assert ask(official).decision.title == "Gäller"


def test_another_authoritys_own_decision_does_not_apply(official):
    decided(
        official, authority=AuthorityFactory(organisation=official.organisation), is_organisation_wide=False
    )

    assert ask(official).verdict is Verdict.NO_DECISION


def test_a_threshold_holds_on_its_own_days(official):
    later = clock.today() + dt.timedelta(days=30)
    decided(official, Limit(Measure.VALUE, Decimal(100), valid_from=later))

    assert ask(official, value_sek=Decimal(50)).applies
    assert not ask(official, value_sek=Decimal(50), on=later).applies


def test_history_answers_which_decision_held(official):
    today, later = clock.today(), clock.today() + dt.timedelta(days=10)
    old = decided(official, title="Gammalt")
    new = made(DecisionFactory(prepared_by=official, supersedes=old, valid_from=later))

    organisation = official.organisation
    assert list(decisions_in_force(organisation, on=today - dt.timedelta(days=1))) == []
    assert list(decisions_in_force(organisation, on=today)) == [old]
    assert list(decisions_in_force(organisation, on=later)) == [new]


def test_a_part_that_is_off_leaves_no_rule(official):
    decided(official)
    official.organisation.parts = [Part.PROCUREMENT]
    official.organisation.save()

    assert ask(official).verdict is Verdict.NO_DECISION


def test_one_query_whatever_the_number_of_decisions(official, django_assert_num_queries):
    for number in range(3):
        decided(official, Limit(Measure.VALUE, Decimal(100)), title=f"Beslut {number}")
    facts = ProcurementFacts(
        authority=official.authorities.select_related("organisation").get(), on=clock.today()
    )

    with django_assert_num_queries(1):
        rules_for(facts)
