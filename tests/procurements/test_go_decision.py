"""The decision to go on: proposal, document, committee, delegation."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.documents import render
from core.documents.freezing import thaw
from core.models import Attachment, IssuedDocument, OutgoingMail, Signature
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions import going_on
from procurements.case_rows import rows_of, with_sheets
from procurements.documents import BasisContent, basis_to_sign, specimen
from procurements.go_page import signing_page
from procurements.models import Assessment, Procurement
from procurements.states import CaseState, GoState
from procurements.tasks_of_case import next_task, tasks_of
from procurements.todo import to_do
from strategy.choices import Delegable
from strategy.models import DelegatedDecision
from tests.inquiries import told_by
from tests.procurements.factories import CaseFactory, member_of, procurer_of
from tests.strategy.factories import DelegationItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(state=CaseState.ANALYSE, title="Skötsel av parker")


@pytest.fixture
def ulla(case):
    return procurer_of(case)


@pytest.fixture
def ines(case):
    DelegationItemFactory(authority=case.authority, what=Delegable.GO, function="Inköpschef", item="4.2")
    return member_of(case, Role.DECISION_MAKER, title="Inköpschef")


@pytest.fixture
def proposed(case, ulla):
    Assessment.write(
        case,
        by=ulla,
        proposal="go",
        kind="numeric",
        full_time_months=96,
        in_favour="- Långt avtal\n- Många händer",
    )
    return Procurement.objects.get(pk=case.pk)


def test_nothing_is_decided_without_a_proposal(case, ulla):
    for act in (
        going_on.make_basis,
        lambda row, by: going_on.send_to_body(row, body="N", meeting_on=clock.today(), by=by),
    ):
        with pytest.raises(RuleBroken, match="Skriv ett förslag först"):
            act(case, by=ulla)


def test_the_basis_says_what_is_proposed_and_gets_versions(proposed, ulla):
    first = going_on.make_basis(proposed, by=ulla)
    assert first.title == "Sysselsättningskrav i ”Skötsel av parker”"
    content = thaw(BasisContent, first.context)
    assert "skarpt krav på minst 96,0" in content.proposal.paragraphs[0]
    assert content.in_favour == ("Långt avtal", "Många händer")
    assert basis_to_sign(proposed) == first
    proposed.edit(place="Ekhamn", by=ulla)
    assert basis_to_sign(proposed) is None
    assert going_on.make_basis(proposed, by=ulla).version == 2


def test_the_worker_makes_the_basis(proposed, ulla):
    document = going_on.make_basis(proposed, by=ulla)
    render(document.pk)
    document.refresh_from_db()
    assert (document.state, document.failure) == ("issued", "")
    assert document.read()[:5] == b"%PDF-"


def test_the_specimen_is_a_basis():
    assert isinstance(specimen(), BasisContent)


def test_a_committee_decides_what_it_likes(proposed, ulla):
    go = going_on.send_to_body(proposed, body="Servicenämnden", meeting_on=clock.today(), by=ulla)
    assert go.state == GoState.WAITING_FOR_BODY
    go.record_body_decision(
        body="Servicenämnden", decided_on=clock.today(), paragraph="118", outcome="no_go", by=ulla
    )
    assert (go.state, go.outcome, go.is_go) == (GoState.DECIDED, "no_go", False)
    assert str(go.way) == "Servicenämnden, §\xa0118" or "118" in str(go.way)


def test_the_minutes_extract_is_kept_as_a_received_record(proposed, ulla):
    go = going_on.send_to_body(proposed, body="Servicenämnden", meeting_on=clock.today(), by=ulla)
    what = {"body": "Servicenämnden", "decided_on": clock.today(), "paragraph": "118", "outcome": "go"}
    going_on.record_body_decision(go, **what, minutes=b"%PDF-1.7\n%%EOF\n", by=ulla)
    kept = Attachment.objects.about(proposed).get()
    assert (kept.name.replace("\xa0", " "), kept.record_status) == ("Protokollsutdrag § 118.pdf", "received")


@pytest.mark.parametrize(("content", "status", "kept"), [(b"%PDF-1.7\n%%EOF\n", 302, 1), (b"hej", 422, 0)])
def test_the_extract_is_handed_in_with_the_decision(client, proposed, ulla, content, status, kept):
    going_on.send_to_body(proposed, body="Servicenämnden", meeting_on=clock.today(), by=ulla)
    client.force_login(ulla.user)

    answer = client.post(
        reverse("procurements:body_decision", args=[proposed.pk]),
        {
            "body": "Servicenämnden",
            "decided_on": clock.today().isoformat(),
            "paragraph": "118",
            "outcome": "go",
            "minutes": SimpleUploadedFile("utdrag.pdf", content, content_type="application/pdf"),
        },
    )

    assert answer.status_code == status
    assert Attachment.objects.about(proposed).count() == kept


def test_a_meeting_that_has_been_held_is_not_sent_to_nor_answered_ahead(proposed, ulla):
    yesterday, tomorrow = (clock.today() + dt.timedelta(days=n) for n in (-1, 1))
    with pytest.raises(RuleBroken):
        going_on.send_to_body(proposed, body="N", meeting_on=yesterday, by=ulla)
    go = going_on.send_to_body(proposed, body="N", meeting_on=tomorrow, by=ulla)
    with pytest.raises(RuleBroken, match="inte hållits"):
        go.record_body_decision(body="N", decided_on=tomorrow, paragraph="1", outcome="go", by=ulla)
    go.postpone(body="N", meeting_on=tomorrow + dt.timedelta(days=7), by=ulla)
    assert go.body_referrals.count() == 2


def test_a_delegate_signs_exactly_the_document_and_decides(proposed, ulla, ines):
    go = going_on.ask_delegate(proposed, delegate=ines, by=ulla)
    assert OutgoingMail.objects.get().to_member == ines
    document = IssuedDocument.objects.get()
    render(document.pk)
    document.refresh_from_db()
    going_on.decide_on_delegation(go, document, by=ines, factor=("totp", clock.now()))
    assert (go.state, go.outcome) == (GoState.DECIDED, "go")
    assert (go.kind, go.full_time_months) == ("numeric", 96)
    assert Signature.objects.get().delegation_item == "4.2"
    assert DelegatedDecision.objects.to_report().get().title == "Gå vidare med ”Skötsel av parker”"


def test_the_delegate_sees_in_a_few_rows_what_she_signs(proposed, ulla, ines):
    proposed.edit(value_sek=30_000_000, base_months=36, option_months=12, by=ulla)
    Assessment.write(proposed, by=ulla, motive="- Lång tid\n- Många händer")
    go = going_on.ask_delegate(Procurement.objects.get(pk=proposed.pk), delegate=ines, by=ulla)
    document = IssuedDocument.objects.get()
    render(document.pk)
    document.refresh_from_db()

    page = signing_page(Procurement.objects.get(pk=proposed.pk), go, ines)

    told = {str(fact.label): str(fact.value).replace("\xa0", " ") for fact in page.facts}
    assert told == {
        "Förslag": "Gå vidare med ett sysselsättningskrav",
        "Typ av krav": "Skarpt krav",
        "Föreslagen omfattning under avtalet": "96,0 heltidsmånader",
        "Beräknat värde": "30 000 000 kr exklusive moms, optioner inräknade",
        "Avtalstid": "36 månader",
        "Optioner att förlänga": "12 månader",
        "Varför det här föreslås": "Lång tid Många händer",
        "Du beslutar som": "Inköpschef",
        "Punkt i delegationsordningen": "4.2",
    }
    assert page.fingerprint.replace(" ", "") == document.sha256


WAYS = [
    ("referral", {"body": "Servicenämnden", "meeting_on": "2099-04-01"}),
    ("delegate_request", {}),
]


@pytest.mark.parametrize(("way", "sent"), WAYS)
def test_what_the_basis_lacks_is_listed_and_sent_only_with_a_tick(as_member, proposed, ulla, ines, way, sent):
    client, url = as_member(ulla), reverse(f"procurements:{way}", args=[proposed.pk])
    sent = {"delegate": ines.pk, **sent}
    page = client.get(url).content.decode()
    assessment = reverse("procurements:assessment", args=[proposed.pk])
    assert page.count("Inte besvarat: ") == 8
    assert f'href="{assessment}#id_fits_the_type_0"' in page
    assert "Inget är skrivet: Det talar emot" in page
    assert "Inget är skrivet: Det talar för" not in page

    assert client.post(url, sent).status_code == 422
    assert not proposed.go_decisions.exists()
    assert client.post(url, {**sent, "despite": "on"}).status_code == 302
    assert proposed.go_decisions.get().is_waiting


def test_a_whole_basis_is_sent_without_a_tick(as_member, proposed, ulla, ines):
    whole = dict.fromkeys(Assessment.QUESTIONS, "yes") | {"against": "Dyrt.", "motive": "Lång tid."}
    Assessment.write(proposed, by=ulla, **whole)
    url = reverse("procurements:delegate_request", args=[proposed.pk])
    assert "saknas i beslutsunderlaget" not in as_member(ulla).get(url).content.decode()
    assert as_member(ulla).post(url, {"delegate": ines.pk}).status_code == 302


def test_an_unfinished_assessment_comes_before_the_decision_and_the_basis_can_be_made(proposed, ulla):
    def rows():
        return rows_of(with_sheets(Procurement.objects.all()).get(pk=proposed.pk))

    assert next_task(rows()).key == "assessment"
    basis = next(task for task in tasks_of(rows(), "analyse") if task.key == "basis")
    assert (basis.can_start, basis.hint) == (True, "Besvara de åtta frågorna först.")
    going_on.send_to_body(proposed, body="Servicenämnden", meeting_on=clock.today(), by=ulla)
    assert next_task(rows()).key == "go_decision"


def test_the_basis_names_who_decides_and_says_what_is_not_noted(proposed, ulla, ines):
    def said() -> BasisContent:
        return thaw(BasisContent, IssuedDocument.objects.order_by("-version").first().context)

    going_on.make_basis(proposed, by=ulla)
    authority = proposed.authority
    assert said().proposal.paragraphs[0].startswith(f"{authority} beslutar att gå vidare")
    assert said().against == ("Inget har antecknats.",)

    going_on.ask_delegate(proposed, delegate=ines, by=ulla)
    words = f"Inköpschef, på delegation från {authority}, beslutar att gå vidare"
    assert said().proposal.paragraphs[0].startswith(words)

    Assessment.write(proposed, by=ulla, in_favour="")
    going_on.prepare_to_decide(Procurement.objects.get(pk=proposed.pk), by=ines)
    assert (said().in_favour, said().against) == ((), ())


def test_what_has_changed_since_is_not_signed(proposed, ulla, ines):
    go = going_on.ask_delegate(proposed, delegate=ines, by=ulla)
    document = IssuedDocument.objects.get()
    proposed.edit(place="Annan ort", by=ulla)
    with pytest.raises(RuleBroken, match="har ändrats"):
        going_on.decide_on_delegation(go, document, by=ines, factor=("totp", clock.now()))
    assert not Signature.objects.exists()


def test_only_somebody_the_order_names_is_asked(proposed, ulla):
    stranger = member_of(proposed, Role.DECISION_MAKER, title="Kanslichef")
    with pytest.raises(RuleBroken):
        going_on.ask_delegate(proposed, delegate=stranger, by=ulla)
    assert not proposed.go_decisions.exists()


def test_a_returned_proposal_is_sent_again(proposed, ulla, ines):
    go = going_on.ask_delegate(proposed, delegate=ines, by=ulla)
    with pytest.raises(RuleBroken, match="skäl"):
        go.send_back(reason="", by=ines)
    go.send_back(reason="Räkna om volymen.", by=ines)
    assert go.state == GoState.RETURNED
    Assessment.write(proposed, by=ulla, full_time_months=48)
    assert going_on.ask_delegate(proposed, delegate=ines, by=ulla) == go


FROM_A_WORD_PROCESSOR = (
    "\ufeff\uf0b7 ”Långt avtal” \u2013 1\u202f000 h\v\uf0b7 Många händer\u200b\u2028\uf0b7 e\u2011post\xad"
)


def test_a_proposal_pasted_from_a_word_processor_becomes_a_document(case, ulla, as_member):
    """What nobody sees in it must not be the reason why no document can be made."""
    pasted = {
        "proposal": "go",
        "kind": "numeric",
        "full_time_months": "96",
        "in_favour": FROM_A_WORD_PROCESSOR,
    }
    client = as_member(ulla)
    client.post(reverse("procurements:assessment", args=[case.pk]), pasted)
    client.post(reverse("procurements:decision_basis", args=[case.pk]))

    document = IssuedDocument.objects.get()
    said = thaw(BasisContent, document.context)
    assert said.in_favour == ("”Långt avtal” – 1\xa0000 h", "Många händer", "e-post")
    render(document.pk)
    document.refresh_from_db()
    assert document.is_issued


@pytest.fixture
def unproved(proposed, ulla):
    """Decided by a committee whose minutes are not approved yet."""
    go = going_on.send_to_body(proposed, body="Servicenämnden", meeting_on=clock.today(), by=ulla)
    what = {"body": "Servicenämnden", "decided_on": clock.today(), "paragraph": "118", "outcome": "go"}
    going_on.record_body_decision(go, **what, by=ulla)
    return go


def test_minutes_that_come_later_are_asked_for_and_added(client, unproved, proposed, ulla):
    page, url = unproved.get_absolute_url(), reverse("procurements:minutes", args=[proposed.pk])
    client.force_login(ulla.user)
    assert [(row.action, row.url) for row in told_by(to_do, ulla) if row.kind == "procurements.minutes"] == [
        ("Lägg till protokollsutdraget", url)
    ]
    assert url in client.get(page).content.decode()

    file = SimpleUploadedFile("utdrag.pdf", b"%PDF-1.7\n%%EOF\n", content_type="application/pdf")
    answer = client.post(url, {"minutes": file})

    unproved.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert unproved.minutes == Attachment.objects.about(proposed).get()
    assert unproved.minutes.record_status == "received"
    assert [row for row in told_by(to_do, ulla) if row.kind == "procurements.minutes"] == []
    assert url not in client.get(page).content.decode()


def test_minutes_are_added_once(client, unproved, proposed, ulla):
    going_on.attach_minutes(unproved, minutes=b"%PDF-1.7\n%%EOF\n", by=ulla)
    client.force_login(ulla.user)

    assert client.get(reverse("procurements:minutes", args=[proposed.pk])).status_code == 403
    with pytest.raises(RuleBroken, match="saknar protokoll"):
        going_on.attach_minutes(unproved, minutes=b"%PDF-1.7\n%%EOF\n", by=ulla)
    assert Attachment.objects.about(proposed).count() == 1


def test_a_proposal_that_waits_has_no_minutes_to_add(client, proposed, ulla):
    going_on.send_to_body(proposed, body="Servicenämnden", meeting_on=clock.today(), by=ulla)
    client.force_login(ulla.user)

    assert client.get(reverse("procurements:minutes", args=[proposed.pk])).status_code == 403
    assert [row for row in told_by(to_do, ulla) if row.kind == "procurements.minutes"] == []
