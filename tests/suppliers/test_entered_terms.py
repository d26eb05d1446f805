"""What a contract that runs says of its first start and first dialogue, and a dialogue held before."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.models import IssuedDocument, OutgoingMail
from core.reminders import preview_run
from followup.todo import to_do
from organisations.permissions import Role
from procurements.models import Commitment, DialogueMeeting
from suppliers.balances import balance
from suppliers.forms.imported import ImportedContractForm
from suppliers.ledger import Deadline
from tests.inquiries import told_by
from tests.organisations.factories import AuthorityFactory, MembershipFactory, organisation_number

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 1)
TOLD = {
    "title": "Skötsel av parker",
    "supplier_name": "Grönyta AB",
    "supplier_number": organisation_number(900070),
    "starts_on": "1 mars 2026",
    "ends_on": "28 februari 2028",
    "kind": "numeric",
    "full_time_months": "24",
    "report_every": "quarter",
}
DIALOGUE = TOLD | {"kind": "dialogue", "full_time_months": ""}
HELD = {"dialogue_held_on": "20 maj 2026", "dialogue_result": "none", "dialogue_outcome": "Inga platser i år"}
ADDRESS = reverse("suppliers:running_contract")


@pytest.fixture
def manager():
    authority = AuthorityFactory()
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


@pytest.fixture
def enter(manager, as_member):
    def post(told, **more):
        with clock.frozen(DAY):
            answer = as_member(manager).post(
                ADDRESS, told | {"authority": manager.authorities.get().pk} | more
            )
        return answer, Commitment.objects.last()

    return post


def errors(answer) -> list[str]:
    return list(answer.context["form"].errors)


def test_the_first_start_is_a_term_where_the_contract_says_so(enter):
    _answer, row = enter(TOLD, first_start_months="8")

    outcome = balance(row, on=DAY)
    assert (row.first_start_within_months, outcome.detail.first_start_by) == (8, dt.date(2026, 11, 1))
    assert outcome.first_start is Deadline.PENDING


def test_nothing_is_assumed_where_nothing_is_said(enter, manager, as_member):
    _answer, row = enter(DIALOGUE)

    outcome = balance(row, on=DAY)
    assert (row.first_start_within_months, row.dialogue_first_within_months) == (None, None)
    assert (outcome.dialogue, outcome.detail.dialogue_by) == (None, None)
    assert outcome.detail.nothing_is_known
    with clock.frozen(DAY):
        waiting = [item for item in told_by(to_do, manager) if item.kind == "dialogue"]
        pages = [
            as_member(manager).get(address).content.decode()
            for address in (row.get_absolute_url(), reverse("followup:dialogue", args=[row.pk]))
        ]
        reminded = [plan for plan in preview_run(DAY) if plan.kind.key == "followup.dialogue"]
    assert [item.due_on for item in waiting] == [None]
    assert reminded == []
    for text in pages:
        assert "Senast första dialogen" not in text
        assert "När det senast ska ske är inte känt här." in text
        assert "Försenad" not in text


def test_a_dialogue_that_was_held_before_is_taken_down_and_tells_nobody(enter, manager, as_member):
    answer, row = enter(DIALOGUE, **HELD)

    meeting = DialogueMeeting.objects.get()
    assert answer.status_code == 302
    assert (meeting.commitment, meeting.valid_from, meeting.result) == (row, dt.date(2026, 5, 20), "none")
    assert balance(row, on=DAY).dialogue is Deadline.MET
    assert (OutgoingMail.objects.count(), IssuedDocument.objects.count()) == (0, 0)
    with clock.frozen(DAY):
        page = as_member(manager).get(reverse("followup:dialogue", args=[row.pk])).content.decode()
        assert not [item for item in told_by(to_do, manager) if item.kind == "dialogue"]
    assert "Inga platser i år" in page
    assert "Hållen" in page


def test_a_dialogue_held_after_its_day_is_late(enter):
    _answer, row = enter(DIALOGUE, dialogue_months="2", **HELD)
    assert balance(row, on=DAY).dialogue is Deadline.MISSED


def test_what_it_led_to_need_not_be_written(enter):
    enter(DIALOGUE, **HELD | {"dialogue_outcome": ""})
    assert DialogueMeeting.objects.get().outcome == "Antecknat när avtalet lades in."


@pytest.mark.parametrize(
    ("told", "more", "wrong"),
    [
        (TOLD, {"dialogue_months": "1"}, ["dialogue_months"]),
        (TOLD, HELD, ["dialogue_held_on"]),
        (DIALOGUE, {"first_start_months": "6"}, ["first_start_months"]),
        (DIALOGUE, {"first_start_months": "0"}, ["first_start_months"]),
        (DIALOGUE, HELD | {"dialogue_held_on": "2 september 2026"}, ["dialogue_held_on"]),
        (DIALOGUE, HELD | {"dialogue_result": ""}, ["dialogue_result"]),
        (DIALOGUE, HELD | {"dialogue_held_on": ""}, ["dialogue_held_on"]),
        (DIALOGUE, HELD | {"dialogue_result": "postponed"}, ["dialogue_result"]),
        (DIALOGUE, HELD | {"dialogue_outcome": "Med 19560406-2595"}, ["dialogue_outcome"]),
    ],
)
def test_what_does_not_go_together_is_told_beside_the_field(enter, told, more, wrong):
    answer, row = enter(told, **more)
    assert (answer.status_code, errors(answer), row) == (422, wrong, None)
    assert answer.content.decode().count('<details class="disclosure" open>') == 1


def test_a_row_of_a_file_may_say_it_too():
    told = TOLD | {"first_start_months": "8", "kind": "båda", "dialogue_months": "2", "report_every": ""}
    with clock.frozen(DAY):
        form = ImportedContractForm(told, authorities=[], default=AuthorityFactory())
        assert form.is_valid(), form.errors
    contract = form.contract
    assert (contract.first_start_within_months, contract.dialogue_first_within_months) == (8, 2)
    assert contract.full_time_months == Decimal(24)
