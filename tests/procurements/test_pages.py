"""Pages: one happy, one refused and one foreign reader for each; what a plain client gets; query counts."""

import re

import pytest
from django.urls import reverse

from organisations.permissions import Permission, Role
from procurements.models import Assessment, Bid, EntryCheck, Requirement
from procurements.states import CaseState, RequirementState
from procurements.todo import figures, to_do
from tests.inquiries import told_by
from tests.procurements.factories import AwardFactory, CaseFactory, RequirementFactory, member_of, procurer_of
from tests.procurements.test_story import parameters
from tests.reference.factories import CpvCodeFactory, PastTitleFactory

pytestmark = pytest.mark.django_db
READ = [
    "case",
    "events",
    "particulars",
    "participants",
    "requirement",
    "versions",
    "requirement_text",
    "requirement_docx",
    "award",
]
SHEETS = ["entry_check", "plan", "market", "assessment"]
WORK = [
    "facts", *SHEETS, "waivers", "cancellation", "go_decision",
    "referral", "delegate_request", "submission", "publication", "notification", "award_withdrawal", "bids",
    "review", "contract",
]  # fmt: skip


@pytest.fixture
def case():
    """In step Procure with a draft requirement, a proposal and an award."""
    case = CaseFactory(state=CaseState.PROCURE)
    case.handler = procurer_of(case)
    case.save()
    RequirementFactory(case=case, member=case.handler)
    AwardFactory(case=case)
    Assessment.write(case, by=case.handler, proposal="go", kind="numeric")
    return case


@pytest.fixture
def ulla(case, as_member):
    return as_member(case.handler)


def address(name: str, *args) -> str:
    return reverse(f"procurements:{name}", args=args)


@pytest.mark.parametrize("name", [*READ, *WORK])
def test_the_procurer_gets_every_page(case, ulla, name):
    answer = ulla.get(address(name, case.pk))
    assert answer.status_code == 200
    assert "UNDEFINED" not in str(answer.content)


@pytest.mark.parametrize("name", [*READ, *WORK])
def test_a_foreign_case_is_not_there(case, as_member, name):
    stranger = as_member(procurer_of(CaseFactory()))
    assert stranger.get(address(name, case.pk)).status_code == 404
    assert stranger.get(address(name, 999_999)).status_code == 404


@pytest.mark.parametrize("name", [*READ, *SHEETS])
def test_a_reader_reads(case, as_member, name):
    reader = as_member(member_of(case, Role.ORDERER))
    assert reader.get(address(name, case.pk)).status_code == 200


@pytest.mark.parametrize("name", [n for n in WORK if n not in {"go_decision", *SHEETS}])
def test_a_reader_is_refused_where_one_works(case, as_member, name):
    reader = as_member(member_of(case, Role.ORDERER))
    assert reader.get(address(name, case.pk)).status_code == 403
    assert reader.post(address(name, case.pk)).status_code == 403


@pytest.mark.parametrize("name", ["case_list", "case_export", "new_case", "cpv"])
def test_without_the_part_there_is_no_page_and_no_menu_entry(case, as_member, name):
    member = case.handler
    member.organisation.parts = []
    member.organisation.save()
    client = as_member(member)
    assert client.get(reverse(f"procurements:{name}")).status_code == 404
    assert client.get(address("case", case.pk)).status_code == 404
    assert "/upphandlingar/" not in client.get(reverse("home")).content.decode()
    assert (told_by(to_do, member), told_by(figures, member)) == ([], [])


@pytest.mark.parametrize("name", [name for name in WORK if name != "go_decision"])
def test_an_empty_post_is_answered_properly(case, ulla, name):
    assert ulla.post(address(name, case.pk)).status_code in {302, 403, 422}


def test_the_one_asked_decides_consents_and_approves(case, as_member):
    Requirement.objects.get().submit(text="Text", by=case.handler)
    EntryCheck.write(case, by=case.handler, has_decision=False, has_decision_reason="Väntar")
    ines, orderer = as_member(member_of(case, Role.DECISION_MAKER)), as_member(member_of(case, Role.ORDERER))
    for name in ("approval", "entry_consent", "requirement_return"):
        assert ines.get(address(name, case.pk)).status_code == 200, name
        assert orderer.get(address(name, case.pk)).status_code == 403, name


def test_a_procurer_does_not_approve(case, ulla):
    Requirement.objects.get().submit(text="Text", by=case.handler)
    assert ulla.get(address("approval", case.pk)).status_code == 200
    assert ulla.post(address("approval", case.pk)).status_code == 403
    assert Requirement.objects.get().state == RequirementState.SUBMITTED


# --- the draft ------------------------------------------------------------------------------------


