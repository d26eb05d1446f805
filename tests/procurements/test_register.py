"""The register of purchases: what the rules say of each, how it is answered, and how it keeps up."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.models import Part
from organisations.permissions import Role
from procurements.actions import planning
from procurements.actions.cases import change_case, start_case
from procurements.choices import Coverage, Nature, WhyNone
from procurements.models import Explanation, PlannedPurchase, Procurement
from procurements.planned import planned_purchases
from procurements.register.following import renew_register, stale
from procurements.register.inbox import to_answer
from procurements.register.judging import coverage_of, facts_of, rules_today
from procurements.states import CaseState, PurchaseState, RequirementState
from strategy.judged import changes
from strategy.models import PolicyTable
from strategy.rules import Verdict
from strategy.table_examples import example_named
from strategy.tabling import begin_table
from tests.inquiries import told_by
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory, RequirementFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

MILLION = 1_000_000
S, C = PurchaseState, Coverage
LARGE = {"nature": Nature.WORKS, "value_sek": 100 * MILLION, "months": 24, "performers": 30}
SAID = {"reason": WhyNone.NO_LABOUR, "text": "Det är bara licenser."}


@pytest.fixture
def official(db, still_clock):
    parts = [Part.STRATEGY, Part.PROCUREMENT]
    return OfficialFactory(organisation__parts=parts, roles=[Role.PROCURER, Role.DECISION_MAKER])


@pytest.fixture
def decision(official):
    decision = DecisionFactory(prepared_by=official, title="Krav i inköpen")
    decision.begin(by=official)
    return made(decision)


def in_force(decision, key="trafikverket", *, on=None) -> PolicyTable:
    start = example_named(key, on=clock.today()).table
    row = begin_table(decision, title="Våra regler", start=start, by=decision.prepared_by)
    row.put_in_force(first_day=on or clock.today(), by=decision.prepared_by)
    return row


@pytest.fixture
def table(decision):
    return in_force(decision)


def planned(official, **values) -> PlannedPurchase:
    given = {"authority": official.authorities.get(), "title": "Nytt badhus", **LARGE, **values}
    return planning.plan_purchase(given, by=official)


def coverage(row) -> str:
    """By the kept verdict; and the same by what the rules say now."""
    kept = PlannedPurchase.objects.with_coverage().for_lists().get(pk=row.pk)
    rules = rules_today(row.authority.organisation).fetch()
    assert coverage_of(kept, rules.verdict_for(facts_of(kept, on=rules.on))) == kept.coverage
    return kept.coverage


class TestJudging:
    @pytest.mark.parametrize(
        ("change", "verdict"),
        [
            ({}, Verdict.APPLIES),
            ({"value_sek": 50 * MILLION}, Verdict.APPLIES),
            ({"value_sek": 50 * MILLION - 1}, Verdict.OUTSIDE),
            ({"nature": Nature.SERVICES, "value_sek": 25 * MILLION}, Verdict.APPLIES),
            ({"nature": Nature.SERVICES, "value_sek": 25 * MILLION - 1}, Verdict.OUTSIDE),
            ({"months": 5}, Verdict.OUTSIDE),
            ({"months": 6}, Verdict.APPLIES),
            ({"performers": 4}, Verdict.OUTSIDE),
            ({"performers": 5}, Verdict.APPLIES),
            ({"performers": None}, Verdict.UNCLEAR),
            ({"nature": ""}, Verdict.UNCLEAR),
            ({"form": "framework"}, Verdict.OUTSIDE),
            ({"form": "direct"}, Verdict.OUTSIDE),
            ({"form": "call_off"}, Verdict.OUTSIDE),
            ({"nature": Nature.GOODS}, Verdict.OUTSIDE),
        ],
    )
    def test_trafikverkets_rules_judge_what_is_planned(self, official, table, change, verdict):
        row = planned(official, **change)
        rules = rules_today(official.organisation).fetch()

        assert row.verdict == verdict
        assert rules.answer_for(facts_of(row, on=rules.on)).verdict is verdict
        assert row.judged_under == rules.stamp

    @pytest.mark.parametrize(
        ("change", "verdict"),
        [
            ({"months": 4}, Verdict.OUTSIDE),
            ({"months": 5}, Verdict.APPLIES),
            ({"performers": 1}, Verdict.OUTSIDE),
            ({"performers": 2}, Verdict.APPLIES),
        ],
    )
    def test_goteborgs_rules_judge_what_is_planned(self, official, decision, change, verdict):
        in_force(decision, "goteborg")

        assert planned(official, **change).verdict == verdict

    def test_without_a_decision_nothing_is_asked(self, official):
        row = planned(official)

        assert (row.verdict, coverage(row)) == (Verdict.NO_DECISION, C.NOT_ASKED)

    def test_a_table_from_another_day_renews_the_register_on_that_day(self, official, decision, still_clock):
        row = planned(official)
        assert row.verdict == Verdict.APPLIES  # the decision has no limits of its own
        tomorrow = clock.today() + dt.timedelta(days=1)
        in_force(decision, on=tomorrow)
        small = planned(official, value_sek=MILLION)

        assert renew_register(official.organisation) == 0
        still_clock.move_to(clock.now() + dt.timedelta(days=1))
        rules = rules_today(official.organisation).fetch()
        assert set(stale(official.organisation, rules)) == {row, small}
        assert renew_register(official.organisation) == 2
        small.refresh_from_db()
        assert small.verdict == Verdict.OUTSIDE
        assert renew_register(official.organisation) == 0

    def test_what_a_table_would_change_counts_what_is_planned(self, official, decision, table):
        row = planned(official, value_sek=30 * MILLION)
        start = example_named("goteborg", on=clock.today()).table

        found = changes(decision, official, before=table.table, after=start)

        assert [change.url for change in found.rows] == [row.get_absolute_url()]
        assert [purchase.title for purchase in planned_purchases(official)] == ["Nytt badhus"]


class TestAnswers:
    def test_it_waits_until_somebody_answers(self, official, table):
        row = planned(official)

        assert coverage(row) == C.WAITING
        assert told_by(to_answer, official)[0].subject == "1 planerat inköp behöver svar"

    def test_yes_is_a_procurement_with_everything_filled_in(self, official, table):
        row = planned(official)
        case = planning.start_purchase(row, {"title": row.title, "nature": "works"}, by=official)

        assert (row.state, row.procurement, case.authority) == (S.STARTED, case, row.authority)
        assert PlannedPurchase.objects.get(procurement=case) == row

    def test_a_case_that_is_prepared_answers_until_it_is_advertised(self, official, table):
        case = start_case({**_case_facts(), "authority": official.authorities.get()}, by=official)
        row = case.planned_purchase

        assert coverage(row) == C.BEING_PREPARED
        Procurement.objects.update(state=CaseState.PROCURE)
        assert coverage(row) == C.WAITING
        RequirementFactory(case=case, member=official, state=RequirementState.APPROVED)
        assert coverage(row) == C.WITH_REQUIREMENT

    def test_a_draft_of_a_requirement_is_no_answer(self, official, table):
        case = start_case({**_case_facts(), "authority": official.authorities.get()}, by=official)
        Procurement.objects.update(state=CaseState.PROCURE)
        RequirementFactory(case=case, member=official)

        assert coverage(case.planned_purchase) == C.WAITING

    def test_no_takes_a_reason_in_words(self, official, table):
        row = planned(official)
        with pytest.raises(RuleBroken, match="Skriv ett skäl"):
            planning.explain(row, reason=WhyNone.OTHER, text="  ", by=official)
        assert coverage(row) == C.WAITING

        given = planning.explain(row, **SAID, by=official)
        assert coverage(row) == C.EXPLAINED
        assert given.recommended == "Skarpt krav, 2 platser (24 månader anställning eller 12 månader praktik)"
        assert (given.member, given.review_on) == (official, _in_a_year())
        assert AuditRow.objects.filter(action="explanation.given", member=official).count() == 1

    def test_what_is_not_asked_takes_no_reason(self, official, table):
        with pytest.raises(RuleBroken, match="inget att förklara"):
            planning.explain(planned(official, months=2), **SAID, by=official)

    def test_a_reason_is_taken_back_once(self, official, table):
        row = planned(official)
        given = planning.explain(row, **SAID, by=official)
        given.take_back(by=official)

        assert coverage(row) == C.WAITING
        with pytest.raises(RuleBroken, match="redan"):
            given.take_back(by=official)
        assert Explanation.objects.get() == given  # it stays to be read

    def test_a_reason_is_looked_through_when_its_time_has_run(self, official, table, still_clock):
        row = planned(official)
        planning.explain(row, **SAID, by=official)
        assert told_by(to_answer, official) == []

        still_clock.move_to(dt.datetime.combine(_in_a_year(), dt.time(9), tzinfo=dt.UTC))
        renew_register(official.organisation)
        assert [todo.url.partition("?")[2] for todo in told_by(to_answer, official)] == ["show=review"]
        planning.explain(row, reason=WhyNone.MARKET, text="En leverantör i länet.", by=official)
        assert told_by(to_answer, official) == []
        assert row.explanations.count() == 2

    def test_the_database_holds_one_reason_at_a_time(self, official, table):
        given = planning.explain(planned(official), **SAID, by=official)
        given.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            given.save()


class TestCases:
    def test_the_register_follows_the_case(self, official, table):
        case = start_case({**_case_facts(), "authority": official.authorities.get()}, by=official)
        change_case(case, {"value_sek": MILLION, "title": "Mindre badhus"}, by=official)
        row = PlannedPurchase.objects.get()

        assert (row.title, row.value_sek, row.verdict) == ("Mindre badhus", MILLION, Verdict.OUTSIDE)

    def test_the_worker_finds_what_nobody_told_it(self, official, table):
        case = CaseFactory(authority=official.authorities.get(), **_case_facts())
        running = CaseFactory(authority=official.authorities.get(), entered_running=True)
        renew_register(official.organisation)
        row = PlannedPurchase.objects.get()
        assert (row.procurement, row.began_as_case, row.verdict) == (case, True, Verdict.APPLIES)
        assert not hasattr(running, "planned_purchase")

        Procurement.objects.filter(pk=case.pk).update(performers=2)
        renew_register(official.organisation)
        row.refresh_from_db()
        assert (row.performers, row.verdict) == (2, Verdict.OUTSIDE)

    def test_linking_takes_the_place_of_the_cases_own_row(self, official, table):
        case = start_case({**_case_facts(), "authority": official.authorities.get()}, by=official)
        own, row = case.planned_purchase, planned(official)
        planning.link_purchase(row, case, by=official)
        own.refresh_from_db()

        assert (row.procurement, own.state, own.procurement) == (case, S.UNDONE, None)
        assert list(PlannedPurchase.objects.visible_to(official)) == [row]

        planning.unlink_purchase(row, reason="Fel ärende", by=official)
        assert (row.state, row.procurement) == (S.PLANNED, None)
        assert PlannedPurchase.objects.get(procurement=case).began_as_case

    def test_a_case_of_another_authority_cannot_be_linked(self, official, table):
        row = planned(official)
        with pytest.raises(RuleBroken, match="Välj en upphandling hos"):
            planning.link_purchase(row, CaseFactory(), by=official)
        row.refresh_from_db()
        assert row.state == S.PLANNED

    def test_a_cancelled_case_leaves_the_register(self, official, table):
        case = start_case({**_case_facts(), "authority": official.authorities.get()}, by=official)
        assert PlannedPurchase.objects.current().count() == 1
        case.cancel(reason="Behovet föll bort", by=official)
        assert PlannedPurchase.objects.current().count() == 0


class TestSteps:
    @pytest.mark.parametrize("before", S.values)
    @pytest.mark.parametrize("after", S.values)
    def test_only_these_steps_exist(self, before, after):
        steps = {
            (S.PLANNED, S.STARTED), (S.PLANNED, S.DROPPED), (S.PLANNED, S.UNDONE), (S.STARTED, S.PLANNED),
            (S.STARTED, S.UNDONE), (S.DROPPED, S.PLANNED),
        }  # fmt: skip

        assert PlannedPurchase(state=before).can_become(after) is ((before, after) in steps)

    def test_what_is_dropped_waits_for_nothing_and_comes_back(self, official, table):
        row = planned(official)
        with pytest.raises(RuleBroken, match="Skriv ett skäl"):
            row.drop(reason="", by=official)
        row.drop(reason="Budgeten", by=official)
        assert told_by(to_answer, official) == []
        with pytest.raises(RuleBroken, match="inget att förklara"):
            planning.explain(row, **SAID, by=official)

        planning.take_up(row, by=official)
        assert (row.state, coverage(row)) == (S.PLANNED, C.WAITING)

    def test_what_is_started_is_changed_in_its_case(self, official, table):
        case = start_case({**_case_facts(), "authority": official.authorities.get()}, by=official)
        with pytest.raises(RuleBroken, match="Ändra upphandlingen"):
            planning.change_purchase(case.planned_purchase, {"title": "Annat"}, by=official)

    def test_changing_judges_anew_and_is_audited(self, official, table):
        row = planned(official)
        planning.change_purchase(row, {"performers": 2}, by=official)
        row.refresh_from_db()

        assert row.verdict == Verdict.OUTSIDE
        assert AuditRow.objects.get(action="edited", object_id=str(row.pk)).changes == {"performers": [30, 2]}


class TestWho:
    def test_only_those_who_work_for_the_authority_see_it(self, official, table):
        row = planned(official)
        seen = PlannedPurchase.objects.visible_to
        colleague = MembershipFactory(
            organisation=official.organisation, authority=row.authority, roles=[Role.ORDERER]
        )
        stranger = MembershipFactory(roles=[Role.PROCURER])

        assert list(seen(colleague)) == [row]
        assert list(seen(stranger)) == []
        assert told_by(to_answer, colleague) == []  # she reads, and answers nothing


def _case_facts():
    known = {"nature": Nature.WORKS, "value_sek": 100 * MILLION, "base_months": 24, "performers": 30}
    return {"title": "Nytt badhus", **known}


def _in_a_year() -> dt.date:
    today = clock.today()
    return today.replace(year=today.year + 1, day=1)
