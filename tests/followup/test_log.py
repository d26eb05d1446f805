"""The log: the organisation's own, no personal values, for those who may read it."""

import datetime as dt
import re
from pathlib import Path

import pytest
from allauth.account.signals import user_logged_in
from django.urls import reverse

from core import audit, clock
from core.actors import Operator
from core.models import AuditRow
from followup.log import PATHS, acts_in, authority_path, log_lines, log_rows, machines
from followup.log_words import ACTS, DETAILS, object_words
from organisations.actions.administrators import FirstAdministrator, appoint
from organisations.models import User
from organisations.permissions import Role
from organisations.receivers import EVENTS
from tests.followup.conftest import at
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

LOG = "followup:log"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROOMS = ("core", "organisations", "strategy", "procurements", "matching", "suppliers", "followup")


@pytest.fixture
def officer(commitment):
    return at(commitment, Role.DATA_PROTECTION_OFFICER)


def lines(member, **options):
    return log_lines(log_rows(member, **options))


def test_every_machine_leads_to_its_authority(db):
    for model in machines():
        path = authority_path(model)
        assert not list(model._base_manager.filter(**{f"{path}__in": []}))
    assert PATHS.keys() <= {model._meta.label_lower for model in machines()}


def test_steps_and_acts_of_the_organisation_and_of_no_other(commitment, officer, manager):
    stranger = CommitmentFactory()
    for row in (commitment, stranger):
        row.begin(by=manager)
        audit.record("edited", row, by=manager, changes={"title": ["Före", "Efter"]})

    found = lines(officer)

    assert [line.detail for line in found] == ["rubrik", "I drift"]
    assert all(str(commitment.pk) in line.subject for line in found)


def test_values_stay_out_of_page_and_file(commitment, officer, manager, as_member):
    audit.record("edited", commitment, by=manager, changes={"contact_name": ["Hanna HR", "Sara Säljare"]})
    commitment.begin(by=manager, reason="Berit bad om det")
    client = as_member(officer)

    for answer in (client.get(reverse(LOG)), client.get(reverse(LOG), {"format": "csv"})):
        text = answer.content.decode()
        assert "contact_name" in text
        assert not any(name in text for name in ("Hanna HR", "Sara Säljare", "Berit"))


def test_the_filter_keeps_period_and_act(commitment, officer, manager):
    for day, act in ((dt.date(2026, 3, 1), "seen"), (dt.date(2026, 5, 1), "edited")):
        with clock.frozen(day):
            audit.record(act, commitment, by=manager)

    assert [line.act for line in lines(officer, first=dt.date(2026, 4, 1))] == [str(ACTS["edited"])]
    assert [line.act for line in lines(officer, last=dt.date(2026, 4, 1))] == [str(ACTS["seen"])]
    assert [line.act for line in lines(officer, act="seen")] == [str(ACTS["seen"])]
    assert lines(officer, act="step") == []


def test_what_belongs_to_no_authority_is_its_members_own(officer, manager):
    stranger = MembershipFactory()
    for actor in (manager, stranger):
        AuditRow.objects.create(
            action="logged_in", object_label="organisations.user", object_id="7", member=actor
        )

    assert len(lines(officer, act="logged_in")) == 1


def test_an_operators_acts_stand_in_the_organisations_log_and_in_no_other(officer):
    stranger = at(CommitmentFactory(), Role.DATA_PROTECTION_OFFICER)
    wanted = FirstAdministrator("Ny", "ny@example.org", [])

    appoint(officer.organisation, wanted, by=Operator(7))
    officer.organisation.edit(name="Nya namnet", by=Operator(7))

    assert {line.act for line in lines(officer)} == {str(ACTS["invited"]), str(ACTS["edited"])}
    assert lines(stranger) == []


def test_log_ins_of_members_stand_in_the_log_with_their_names(officer, manager, client):
    stranger = MembershipFactory()
    for member in (manager, stranger):
        client.force_login(member.user, backend=BACKEND)
        user_logged_in.send(sender=User, request=None, user=member.user)

    [line] = lines(officer, act="logged_in")

    assert line.actor == manager.user.name
    assert "logged_in" in acts_in(officer)


def test_details_are_told_in_words(commitment, officer, manager):
    audit.record("deputy_named", manager, by=manager, changes={"member": 1, "deputy": 2, "title": ["", "x"]})

    [line] = lines(officer)

    assert line.detail == "medlem, ställföreträdare, titel"


def test_every_act_and_particular_that_is_recorded_has_words():
    source = "".join(path.read_text() for room in ROOMS for path in Path(room).rglob("*.py"))
    acts = set(re.findall(r'audit\.record\(\s*"([^"]+)"', source)) | set(EVENTS.values())
    told = re.findall(r"audit\.record\([^\n]*changes=\{([^}]*)\}", source)
    names = {name for literal in told for name in re.findall(r'"(\w+)":', literal)}

    assert len(acts) > 30
    assert acts - ACTS.keys() == set()
    assert {"deputy", "roles", "receiver"} <= names
    assert {name for name in names if name not in DETAILS and name != "roles"} == set()


@pytest.mark.parametrize(
    ("role", "status"), [(Role.DATA_PROTECTION_OFFICER, 200), (Role.AUDITOR, 200), (Role.PROCURER, 403)]
)
def test_who_reads_the_log(commitment, as_member, role, status):
    reader = at(commitment, role, valid_until="2027-01-31")

    assert as_member(reader).get(reverse(LOG)).status_code == status


def test_the_data_protection_officer_sees_no_case(commitment, officer, as_member):
    assert as_member(officer).get(commitment.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_asks_as_often_for_three_as_for_one(
    commitment, officer, manager, as_member, count, django_assert_num_queries
):
    for _number in range(count):
        audit.record("seen", commitment, by=manager)
    client = as_member(officer)
    client.get(reverse(LOG))

    with django_assert_num_queries(9):
        client.get(reverse(LOG))


def test_the_log_names_rows_in_the_readers_language():
    for label in ("matching.candidaterequest", "procurements.assessment", "strategy.delegationitem"):
        assert object_words(label, 7) in {
            "Förfrågan om kandidater 7", "Bedömning 7", "Punkt i delegationsordningen 7",
        }  # fmt: skip