def test_autosave_answers_with_the_part_that_a_fresh_page_has(case, ulla):
    url, head = address("requirement", case.pk), {"HTTP_HX_REQUEST": "true"}
    part = ulla.post(url, parameters(revision="1"), **head).content.decode()
    assert "Sparat" in part
    assert '<mark class="filled">24,0 heltidsmånader per avtalsår</mark>' in part
    assert 'name="revision" value="2"' in part
    living = re.search(
        r'<section class="draft__text" id="living">.*?\n</section>', ulla.get(url).content.decode(), re.S
    )
    assert living.group().split() == part.strip().split()


def test_a_plain_save_leads_back_to_the_page(case, ulla):
    answer = ulla.post(address("requirement", case.pk), parameters(revision="1"))
    assert answer.status_code == 302
    assert Requirement.objects.get().yearly_average == 24


def test_a_conflict_shows_both_and_loses_neither(case, ulla):
    url = address("requirement", case.pk)
    ulla.post(url, parameters(revision="1", own_passage="Först sparat."))
    for head in ({}, {"HTTP_HX_REQUEST": "true"}):
        answer = ulla.post(url, parameters(revision="1", own_passage="Skrivet samtidigt."), **head)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Först sparat." in text
        assert "Skrivet samtidigt." in text
        assert 'name="over" value="2"' in text
        assert 'name="revision" value="1"' in text
    assert Requirement.objects.get().own_passage == "Först sparat."
    assert (
        ulla.post(url, parameters(revision="1", over="2", own_passage="Skrivet samtidigt.")).status_code
        == 302
    )
    assert Requirement.objects.get().own_passage == "Skrivet samtidigt."


def test_ones_own_autosave_and_save_of_the_same_page_never_conflict(case, ulla):
    url, head = address("requirement", case.pk), {"HTTP_HX_REQUEST": "true"}
    opened = {"revision": "1", "page_token": "sida-a"}
    ulla.post(url, parameters(**opened, typing="100", own_passage="Arb"), **head)
    saved = ulla.post(url, parameters(**opened, typing="200", own_passage="Arbetskläder ingår."))
    late = ulla.post(url, parameters(**opened, typing="150", own_passage="Arbetskl"), **head)

    assert (saved.status_code, late.status_code) == (302, 422)
    assert Requirement.objects.get().own_passage == "Arbetskläder ingår."


def test_another_page_of_ones_own_is_a_conflict_that_says_so(case, ulla, as_member):
    url = address("requirement", case.pk)
    ulla.post(url, parameters(revision="1", page_token="sida-a", own_passage="Första fliken."))
    answer = ulla.post(url, parameters(revision="1", page_token="sida-b", own_passage="Andra fliken."))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Du har sparat på en annan sida" in text
    assert "Första fliken." in text
    assert "Andra fliken." in text
    other = as_member(member_of(case, Role.PROCURER))
    answer = other.post(url, parameters(revision="1", page_token="sida-a", own_passage="Någon annans."))
    assert "Någon sparade före dig" in answer.content.decode()
    assert Requirement.objects.get().own_passage == "Första fliken."


def test_a_page_that_was_refused_learns_no_newer_revision(case, ulla):
    url, head = address("requirement", case.pk), {"HTTP_HX_REQUEST": "true"}
    ulla.post(url, parameters(revision="1", own_passage="Annan flik."))
    refused = ulla.post(url, parameters(revision="1", routes=["municipal"]), **head).content.decode()

    assert 'name="revision" value="1"' in refused
    assert 'name="revision" value="2"' not in refused


def test_each_opened_page_has_a_token_of_its_own(case, ulla):
    found = [
        re.search(
            r'name="page_token" value="([^"]+)"', ulla.get(address("requirement", case.pk)).content.decode()
        )
        for _time in range(2)
    ]
    assert found[0].group(1) != found[1].group(1)


def test_one_route_only_is_refused_and_nothing_is_saved(case, ulla):
    answer = ulla.post(address("requirement", case.pk), parameters(revision="1", routes=["municipal"]))
    assert answer.status_code == 422
    assert "behandlas leverantörerna inte lika" in answer.content.decode()
    assert Requirement.objects.get().revision == 1


# --- CPV -----------------------------------------------------------------------------------------


def test_a_code_is_found_with_and_without_script(case, ulla):
    CpvCodeFactory(code="77310000", check_digit="6", label_sv="Plantering och skötsel av grönområden")
    part = ulla.get(reverse("procurements:cpv"), {"cpv_q": "grönområden"}).content.decode()
    assert "77310000-6 Plantering" in part
    asked = {"title": "Park", "cpv_q": "grönområden", "find_cpv": "1"}
    answer = ulla.post(address("facts", case.pk), asked)
    assert answer.status_code == 422
    assert "77310000-6 Plantering" in answer.content.decode()
    assert 'value="Park"' in answer.content.decode()


