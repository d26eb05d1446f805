"""The pages of leadership decisions: happy, refused, foreign."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from core import clock
from core.models import AuditRow
from organisations.permissions import Role
from strategy.models import LeadershipDecision
from strategy.states import DecisionState
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.strategy.factories import DecisionFactory, OfficialFactory, head_of, made

pytestmark = pytest.mark.django_db
S = DecisionState


def content(member, **changes):
    """What the form of a decision posts."""
    values = {
        "authority": member.authorities.get().pk,
        "title": "Sysselsättningskrav i kommunens inköp",
        "kind": "general",
        "is_organisation_wide": "on",
        "aim": "Fler i arbete.",
        "target_groups": ["young", "newly_arrived"],
        "cpv_prefixes": "77, 90",
        "natures": ["services"],
        "valid_from": "1 januari 2027",
        "limits-TOTAL_FORMS": 4,
        "limits-INITIAL_FORMS": 4,
        "limits-0-comparison": "at_least",
        "limits-0-amount": "5 000 000",
        "limits-1-comparison": "more_than",
        "limits-1-amount": "4",
        "limits-3-comparison": "at_least",
        "limits-3-amount": "40",
        "goals-TOTAL_FORMS": 2,
        "goals-INITIAL_FORMS": 0,
        "goals-0-measure": "service_share",
        "goals-0-amount": "50",
        "goals-0-year": "2028",
    }
    return values | changes


@pytest.fixture
def official():
    return OfficialFactory()


@pytest.fixture
def client(official, as_member):
    return as_member(official)


def page(name, decision, **query):
    return reverse(f"strategy:{name}", args=[decision.pk], query=query or None)


def test_a_draft_is_written_on_one_page(client, official):
    answer = client.post(reverse("strategy:new_decision"), content(official))

    decision = LeadershipDecision.objects.get()
    assert (answer.status_code, answer.url) == (302, decision.get_absolute_url())
    assert (decision.state, decision.prepared_by, decision.cpv_prefixes) == (S.DRAFT, official, ["77", "90"])
    assert [str(threshold) for threshold in decision.thresholds.all()] == [
        "Beräknat värde: minst 5\xa0000\xa0000\xa0kr",
        "Avtalstid: mer än 4 månader",
        "Personalkostnadens andel: minst 40\xa0% av värdet",
    ]
    assert [goal.amount_text for goal in decision.goals.all()] == ["50\xa0%"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"kind": "pilot"}, "måste ha en sista dag"),
        ({"cpv_prefixes": "77, städ"}, "städ är ingen sådan"),
        ({"target_groups": ["other"]}, "vilka andra du menar"),
        ({"valid_until": "1 december 2026"}, "Sista dagen"),
        ({"limits-3-amount": "140"}, "högst 100 procent"),
        ({"goals-0-year": ""}, "både mål och år"),
        (
            {"goals-1-measure": "service_share", "goals-1-amount": "60", "goals-1-year": "2028"},
            "redan ett mål",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(client, official, changes, text):
    answer = client.post(reverse("strategy:new_decision"), content(official, **changes))

    assert answer.status_code == 422
    html = answer.content.decode()
    assert text in html
    assert "Fler i arbete." in html
    assert not LeadershipDecision.objects.exists()


def test_an_authority_of_somebody_else_is_no_choice(client, official):
    foreign = AuthorityFactory(organisation=official.organisation)

    answer = client.post(reverse("strategy:new_decision"), content(official, authority=foreign.pk))

    assert answer.status_code == 422


def test_a_draft_is_changed_and_the_change_is_audited(client, official):
    decision = DecisionFactory(prepared_by=official)

    answer = client.post(page("content", decision), content(official, title="Ny rubrik"))

    decision.refresh_from_db()
    assert (answer.status_code, decision.title) == (302, "Ny rubrik")
    assert AuditRow.objects.filter(action="edited", object_id=str(decision.pk)).exists()


def test_a_draft_saved_as_it_stands_writes_nothing(client, official):
    client.post(reverse("strategy:new_decision"), content(official))
    decision = LeadershipDecision.objects.get()
    terms = [*decision.thresholds.values_list("pk"), *decision.goals.values_list("pk")]
    rows = AuditRow.objects.count()

    client.post(page("content", decision), content(official) | {"goals-INITIAL_FORMS": 1})

    assert [*decision.thresholds.values_list("pk"), *decision.goals.values_list("pk")] == terms
    assert AuditRow.objects.count() == rows


def test_the_form_shows_what_the_draft_says(client, official):
    client.post(reverse("strategy:new_decision"), content(official))
    decision = LeadershipDecision.objects.get()

    html = client.get(page("content", decision)).content.decode()

    shown = ["77, 90", "5\xa0000\xa0000", "40", "50", "2028"]
    assert [value for value in shown if f'value="{value}"' not in html] == []


def test_a_decision_that_waits_cannot_be_changed(client, official):
    decision = DecisionFactory(prepared_by=official)
    decision.send_to_body(body="KS", meeting_on=clock.today(), by=official)

    answer = client.post(page("content", decision), content(official))

    assert answer.status_code == 403
    assert "inte längre ett utkast" in answer.content.decode()


def without_tokens(answer) -> str:
    """The page without what differs on every load."""
    text = re.sub(r"[0-9A-Za-z]{64}", "", answer.content.decode())
    return re.sub(r"/\d+/", "/", text)


# Session, user, membership, savepoint (2), authorities, tabs, count, rows, what belongs to them, frame (2).
PAGE_QUERIES = 8
LIST_QUERIES = {"": 11, "open": 11, "past": 11}
PAGES = [
    "decision", "content", "diary_number", "referral", "body_decision", "body_correction", "minutes",
    "delegate_request", "delegated_decision", "return", "withdrawal", "successor", "ending",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_foreign_and_a_missing_decision_look_the_same(as_member, second_factor, name):
    head = head_of(DecisionFactory())
    head.roles = [Role.DECISION_MAKER, Role.PROCURER]
    head.save()
    client = second_factor(as_member(head))

    foreign = client.get(page(name, DecisionFactory()))
    missing = client.get(reverse(f"strategy:{name}", args=[10**9]))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_tokens(foreign) == without_tokens(missing)


@pytest.mark.parametrize("name", PAGES)
def test_without_the_permission_the_answer_is_403(as_member, name):
    decision = DecisionFactory()
    matcher = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.MATCHING_OFFICER]
    )

    assert as_member(matcher).get(page(name, decision)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_part_that_is_off_leaves_no_page(as_member, second_factor, name):
    decision = DecisionFactory()
    head = head_of(decision)
    decision.organisation.parts = []
    decision.organisation.save()

    assert second_factor(as_member(head)).get(page(name, decision)).status_code == 404


def test_a_part_that_is_off_leaves_no_menu_entry(as_member):
    decision = DecisionFactory()
    client = as_member(decision.prepared_by)
    menu = f'href="{reverse("strategy:decision_list")}"'
    assert menu in client.get(reverse("strategy:decision_list")).content.decode()

    decision.organisation.parts = []
    decision.organisation.save()
    assert menu not in client.get(reverse("strategy:decision_list")).content.decode()


def test_the_page_says_what_comes_next(client, official):
    decision = DecisionFactory(prepared_by=official)

    html = client.get(page("decision", decision)).content.decode()

    assert "Skicka till nämnden" in html
    assert "Din tur" in html
    assert "Ändra utkastet" in html


def test_who_only_reads_gets_no_buttons(as_member):
    decision = DecisionFactory()
    reader = MembershipFactory(
        organisation=decision.organisation, authority=decision.authority, roles=[Role.ORDERER]
    )

    html = as_member(reader).get(page("decision", decision)).content.decode()

    assert "Skicka till nämnden" not in html
    assert "Ändra utkastet" not in html


def test_another_authoritys_official_reads_but_does_not_work(as_member):
    decision = DecisionFactory()
    other = AuthorityFactory(organisation=decision.organisation)
    client = as_member(OfficialFactory(organisation=decision.organisation, authority=other))

    assert client.get(page("decision", decision)).status_code == 200
    refused = client.get(page("content", decision))
    assert refused.status_code == 403
    assert f"arbetar för {decision.authority}" in refused.content.decode()


def test_a_decision_of_another_authoritys_own_is_not_there(as_member):
    decision = DecisionFactory(is_organisation_wide=False)
    other = AuthorityFactory(organisation=decision.organisation)
    client = as_member(OfficialFactory(organisation=decision.organisation, authority=other))

    assert client.get(page("decision", decision)).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_page_has_one_query_count(client, official, item_count, django_assert_num_queries):
    decision = DecisionFactory(prepared_by=official)
    for _number in range(item_count):
        decision.send_to_body(body="KS", meeting_on=clock.today(), by=official)
        decision.send_back(reason="Återremiss", by=official)
    made(decision)
    url = page("decision", decision)
    client.get(url)

    with django_assert_num_queries(PAGE_QUERIES):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("name", ["content", "diary_number", "referral", "delegate_request", "withdrawal"])
def test_an_empty_form_is_refused_with_the_form(client, official, name):
    decision = DecisionFactory(prepared_by=official)

    assert client.post(page(name, decision)).status_code == (302 if name == "diary_number" else 422)


def test_returning_needs_a_reason_and_shows_it(client, official):
    decision = DecisionFactory(prepared_by=official)
    decision.send_to_body(body="KS", meeting_on=clock.today(), by=official)

    assert client.post(page("return", decision), {"reason": ""}).status_code == 422
    assert client.post(page("return", decision), {"reason": "Återremiss"}).status_code == 302
    html = client.get(page("decision", decision)).content.decode()
    assert "Återremiss" in html
    assert "Återlämnat" in html


def test_dropping_superseding_and_ending(client, official, as_member):
    draft, decided = DecisionFactory(prepared_by=official), made(DecisionFactory(prepared_by=official))
    head = head_of(decided)

    assert client.post(page("withdrawal", draft), {"reason": "Dubblett"}).status_code == 302
    answer = client.post(page("successor", decided))
    successor = LeadershipDecision.objects.get(supersedes=decided)
    assert answer.url == page("content", successor)
    end = {"last_day": clock.today().isoformat(), "reason": "Ersätts av riktlinjen"}
    assert as_member(head).post(page("ending", decided), end).status_code == 302

    states = {d.pk: d.state for d in LeadershipDecision.objects.all()}
    assert states == {draft.pk: S.WITHDRAWN, decided.pk: S.ENDED, successor.pk: S.DRAFT}


def test_the_diary_number_can_come_late(client, official):
    decision = made(DecisionFactory(prepared_by=official))

    client.post(page("diary_number", decision), {"diary_number": "KS 2026/0412"})

    decision.refresh_from_db()
    assert decision.diary_number == "KS 2026/0412"


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize("show", ["", "open", "past"])
def test_the_list_has_one_query_count(client, official, item_count, show, django_assert_num_queries):
    yesterday = clock.today() - dt.timedelta(days=1)
    drafts = DecisionFactory.create_batch(item_count, prepared_by=official)
    head = head_of(drafts[0])
    for decision in drafts:
        if show == "open":
            decision.ask_delegate(delegate=head, by=official)
        else:
            made(decision)
        if show == "past":
            LeadershipDecision.objects.filter(pk=decision.pk).update(in_force_until=yesterday)
    url = reverse("strategy:decision_list", query={"show": show})
    client.get(url)  # content types are known from here on

    with django_assert_num_queries(LIST_QUERIES[show]):
        answer = client.get(url)

    assert len(answer.context["rows"]) == item_count


def test_the_list_is_exported_with_its_filter(client, official):
    made(DecisionFactory(prepared_by=official, title="Gäller"))
    DecisionFactory(prepared_by=official, title="Utkast")

    text = client.get(reverse("strategy:decision_export", args=["csv"])).content.decode("utf-8-sig")

    assert "Gäller" in text
    assert "Utkast" not in text
    assert client.get(reverse("strategy:decision_export", args=["pdf"])).status_code == 404
