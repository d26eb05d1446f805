"""Preparations under a decision: tasks with owner and day, done by the one who sees to them."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.rules import RuleBroken
from organisations.permissions import Role
from strategy.models import PreparationTask
from strategy.models.preparation import Topic
from strategy.preparation_todo import things_to_do
from strategy.states import PreparationState
from tests.inquiries import told_by
from tests.organisations.factories import MembershipFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory

S = PreparationState
SOON = dt.timedelta(days=14)


@pytest.fixture
def official(db):
    return OfficialFactory()


@pytest.fixture
def decision(official):
    row = DecisionFactory(prepared_by=official)
    row.begin(by=official)
    return row


@pytest.fixture
def orderer(decision):
    """Reads decisions, and prepares none."""
    return MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.ORDERER]
    )


def add(decision, owner, **change) -> PreparationTask:
    content = {"topic": Topic.COORDINATOR, "title": "Utse en samordnare", "due_on": clock.today() + SOON}
    return PreparationTask.add(decision, owner=owner, **(content | change), by=decision.prepared_by)


class TestSteps:
    @pytest.mark.parametrize("before", S.values)
    @pytest.mark.parametrize("after", S.values)
    def test_only_these_steps_exist(self, before, after):
        steps = {
            (S.OPEN, S.DONE),
            (S.OPEN, S.NOT_NEEDED),
            (S.DONE, S.OPEN),
            (S.NOT_NEEDED, S.OPEN),
        }

        assert PreparationTask(state=before).can_become(after) is ((before, after) in steps)

    def test_what_is_done_is_opened_before_it_is_changed(self, decision, orderer):
        task = add(decision, orderer)
        task.finish(by=orderer)

        with pytest.raises(RuleBroken, match="inte längre göras"):
            task.change(title="Annat", owner=orderer, due_on=task.due_on, by=decision.prepared_by)

        task.reopen(by=orderer)
        task.change(title="Annat", owner=orderer, due_on=task.due_on, by=decision.prepared_by)
        assert PreparationTask.objects.get().title == "Annat"

    def test_the_owner_has_it_to_do_until_it_is_done(self, decision, orderer):
        task = add(decision, orderer)

        (todo,) = told_by(things_to_do, orderer)
        assert (todo.action, todo.due_on) == ("Utse en samordnare", task.due_on)
        assert told_by(things_to_do, decision.prepared_by) == []
        task.leave_out(by=orderer)
        assert told_by(things_to_do, orderer) == []


class TestPages:
    def test_planned_from_the_page(self, client, decision, orderer):
        client.force_login(decision.prepared_by.user)
        url = reverse("strategy:new_preparation_task", args=[decision.pk, "training"])

        client.post(url, {"title": "Fråga vuxenutbildningen", "owner": orderer.pk, "due_on": "1 mars 2027"})

        task = PreparationTask.objects.get()
        assert (task.topic, task.owner, task.due_on) == (Topic.TRAINING, orderer, dt.date(2027, 3, 1))
        parts = client.get(reverse("strategy:preparation", args=[decision.pk])).context["parts"]
        assert [len(part.tasks) for part in parts] == [0, 0, 1, 0, 0, 0, 0]

    def test_the_owner_says_that_it_is_done_though_she_plans_nothing(self, client, decision, orderer):
        task = add(decision, orderer)
        client.force_login(orderer.user)

        client.post(reverse("strategy:preparation_step", args=[task.pk]), {"to": "done"})

        task.refresh_from_db()
        assert task.state == S.DONE
        assert client.get(reverse("strategy:preparation_task", args=[task.pk])).status_code == 403

    def test_another_reader_does_not(self, client, decision, orderer):
        task = add(decision, decision.prepared_by)
        client.force_login(orderer.user)

        response = client.post(reverse("strategy:preparation_step", args=[task.pk]), {"to": "done"})

        task.refresh_from_db()
        assert (response.status_code, task.state) == (403, S.OPEN)

    def test_nobody_outside_the_authority_is_offered_as_owner(self, client, decision):
        stranger = OfficialFactory()
        client.force_login(decision.prepared_by.user)
        url = reverse("strategy:new_preparation_task", args=[decision.pk, "areas"])

        response = client.post(url, {"title": "Se efter", "owner": stranger.pk, "due_on": "1 mars 2027"})

        assert (response.status_code, PreparationTask.objects.count()) == (422, 0)

    def test_what_is_late_says_so(self, client, decision, orderer):
        add(decision, orderer, due_on=clock.today() - dt.timedelta(days=1))
        client.force_login(orderer.user)

        parts = client.get(reverse("strategy:preparation", args=[decision.pk])).context["parts"]

        (task,) = parts[0].tasks
        assert (task.status, task.is_yours) == ("late", True)
