"""Decision tables: drafted, changed, put in force, and what they would change."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.models import Part
from organisations.permissions import Role
from procurements.choices import Nature
from strategy.models import PolicyTable
from strategy.ruletable import Instrument, Rounding
from strategy.states import TableState
from strategy.table_examples import example_named
from strategy.tabling import begin_table, move_row, remove_row
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CaseFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, made

MILLION = 1_000_000
S = TableState


@pytest.fixture
def official(db):
    parts = [Part.STRATEGY, Part.PROCUREMENT]
    return OfficialFactory(organisation__parts=parts, roles=[Role.PROCURER, Role.DECISION_MAKER])


@pytest.fixture
def decision(official):
    row = DecisionFactory(prepared_by=official, valid_from=clock.today() - dt.timedelta(days=30))
    row.begin(by=official)
    return made(row)


def begun(decision, key="trafikverket", **values) -> PolicyTable:
    start = example_named(key, on=clock.today())
    values = {"title": start.heading, "start": start.table, "by": decision.prepared_by} | values
    return begin_table(decision, **values)


def days(count: int) -> dt.date:
    return clock.today() + dt.timedelta(days=count)


class TestSteps:
    @pytest.mark.parametrize("before", S.values)
    @pytest.mark.parametrize("after", S.values)
    def test_only_these_steps_exist(self, before, after):
        steps = {(S.DRAFT, S.IN_FORCE), (S.DRAFT, S.DROPPED), (S.IN_FORCE, S.REPLACED)}

        assert PolicyTable(state=before).can_become(after) is ((before, after) in steps)

    def test_a_table_holds_from_its_day(self, decision, official):
        table = begun(decision)

        table.put_in_force(first_day=days(3), by=official)

        assert (table.state, table.in_force_from, table.in_force_until) == (S.IN_FORCE, days(3), None)
        held = [list(PolicyTable.objects.in_force(on=days(n))) for n in (2, 3, 300)]
        assert held == [[], [table], [table]]

    def test_the_next_one_replaces_it_from_its_day(self, decision, official):
        first, second, third = begun(decision), begun(decision), begun(decision)
        first.put_in_force(first_day=days(0), by=official)
        second.put_in_force(first_day=days(10), by=official)

        third.put_in_force(first_day=days(5), by=official)

        held = [PolicyTable.objects.in_force(on=days(n)).get() for n in (0, 4, 5, 10, 20)]
        assert held == [first, first, third, third, third]
        assert [row.state for row in PolicyTable.objects.order_by("pk")] == [
            S.REPLACED,
            S.REPLACED,
            S.IN_FORCE,
        ]

    def test_it_ends_with_its_decision(self, decision, official):
        table = begun(decision)
        table.put_in_force(first_day=days(0), by=official)

        decision.end(last_day=days(7), reason="Nytt beslut väntas", by=official)

        assert [PolicyTable.objects.in_force(on=days(n)).count() for n in (7, 8)] == [1, 0]

    def test_yesterday_stays_as_it_was(self, decision, official):
        table = begun(decision)

        with pytest.raises(RuleBroken, match="i dag eller en senare dag"):
            table.put_in_force(first_day=days(-1), by=official)

        table.refresh_from_db()
        assert (table.state, table.in_force_from) == (S.DRAFT, None)

    def test_a_decision_that_is_not_made_has_no_table_in_force(self, official):
        draft = DecisionFactory(prepared_by=official)

        with pytest.raises(RuleBroken, match="inte fattat än"):
            begun(draft).put_in_force(first_day=days(0), by=official)

    def test_an_empty_table_is_refused(self, decision, official):
        table = begun(decision)
        table.rewrite((), revision=1, by=official)

        with pytest.raises(RuleBroken, match="inga rader"):
            table.put_in_force(first_day=days(0), by=official)


class TestChanging:
    def test_rows_are_moved_and_taken_away(self, decision, official):
        table = begun(decision)
        names = [row.name for row in table.table.rows]

        move_row(table, 6, to=5, revision=1, by=official)
        remove_row(PolicyTable.objects.get(), 1, revision=2, by=official)

        table.refresh_from_db()
        assert [row.name for row in table.table.rows] == [names[1], names[2], names[3], names[5], names[4]]
        assert table.revision == 3
        assert AuditRow.objects.filter(object_label="strategy.policytable", action="edited").count() == 2

    def test_the_slower_of_two_is_refused(self, decision, official):
        table = begun(decision)
        remove_row(table, 1, revision=1, by=official)

        with pytest.raises(RuleBroken, match="Någon annan"):
            remove_row(table, 1, revision=1, by=official)

        assert len(PolicyTable.objects.get().rows) == 5

    def test_what_is_in_force_never_changes(self, decision, official):
        table = begun(decision)
        table.put_in_force(first_day=days(0), by=official)

        with pytest.raises(RuleBroken, match="inte längre ett utkast"):
            remove_row(table, 1, revision=1, by=official)
        for change in ({"rows": []}, {"rounding": "up"}, {"in_force_from": days(9)}, {"decision_id": 0}):
            with pytest.raises(IntegrityError, match="final"), transaction.atomic():
                PolicyTable.objects.filter(pk=table.pk).update(**change)
        with pytest.raises(IntegrityError, match="final"), transaction.atomic():
            PolicyTable.objects.filter(pk=table.pk)._raw_delete("default")


def row_data(**change) -> dict:
    return {
        "revision": "1", "name": "Tjänster", "natures": ["services"], "instrument": "numeric",
        "sek_per_place": "10 000 000", "employment_months": "12", "internship_months": "6",
        "reason": "Antalet platser följer avtalets värde.",
    } | change  # fmt: skip


class TestPages:
    """A user changes a threshold without a programmer, and sees what it does."""

    @pytest.fixture
    def cases(self, official, decision):
        same = {"authority": decision.authority, "performers": 10, "base_months": 24}
        return [
            CaseFactory(title="Städ", nature=Nature.SERVICES, value_sek=20 * MILLION, **same),
            CaseFactory(title="Väg", nature=Nature.WORKS, value_sek=100 * MILLION, **same),
            CaseFactory(title="Okänt värde", nature=Nature.SERVICES, value_sek=None, **same),
        ]

    def test_begun_from_trafikverket(self, client, official, decision):
        client.force_login(official.user)

        response = client.post(
            reverse("strategy:new_table"),
            {"decision": decision.pk, "start": "trafikverket", "title": "Våra regler"},
        )

        table = PolicyTable.objects.get()
        assert response["Location"] == table.get_absolute_url()
        assert (len(table.table.rows), table.table.rounding, table.title) == (6, Rounding.DOWN, "Våra regler")
        assert "TDOK 2017:0444" in client.get(table.get_absolute_url()).content.decode()

    def test_a_changed_row_shows_before_and_after_and_saves_nothing(self, client, official, decision, cases):
        held = begun(decision)
        held.put_in_force(first_day=days(0), by=official)
        draft = begun(decision)
        client.force_login(official.user)

        url = reverse("strategy:table_row", args=[draft.pk, 6])
        response = client.post(url, row_data(preview="1"), follow=True)

        (change,) = response.context["changes"].rows
        assert (change.title, change.url) == ("Städ", cases[0].get_absolute_url())
        assert change.before == "Rekommenderas inte"
        assert change.after == "Skarpt krav, 2 platser (24 månader anställning eller 12 månader praktik)"
        assert response.context["changes"].judged == 3
        assert response.status_code == 200
        assert PolicyTable.objects.get(pk=draft.pk).rows == draft.rows

    def test_saving_it_changes_that_row_alone(self, client, official, decision):
        draft = begun(decision)
        client.force_login(official.user)

        response = client.post(reverse("strategy:table_row", args=[draft.pk, 6]), row_data())

        assert response.status_code == 302
        before, after = draft.table.rows, PolicyTable.objects.get().table.rows
        assert after[:5] == before[:5]
        assert (after[5].volume.sek_per_place, before[5].volume.sek_per_place) == (10 * MILLION, 25 * MILLION)

    def test_the_form_shows_a_row_as_it_is(self, client, official, decision):
        draft = begun(decision)
        client.force_login(official.user)
        for number in range(1, 7):
            url = reverse("strategy:table_row", args=[draft.pk, number])
            form = client.get(url).context["form"]
            sent = {name: value for name, value in form.initial.items() if value is not None}
            client.post(url, sent | {"revision": number})

        assert PolicyTable.objects.get().table.rows == draft.table.rows

    def test_a_sector_that_rules_out_is_refused_in_words(self, client, official, decision):
        draft = begun(decision)
        client.force_login(official.user)
        refused = {"instrument": Instrument.NONE.value, "cpv_prefixes": "71", "sek_per_place": ""}

        response = client.post(reverse("strategy:new_table_row", args=[draft.pk]), row_data(**refused))

        assert response.status_code == 422
        assert "En bransch utesluter aldrig dialog" in response.content.decode()

    def test_without_a_table_the_decision_s_limits_are_the_before(self, client, official, decision, cases):
        draft = begun(decision)
        client.force_login(official.user)

        rows = client.get(draft.get_absolute_url()).context["page"].changes.rows

        assert [(row.title, row.before) for row in rows] == [
            ("Okänt värde", "Krav, enligt beslutets egna gränser"),
            ("Städ", "Krav, enligt beslutets egna gränser"),
            ("Väg", "Krav, enligt beslutets egna gränser"),
        ]

    def test_only_what_the_decision_reaches_is_judged(self, client, official, decision, cases):
        other = CaseFactory(title="Annan kommun", nature=Nature.WORKS, value_sek=100 * MILLION)
        draft = begun(decision)
        client.force_login(official.user)

        page = client.get(draft.get_absolute_url()).context["page"]

        assert page.changes.judged == 3
        assert other.title not in [row.title for row in page.changes.rows]

    def test_who_prepares_cannot_put_in_force(self, client, decision):
        table = begun(decision)
        clerk = MembershipFactory(
            organisation=decision.organisation, authority=decision.authority, roles=[Role.PROCURER]
        )
        client.force_login(clerk.user)

        response = client.post(
            reverse("strategy:table_force", args=[table.pk]), {"first_day": "1 januari 2030"}
        )

        assert response.status_code == 403
        table.refresh_from_db()
        assert table.state == S.DRAFT

    def test_put_in_force_from_a_day(self, client, official, decision):
        table = begun(decision)
        client.force_login(official.user)

        response = client.post(
            reverse("strategy:table_force", args=[table.pk]), {"first_day": days(5).isoformat()}
        )

        assert response["Location"] == table.get_absolute_url()
        table.refresh_from_db()
        assert (table.state, table.in_force_from) == (S.IN_FORCE, days(5))