def test_codes_of_earlier_titles_are_suggested_without_script_once_the_title_is_saved(case, ulla):
    code = CpvCodeFactory(code="77310000", check_digit="6", label_sv="Plantering och skötsel av grönområden")
    PastTitleFactory(cpv=code, title="Drift av idrottsplatser i kommunen")
    case.edit(title="Drift av idrottsplatser", cpv=None, by=case.handler)

    text = ulla.get(address("facts", case.pk)).content.decode()

    assert "koder som tidigare upphandlingar med liknande rubrik har fått" in text
    assert 'type="radio" name="cpv" id="cpv_77310000" value="77310000"' in text
    assert "Har använts för ”Drift av idrottsplatser i kommunen”" in text
    assert "input changed delay:600ms from:#id_title" in text  # and while one types, with script


# --- bids ----------------------------------------------------------------------------------------


def test_a_planted_bid_is_found_by_nobody_else_and_nowhere(case, as_member, ulla):
    Bid.objects.create(
        award=case.only_lot.awards.get(), bidder="Hemlig Anbudsgivare", price_sek=1, noted_by=case.handler
    )
    assert "Hemlig Anbudsgivare" in ulla.get(address("bids", case.pk)).content.decode()
    pages = [address(name, case.pk) for name in READ] + [reverse("procurements:case_list"), reverse("home")]
    pages.append(reverse("procurements:case_export"))
    for role in (
        Role.ORDERER,
        Role.DECISION_MAKER,
        Role.COORDINATOR,
        Role.MATCHING_OFFICER,
        Role.CONTRACT_MANAGER,
    ):
        reader = as_member(member_of(case, role))
        assert reader.get(address("bids", case.pk)).status_code == 403
        assert all("Hemlig" not in reader.get(page).content.decode("utf-8", "ignore") for page in pages), role
    assert all("Hemlig" not in ulla.get(page).content.decode("utf-8", "ignore") for page in pages)


# --- lists, queries ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(as_member, count, django_assert_num_queries):
    first = CaseFactory()
    member = procurer_of(first)
    for _ in range(count - 1):
        CaseFactory(authority=first.authority, handler=member)
    client = as_member(member)
    client.get(reverse("procurements:case_list"))
    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get(reverse("procurements:case_list"))
    assert len(answer.context["rows"]) == count


LIST_QUERIES = 8


@pytest.mark.parametrize("count", [1, 3])
def test_the_to_do_source_asks_the_same_whatever_its_length(count, django_assert_num_queries):
    case = CaseFactory()
    member = procurer_of(case)
    cases = [case, *(CaseFactory(authority=case.authority) for _ in range(count - 1))]
    for row in cases:
        row.handler = member
        row.save()
    assert member.authority_ids_with(Permission.CASE_EDIT)
    with django_assert_num_queries(2):  # the cases, and everything on them
        found = told_by(to_do, member)
    assert [todo.action for todo in found] == ["Svara på de fyra startfrågorna"] * count
    assert all(todo.is_mine for todo in found)


def test_the_case_page_stays_within_its_queries(case, ulla, django_assert_max_num_queries):
    ulla.get(address("case", case.pk))
    with django_assert_max_num_queries(CASE_QUERIES):
        ulla.get(address("case", case.pk))


CASE_QUERIES = 8


def test_the_filter_leaves_what_it_should(case, ulla):
    CaseFactory(authority=case.authority, title="Annat köp", state=CaseState.CLOSED)
    listed = reverse("procurements:case_list")
    assert "Annat köp" not in ulla.get(listed).content.decode()
    assert "Annat köp" in ulla.get(listed, {"state": "closed"}).content.decode()
    part = ulla.get(listed, {"q": "finns inte"}, HTTP_HX_REQUEST="true").content.decode()
    assert "filtret" in part
    assert "<html" not in part


def test_what_waits_for_others_is_told_to_the_handler_and_to_them(case):
    ines = member_of(case, Role.DECISION_MAKER)
    Requirement.objects.get().submit(text="Text", approver=ines, by=case.handler)
    mine = [todo for todo in told_by(to_do, case.handler) if todo.kind == "approval"]
    hers = [todo for todo in told_by(to_do, ines) if todo.kind == "approval"]
    assert [(todo.is_mine, todo.waiting_for) for todo in mine] == [(False, str(ines))]
    assert [todo.is_mine for todo in hers] == [True]


def test_a_case_that_ran_already_shows_its_last_step(case, as_member):
    case.entered_running, case.state = True, CaseState.MANAGE
    case.save()
    text = as_member(case.handler).get(address("case", case.pk)).content.decode()
    assert "Hanterades utanför Insteg" in text
