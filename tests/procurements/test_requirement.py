"""The requirement: text from parameters, saving without overwriting, approval, freezing."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.models import OutgoingMail
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions import drafting
from procurements.choices import Sanction
from procurements.clauses import render, standing_text, text_of
from procurements.docx import as_docx
from procurements.draft_page import _who_saved, draft_page
from procurements.models import Procurement, Requirement
from procurements.models.requirement import Conflict
from procurements.states import RequirementState
from procurements.wording import volume
from tests.procurements.factories import CaseFactory, RequirementFactory, member_of, procurer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def requirement():
    return RequirementFactory()


@pytest.fixture
def ulla(requirement):
    return requirement.prepared_by


@pytest.fixture
def ines(requirement):
    return member_of(requirement.lot.procurement, Role.DECISION_MAKER)


def pieces(requirement, parameter: str) -> list[str]:
    chapters = text_of(requirement).chapters
    return [p.text for ch in chapters for cl in ch.clauses for p in cl.pieces if p.parameter == parameter]


def test_values_from_parameters_carry_their_name(requirement):
    assert pieces(requirement, "full_time_months") == ["24,0 heltidsmånader"]
    assert pieces(requirement, "target_groups") == ["långtidsarbetslösa"]
    assert pieces(requirement, "early_end_share") == ["75\xa0%"]
    requirement.full_time_months, requirement.yearly_average = None, Decimal(24)
    assert pieces(requirement, "yearly_average") == ["24,0 heltidsmånader per avtalsår"]


def test_a_total_beside_the_yearly_average_is_promised_too(requirement):
    requirement.yearly_average, requirement.full_time_months = Decimal(24), Decimal(100)
    plain = text_of(requirement).plain
    assert "minst 24,0 heltidsmånader per avtalsår i genomsnitt" in plain
    assert "dessutom vara minst 100,0 heltidsmånader sammanlagt under avtalet" in plain
    assert volume(requirement) == "24,0 heltidsmånader per avtalsår och 100,0 heltidsmånader sammanlagt"
    requirement.yearly_average, requirement.places = None, 3
    assert volume(requirement) == "100,0 heltidsmånader och 3 platser"


@pytest.mark.parametrize(
    ("kind", "has", "lacks"),
    [
        ("numeric", "Omfattningen", "dialog med beställaren"),
        ("dialogue", "dialog med beställaren", "Omfattningen"),
        ("combined", "dialog med beställaren", "reserverat"),
        ("reserved", "minst 30 %", "dialog med beställaren"),
    ],
)
def test_the_clauses_follow_the_kind(requirement, kind, has, lacks):
    requirement.kind = kind
    text = render(requirement).plain
    assert has in text
    assert lacks not in text


def test_an_empty_parameter_leaves_a_visible_blank_and_no_sanction_leaves_no_clause(requirement):
    requirement.target_groups, requirement.sanction = [], Sanction.NONE
    assert pieces(requirement, "target_groups") == ["…"]
    assert pieces(requirement, "sanction") == []
    requirement.sanction = Sanction.PENALTY
    assert "vite" in pieces(requirement, "sanction")[0]


def test_own_passages_come_last_and_are_marked(requirement):
    requirement.own_passage = "Arbetskläder ingår.\n\nInga nattpass."
    last = text_of(requirement).chapters[-1]
    assert [clause.number[-2:] for clause in last.clauses] == [".1", ".2"]
    assert pieces(requirement, "own_passage") == ["Arbetskläder ingår.", "Inga nattpass."]


def test_the_bullets_of_a_pasted_list_are_left_out(requirement):
    requirement.own_passage = (
        "• Handledaren ska tala svenska.\n\to\tAlla dagar.\n- Kläder ingår, 8 - 16.\n"
        " –\xa0Verktyg också.\n•\n-5 grader är kallt."
    )
    assert pieces(requirement, "own_passage") == [
        "Handledaren ska tala svenska.",
        "Alla dagar.",
        "Kläder ingår, 8 - 16.",
        "Verktyg också.",
        "-5 grader är kallt.",
    ]


def test_a_save_from_an_older_revision_is_a_conflict_and_overwrites_nothing(requirement, ulla, ines):
    requirement.edit(revision=1, places=3, by=ulla)
    with pytest.raises(Conflict) as conflict:
        requirement.edit(revision=1, places=5, own_passage="Mitt.", by=ines)
    assert conflict.value.row.places == 3
    assert Requirement.objects.get().saved_by == ulla
    row = requirement.edit(revision=2, places=5, by=ines)
    assert (row.places, row.revision, row.saved_by) == (5, 3, ines)


def test_a_save_by_a_deputy_names_both(requirement, ulla, ines):
    ines.acting_for = ulla
    requirement.edit(revision=1, places=3, by=ines)

    row = Requirement.objects.get()
    assert (row.saved_by, row.saved_for) == (ines, ulla)
    assert _who_saved(row, ulla)[2] == f"{ines} för {ulla}"
    requirement.edit(revision=2, places=4, by=ulla)
    assert Requirement.objects.get().saved_for is None


def test_a_save_that_changes_nothing_is_no_conflict(requirement, ulla):
    requirement.edit(revision=1, places=3, by=ulla)
    assert requirement.edit(revision=1, places=3, by=ulla).revision == 2


def test_saves_of_one_page_follow_each_other_whatever_revision_they_knew(requirement, ulla, ines):
    requirement.edit(revision=1, page="a", typing=10, places=3, by=ulla)
    assert requirement.edit(revision=1, page="a", typing=20, places=4, by=ulla).places == 4
    for late in (
        {"revision": 1, "page": "a", "typing": 15, "by": ulla},  # typed before what is saved
        {"revision": 1, "page": "b", "typing": 30, "by": ulla},  # another page
        {"revision": 1, "page": "a", "typing": 30, "by": ines},  # somebody else
        {"revision": 1, "page": "", "typing": 30, "by": ulla},  # no page at all
    ):
        with pytest.raises(Conflict):
            requirement.edit(**late, places=9)
    requirement.edit(revision=3, page="c", typing=40, places=5, by=ines)
    with pytest.raises(Conflict):
        requirement.edit(revision=3, page="a", typing=50, places=6, by=ulla)
    assert Requirement.objects.get().places == 5


def test_what_is_missing_is_told_when_it_is_sent_in(requirement, ulla):
    requirement.edit(revision=1, target_groups=[], full_time_months=None, by=ulla)
    requirement.refresh_from_db()
    with pytest.raises(RuleBroken, match="målgrupp, omfattning"):
        drafting.submit(requirement, approver=None, by=ulla)
    assert requirement.state == RequirementState.DRAFT


def test_approval_by_another_and_by_the_same_person(requirement, ulla, ines):
    drafting.submit(requirement, approver=ines, by=ulla)
    assert OutgoingMail.objects.get().to_member == ines
    drafting.approve(requirement, by=ines)
    assert not requirement.approvals.get().is_same_person
    requirement.send_back(reason="Fel antal.", by=ulla)
    drafting.submit(requirement, approver=None, by=ulla)
    drafting.approve(requirement, by=ulla)
    assert [row.is_same_person for row in requirement.approvals.order_by("pk")] == [False, True]
    assert [row.number for row in requirement.versions.all()] == [2, 1]


def test_nothing_is_changed_while_it_waits_nor_after_publication(requirement, ulla, ines):
    drafting.submit(requirement, approver=None, by=ulla)
    with pytest.raises(RuleBroken):
        requirement.edit(revision=1, places=9, by=ulla)
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.filter(pk=requirement.pk).update(places=9)
    with pytest.raises(RuleBroken):
        requirement.publish(published_on=clock.today(), by=ulla)
    drafting.approve(requirement, by=ines)
    requirement.publish(published_on=clock.today(), by=ulla)
    with pytest.raises(RuleBroken):
        requirement.send_back(reason="Ångrar mig.", by=ulla)
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.filter(pk=requirement.pk).delete()


def test_versions_approvals_and_publications_are_only_added(requirement, ulla):
    version = drafting.keep_version(requirement, name="Till beställaren", by=ulla)
    assert version.terms["target_groups"] == ["long_term_unemployed"]
    assert "24,0 heltidsmånader" in version.text
    with pytest.raises(Exception, match=r"permission denied|append"), transaction.atomic():
        type(version).objects.filter(pk=version.pk).update(name="Annat")


def test_the_same_version_is_kept_once_under_one_name(requirement, ulla):
    kept = [drafting.keep_version(requirement, name=name, by=ulla) for name in ("A", "A", "B", "A")]

    assert [version.number for version in kept] == [1, 1, 2, 3]


def test_a_draft_begins_with_what_the_assessment_proposed():
    from procurements.models import Assessment

    case = CaseFactory(state="procure")
    by = procurer_of(case)
    Assessment.write(case, by=by, proposal="go", kind="combined", full_time_months=Decimal(48))
    row = drafting.begin_requirement(case, by=by)
    assert (row.kind, row.full_time_months) == ("combined", 48)
    assert drafting.begin_requirement(case, by=by) == row


def test_the_document_holds_every_clause(requirement):
    import io

    from docx import Document

    text = text_of(requirement)
    read = "\n".join(p.text for p in Document(io.BytesIO(as_docx(requirement, text))).paragraphs)
    assert all(clause.text in read for chapter in text.chapters for clause in chapter.clauses)


def test_what_was_sent_in_is_read_as_it_was_kept_whatever_the_clauses_would_say_today(
    requirement, ulla, as_member
):
    kept = "Villkor\n\n1. Ändamål\n1.1 Ordagrant som det lästes då.\n"
    assert standing_text(requirement) == text_of(requirement)
    requirement.submit(text=kept, by=ulla)
    requirement.approve(by=ulla)
    requirement.publish(published_on=clock.today(), by=ulla)
    client, case = as_member(ulla), requirement.lot.procurement

    page, copied = (
        client.get(reverse(f"procurements:{name}", args=[case.pk])).content.decode()
        for name in ("requirement", "requirement_text")
    )

    assert standing_text(requirement).plain == kept
    assert "Ordagrant som det lästes då." in page
    assert "Omfattningen" not in page
    assert kept.strip() in copied
    assert "<b>Version 1</b>" in page
    assert page.count("Låst") == 1


def test_a_requirement_taken_back_is_read_as_a_draft_again(requirement, ulla):
    requirement.submit(text="Villkor\n", by=ulla)
    requirement.send_back(reason="Ett år till", by=ulla)
    assert standing_text(requirement) == text_of(requirement)


def test_the_version_is_named_and_how_far_it_has_come_stands_beside_it(requirement, ulla, ines):
    assert draft_page(requirement, ulla).name == "Utkast 1"
    drafting.submit(requirement, approver=ines, by=ulla)
    page = draft_page(requirement, ulla)
    assert (page.name, page.label) == ("Version 1", "Väntar på godkännande")


@pytest.mark.parametrize(
    ("terms", "is_told"),
    [({}, True), ({"sanction": Sanction.PENALTY}, False), ({"kind": "dialogue"}, False)],
)
def test_that_there_is_no_sanction_is_told_before_it_is_sent_and_approved(
    requirement, ulla, ines, as_member, terms, is_told
):
    row, case = requirement.edit(revision=1, by=ulla, **terms), requirement.lot.procurement
    told = "Kravet har ingen påföljd."
    page = as_member(ulla).get(reverse("procurements:submission", args=[case.pk]))
    assert (told in page.content.decode()) is is_told
    drafting.submit(row, approver=ines, by=ulla)
    page = as_member(ines).get(reverse("procurements:approval", args=[case.pk]))
    assert (told in page.content.decode()) is is_told


@pytest.mark.parametrize("number", ["", "SEN 2026/7"])
def test_the_notice_asks_for_a_diary_number_that_is_missing(requirement, ulla, ines, as_member, number):
    case = requirement.lot.procurement
    case.edit(diary_number=number, by=ulla)
    drafting.submit(requirement, approver=ines, by=ulla)
    drafting.approve(requirement, by=ines)
    client, url = as_member(ulla), reverse("procurements:publication", args=[case.pk])
    sent = {"published_on": clock.today().isoformat()}
    assert ('name="diary_number"' in client.get(url).content.decode()) is (not number)
    if not number:
        assert client.post(url, sent).status_code == 422

    assert client.post(url, {**sent, "diary_number": "SEN 2026/7"}).status_code == 302

    case.refresh_from_db()
    assert (case.diary_number, Requirement.objects.get().state) == ("SEN 2026/7", RequirementState.LOCKED)


def test_a_draft_is_no_requirement_yet_when_procurements_are_counted():
    draft, submitted, approved = (RequirementFactory() for _case in range(3))
    for row, state in ((submitted, RequirementState.SUBMITTED), (approved, RequirementState.APPROVED)):
        Requirement.objects.filter(pk=row.pk).update(state=state)

    assert set(Procurement.objects.requiring()) == {approved.lot.procurement}
    assert draft.lot.procurement not in Procurement.objects.requiring()
