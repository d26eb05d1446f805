"""The entry questions: a no names who can solve it; a missing decision needs consent, asked for by mail."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.urls import reverse
from lxml import html

from core import clock
from core.delivery import send
from core.models import OutgoingMail, Reminder
from core.reminders import is_still_open, preview_run, queue_due_reminders
from core.rules import RuleBroken
from core.slots import todo
from core.together import ask, asked_of, told_of
from organisations.permissions import Role
from procurements.actions.cases import advance
from procurements.actions.entry import answer_entry_check, give_consent
from procurements.actions.waiving import waive
from procurements.case_page import case_page
from procurements.mails import deciders_of
from procurements.models import EntryCheck, GoDecision, Procurement, Waiver
from procurements.states import CaseState
from reference.regimes import Regime
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CaseFactory, member_of, procurer_of
from tests.strategy.factories import DecisionFactory, made

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
YES = dict.fromkeys(EntryCheck.QUESTIONS, True)
NO_DECISION = YES | {"has_decision": False, "has_decision_reason": "Beslut väntas i mars."}
ON_THE_PAGE = dict.fromkeys(EntryCheck.QUESTIONS, "yes")


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def case():
    case = CaseFactory(title="Drift av parker", authority__name="Servicenämnden")
    case.handler = procurer_of(case)
    case.save()
    return case


@pytest.fixture
def ines(case):
    return member_of(case, Role.DECISION_MAKER, user__name="Ines Inköpschef", title="Inköpschef")


def asked(key: str) -> list:
    return [row.to_member for row in OutgoingMail.objects.filter(kind=f"procurements.{key}").order_by("pk")]


def consents_to_give(member) -> list[str]:
    inquiries = asked_of(todo, member)
    ask(*inquiries)
    return [item.url for item in told_of(inquiries) if item.kind == "consent"]


def due(key: str, day: dt.date) -> list:
    with clock.frozen(day):
        return [plan.recipients for plan in preview_run(day) if plan.kind.key == f"procurements.{key}"]


def later(days: int) -> dt.date:
    return MONDAY.date() + dt.timedelta(days=days)


def test_each_no_shows_who_can_solve_it_and_what_to_ask(case, ines, as_member):
    stranger = MembershipFactory(roles=[Role.DECISION_MAKER], user__name="Frans Främling")
    page = as_member(case.handler).get(reverse("procurements:entry_check", args=[case.pk]))
    text = page.content.decode()

    assert text.count("<b>Ines Inköpschef</b>") == 4
    assert text.count(f"mailto:{ines.user.email}") == 4
    assert stranger.user.name not in text
    for question in page.context["form"].questions:
        assert str(question.ask) in text


def test_the_reason_stands_below_the_question_it_belongs_to_and_is_asked_for_only_on_a_no(case, as_member):
    client = as_member(case.handler)
    address = reverse("procurements:entry_check", args=[case.pk])
    page = html.fromstring(client.get(address).content.decode())

    for question in EntryCheck.QUESTIONS:
        reason = page.get_element_by_id(f"id_{question}_reason")
        no = page.get_element_by_id(f"id_{question}_1")
        assert (no.get("value"), no.get("data-reveals")) == ("no", f"revealed_{question}_reason")
        assert (
            page.get_element_by_id(f"revealed_{question}_reason")
            .getprevious()
            .xpath(f".//*[@id='{no.get('id')}']")
        )
        assert not reason.xpath("ancestor::details")  # nothing to fold out before one can write
        assert f"id_{question}_reason_helptext" in reason.get("aria-describedby")

    unasked = client.post(address, ON_THE_PAGE | {"has_officer": "no"})
    assert unasked.status_code == 422
    assert list(unasked.context["form"].errors) == ["has_officer_reason"]


def test_the_authoritys_own_decision_maker_goes_before_those_of_other_authorities(case):
    organisation = case.authority.organisation
    elsewhere = MembershipFactory(
        organisation=organisation,
        authority=AuthorityFactory(organisation=organisation),
        roles=[Role.DECISION_MAKER],
    )
    assert deciders_of(case.authority) == [elsewhere]

    own = member_of(case, Role.DECISION_MAKER)
    assert deciders_of(case.authority) == [own]


def test_where_nobody_can_decide_the_administrator_is_named(case, as_member):
    member_of(case, Role.ADMINISTRATOR, user__name="Anna Administratör")
    text = as_member(case.handler).get(reverse("procurements:entry_check", args=[case.pk])).content.decode()

    assert "Ingen vid Servicenämnden har rollen beslutsfattare" in text
    assert "Anna Administratör" in text


def test_a_missing_decision_asks_the_one_who_can_agree_by_mail_with_a_link_that_works(case, ines, as_member):
    client, url = as_member(case.handler), reverse("procurements:entry_check", args=[case.pk])
    answers = ON_THE_PAGE | {"has_decision": "no", "has_decision_reason": "Beslut väntas i mars."}
    saved = client.post(url, answers, follow=True).content.decode()

    (letter,) = OutgoingMail.objects.filter(kind="procurements.consent_wanted")
    send(letter.pk)
    body, address = outbox.outbox[0].body, reverse("procurements:entry_consent", args=[case.pk])
    assert "Ines Inköpschef kan medge" in saved
    assert outbox.outbox[0].to == [ines.user.email]
    assert "Beslut väntas i mars." in body
    assert address in body
    assert "Beslut väntas i mars." in as_member(ines).get(address).content.decode()
    assert consents_to_give(ines) == [address]


def test_the_handler_is_told_when_consent_is_given_and_may_go_on(case, ines, as_member):
    answer_entry_check(case, by=case.handler, **NO_DECISION)
    as_member(ines).post(reverse("procurements:entry_consent", args=[case.pk]), {"note": "Gå vidare."})

    (letter,) = OutgoingMail.objects.filter(kind="procurements.consent_given")
    send(letter.pk)
    assert (letter.to_member, consents_to_give(ines)) == (case.handler, [])
    assert "Ines Inköpschef" in outbox.outbox[0].body
    assert case.get_absolute_url() in outbox.outbox[0].body
    with pytest.raises(RuleBroken, match="redan"):
        give_consent(case, note="", by=ines)


def test_saving_again_does_not_ask_again_but_a_new_no_does(case, ines):
    for _time in range(2):
        answer_entry_check(case, by=case.handler, **NO_DECISION)
    assert asked("consent_wanted") == [ines]

    answer_entry_check(case, by=case.handler, **YES)
    assert consents_to_give(ines) == []
    answer_entry_check(case, by=case.handler, **NO_DECISION)
    assert asked("consent_wanted") == [ines, ines]


@pytest.mark.parametrize("question", [name for name in EntryCheck.QUESTIONS if name != "has_decision"])
def test_another_no_asks_for_no_consent(case, ines, question):
    answer_entry_check(case, by=case.handler, **YES | {question: False, f"{question}_reason": "Ändå."})

    assert (asked("consent_wanted"), consents_to_give(ines)) == ([], [])


def test_nobody_is_asked_by_herself(case, ines):
    answer_entry_check(case, by=ines, **NO_DECISION)

    assert asked("consent_wanted") == []
    assert consents_to_give(ines) != []


def test_a_consent_that_waits_is_reminded_of_and_then_told_to_the_handler(case, ines):
    answer_entry_check(case, by=case.handler, **NO_DECISION)

    assert due("consent_waiting", later(3)) == []
    assert due("consent_waiting", later(4)) == [(ines,)]
    assert due("consent_waiting", later(14)) == [(ines,)]
    assert due("consent_waiting", later(21)) == [(case.handler,)]


SETTLED = {
    "consent": lambda case, ines: give_consent(case, note="", by=ines),
    "decision": lambda case, ines: answer_entry_check(case, by=ines, **YES),
    "cancelled": lambda case, ines: case.cancel(reason="Behovet föll bort.", by=ines),
}


@pytest.mark.parametrize("settle", SETTLED.values(), ids=SETTLED)
def test_nothing_is_sent_once_it_is_settled_in_between(case, ines, settle):
    answer_entry_check(case, by=case.handler, **NO_DECISION)
    with clock.frozen(later(7)):
        assert queue_due_reminders() == 1
        assert queue_due_reminders() == 0
        assert is_still_open(Reminder.objects.get())
        settle(case, ines)
        reminder = Reminder.objects.get()
        assert not is_still_open(reminder)
        send(reminder.mails.get().pk)

    assert [row.to for row in outbox.outbox if row.to == [ines.user.email]] == []
    assert due("consent_waiting", later(14)) == []


PASSED_OVER = pytest.mark.parametrize("what", ["entry_check", "step:plan"])


@PASSED_OVER
def test_a_consent_that_is_owed_cannot_be_passed_over(case, ines, what, as_member):
    answer_entry_check(case, by=case.handler, **NO_DECISION)
    url = reverse("procurements:waivers", args=[case.pk])
    answer = as_member(case.handler).post(url, {"what": what, "reason": "Behövs inte"})

    assert answer.status_code == 422
    assert "En beslutsfattare måste medge" in answer.content.decode()
    assert not Waiver.objects.exists()
    assert len(consents_to_give(ines)) == 1


@PASSED_OVER
def test_a_waiver_given_before_does_not_take_the_consents_place(case, ines, what):
    Waiver.give(case, what, reason="Behövs inte", by=case.handler)
    answer_entry_check(case, by=case.handler, **NO_DECISION)
    assert len(consents_to_give(ines)) == 1
    assert current(case).advance.obstacle == "Först: Svara på de fyra startfrågorna."
    with pytest.raises(RuleBroken, match="beslutsfattare"):
        advance(case, CaseState.MAP, by=case.handler)

    give_consent(case, note="", by=ines)
    advance(case, CaseState.MAP, by=case.handler)
    assert case.state == CaseState.MAP


@PASSED_OVER
def test_unanswered_questions_are_passed_over_only_with_a_decision_in_force(case, what):
    with pytest.raises(RuleBroken, match="ett beslut någon annanstans"):
        waive(case, what, reason="Behövs inte", by=case.handler)
    Waiver.give(case, what, reason="Givet förr", by=case.handler)
    with pytest.raises(RuleBroken, match="ett beslut någon annanstans"):
        advance(case, CaseState.MAP, by=case.handler)
    Waiver.objects.get().undo(by=case.handler)

    made(DecisionFactory(prepared_by=case.handler))
    waive(case, what, reason="Behövs inte", by=case.handler)
    advance(case, CaseState.MAP, by=case.handler)
    assert case.state == CaseState.MAP


def test_a_purchase_that_is_asked_no_such_questions_skips_the_step(case):
    case.edit(regime=Regime.DIRECT, by=case.handler)

    assert waive(case, "step:plan", reason="Litet inköp", by=case.handler).what == "step:plan"


@pytest.mark.parametrize("what", ["go_decision", "step:analyse"])
def test_a_case_that_goes_on_without_a_decision_says_so(case, what, as_member):
    answer_entry_check(case, by=case.handler, **YES)
    client, listed = as_member(case.handler), reverse("procurements:case_list")
    said = "Upphandlas utan beslut"
    assert said not in client.get(case.get_absolute_url()).content.decode()
    assert said not in client.get(listed).content.decode()

    waive(case, what, reason="Beslutat muntligt", by=case.handler)

    assert said in client.get(case.get_absolute_url()).content.decode()
    assert said in client.get(listed).content.decode()
    assert said in client.get(f"{reverse('procurements:case_export')}?format=csv").content.decode()
    go = GoDecision.open_for(case, proposal="go", by=case.handler)
    GoDecision.objects.filter(pk=go.pk).update(state="decided", outcome="go")
    assert said not in client.get(case.get_absolute_url()).content.decode()
    assert said not in client.get(listed).content.decode()


def current(case):
    return case_page(Procurement.objects.get(pk=case.pk), case.handler)


def test_the_case_stands_in_plan_until_somebody_agrees(case, ines):
    answer_entry_check(case, by=case.handler, **NO_DECISION)
    case.refresh_from_db()

    assert case.state == CaseState.PLAN
    assert EntryCheck.objects.awaiting_consent().get().procurement == case


def test_the_task_leads_to_a_page_with_the_matching_officer_alone(case, as_member):
    officer = member_of(case, Role.MATCHING_OFFICER, user__name="Mats Matchare")
    stranger = MembershipFactory(roles=[Role.MATCHING_OFFICER], user__name="Frans Främling")
    client, address = as_member(case.handler), reverse("procurements:matching_officer", args=[case.pk])

    assert f'href="{address}"' in client.get(case.get_absolute_url()).content.decode()
    text = client.get(address).content.decode()
    assert "Mats Matchare" in text
    assert "Ingen än" in text
    assert "Frans Främling" not in text

    assert client.post(address, {"matching_officer": stranger.pk}).status_code == 422
    answer = client.post(address, {"matching_officer": officer.pk})
    case.refresh_from_db()
    assert (answer.status_code, case.matching_officer, case.title) == (302, officer, "Drift av parker")

    client.post(address, {"matching_officer": ""})
    case.refresh_from_db()
    assert case.matching_officer is None


def test_where_nobody_has_the_role_it_says_whom_to_ask(case, as_member):
    member_of(case, Role.ADMINISTRATOR, user__name="Anna Administratör")
    address = reverse("procurements:matching_officer", args=[case.pk])
    answer = as_member(case.handler).get(address)

    assert "Be Anna Administratör att ge någon den" in answer.content.decode()
    assert as_member(member_of(case, Role.ORDERER)).get(address).status_code == 403


def test_what_is_known_is_filled_in_beforehand_with_the_reason_beside_it(case, as_member):
    case.matching_officer = member_of(case, Role.MATCHING_OFFICER, user__name="Mia Match")
    case.save()
    decision = made(DecisionFactory(prepared_by=case.handler))
    client, url = as_member(case.handler), reverse("procurements:entry_check", args=[case.pk])

    form = client.get(url).context["form"]
    told = {name: (form[name].value(), form[name].help_text) for name in EntryCheck.QUESTIONS}
    assert told["has_officer"] == ("yes", "Ifyllt i förväg. Mia Match är vald i ärendet.")
    assert told["has_decision"] == (
        "yes",
        f"Ifyllt i förväg. ”{decision.title}” gäller den här upphandlingen.",
    )
    assert (told["has_network"][0], told["orderer_wants_it"][0]) == (None, None)
    assert not EntryCheck.objects.filter(has_officer__isnull=False).exists()

    EntryCheck.write(case, by=case.handler, has_officer=False, has_officer_reason="Hon slutar.")
    form = client.get(url).context["form"]
    assert form["has_officer"].value() == "no"
    assert "Ifyllt" not in form["has_officer"].help_text
