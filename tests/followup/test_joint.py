"""A contract that one authority runs and others take part in: who knows what of it."""

from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from lxml import html

from core import clock
from core.actors import SystemJob
from core.models import Message
from followup.actions.dialogue import record_dialogue
from followup.attachments import put
from followup.messages import messages_for, send
from followup.notes import write_note
from matching.models import Placement
from organisations.models import Organisation, Part
from organisations.permissions import ROLE_PERMISSIONS, Permission, Role
from procurements.models import Commitment, Participant
from suppliers.actions.schedule import open_reports
from suppliers.joint import share_text
from suppliers.models import Report
from suppliers.queries import standings
from tests.matching.factories import agreed_by, officer_for, placement_in
from tests.organisations.factories import AuthorityFactory, MembershipFactory, OrganisationFactory
from tests.procurements.factories import CommitmentFactory

SEES = [role for role in Role if Permission.COMMITMENT_SEE in ROLE_PERMISSIONS[role]]


@pytest.fixture
def joint(db) -> Commitment:
    """Run by one authority; another one buys 30 per cent. Everything hangs on it."""
    row = CommitmentFactory(kind="dialogue", full_time_months=None)
    officer = officer_for(row)
    Organisation.objects.update(parts=list(Part.values))
    row = Commitment.objects.get(pk=row.pk)
    runs = MembershipFactory(
        organisation=row.authority.organisation, authority=row.authority, roles=[Role.PROCURER]
    )
    case = row.contract.lot.procurement
    Participant.objects.get_or_create(procurement=case, authority=case.authority, is_running=True)
    partner = AuthorityFactory(organisation=OrganisationFactory(parts=list(Part.values)))
    Participant.objects.create(procurement=case, authority=partner, share=Decimal("0.3"))
    placement_in(row)
    agreed_by(officer, row)
    open_reports(row)
    send(row, text="Hemligt mellan oss", by=runs)
    write_note(row, text="Ring dem.", authority=row.authority, by=runs)
    put(row, name="Plan.pdf", content=b"%PDF-1.7 plan", status="drawn_up", is_shared=True, by=runs)
    record_dialogue(
        row, held_on=clock.today(), result="none", outcome="Ingen plats nu.", topics="Våren", by=runs
    )
    return row


def taking_part(joint: Commitment, role: Role):
    authority = Participant.objects.get(is_running=False).authority
    until = clock.today() if role == Role.AUDITOR else None
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[role], valid_until=until
    )


def addresses(joint: Commitment) -> dict[str, str]:
    """Every page that hangs on the contract itself."""
    content_type = ContentType.objects.get_for_model(Commitment).pk
    found = {
        name: reverse(f"followup:{name}", args=[joint.pk])
        for name in ("dialogue", "change_list", "hearing", "outcome_list")
    }
    for name in ("thread", "note_list", "attachment_list"):
        found[name] = reverse(f"followup:{name}", args=[content_type, joint.pk])
    found["report"] = Report.objects.first().get_absolute_url()
    found["placement"] = Placement.objects.get().get_absolute_url()
    found["profile"] = joint.profiles.get().get_absolute_url()
    return found


@pytest.mark.parametrize("role", SEES)
def test_whoever_takes_part_sees_how_it_stands_and_nothing_said_or_kept_under_it(joint, role, as_member):
    member = taking_part(joint, role)
    client = as_member(member)

    shown = client.get(joint.get_absolute_url())
    words = " ".join(html.fromstring(shown.content.decode()).text_content().split())

    assert shown.status_code == 200
    assert {fact.label: fact.value for fact in shown.context["page"].facts}["Egen andel"] == "30\xa0%"
    assert shown.context["page"].figures[0].value == "1"
    assert not [bad for bad in ("Hemligt", "Ring dem", "Plan.pdf", "Ingen plats nu") if bad in words]
    assert Placement.objects.get().person.reference not in words
    answers = {name: client.get(url).status_code for name, url in addresses(joint).items()}
    assert set(answers.values()) <= {404, 403}, answers
    assert [name for name, url in addresses(joint).items() if url in shown.content.decode()] == []


def test_the_running_authority_sees_all_of_it_and_a_stranger_nothing(joint, as_member):
    """What is refused above is there to be seen."""
    runs = MembershipFactory(
        organisation=joint.authority.organisation, authority=joint.authority, roles=[Role.PROCURER]
    )
    stranger, beside = (
        MembershipFactory(roles=[Role.PROCURER]),
        MembershipFactory(
            organisation=joint.authority.organisation,
            authority=AuthorityFactory(organisation=joint.authority.organisation),
            roles=[Role.PROCURER],
        ),
    )
    every = addresses(joint) | {"contract": joint.get_absolute_url()}

    seen = {name: as_member(runs).get(url).status_code for name, url in every.items()}
    hidden = {as_member(other).get(url).status_code for other in (stranger, beside) for url in every.values()}

    assert set(seen.values()) == {200}, seen
    assert hidden == {404}


def test_messages_stay_between_those_who_follow_it(joint):
    member = taking_part(joint, Role.PROCURER)

    assert Message.objects.count() == 1
    assert list(messages_for(member)) == []
    assert list(Commitment.objects.joint_for(member)) == [joint]
    assert list(Commitment.objects.followed_by(member)) == []


def test_the_question_of_a_row_answers_as_that_of_rows(joint):
    members = [taking_part(joint, role) for role in (Role.PROCURER, Role.DECISION_MAKER)]
    members += [MembershipFactory(organisation=joint.contract.supplier, roles=[Role.SUPPLIER_REPRESENTATIVE])]
    members += [MembershipFactory(organisation=joint.authority.organisation, roles=[Role.PROCURER])]

    for member in members:
        found = Commitment.objects.followed_by(member).filter(pk=joint.pk).exists()
        assert joint.is_followed_by(member) == found


def test_it_is_in_the_list_and_the_export_but_counts_at_home_only(joint, as_member):
    member = taking_part(joint, Role.DECISION_MAKER)
    client = as_member(member)
    listing, export = reverse("suppliers:commitment_list"), reverse("suppliers:commitment_export")

    assert [row.commitment for row in client.get(listing).context["rows"]] == [joint]
    assert [row.commitment for row in client.get(f"{listing}?part=own").context["rows"]] == []
    assert [row.commitment for row in client.get(f"{listing}?part=joint").context["rows"]] == [joint]
    assert joint.title in client.get(export).content.decode("utf-8-sig")
    page = client.get(reverse("followup:dashboard")).context["page"]
    assert page.figures[0].value == "0"
    assert "1 avtal som en annan myndighet driver" in page.scope_note
    assert "part=own" in page.figures[-1].url


def test_the_case_leads_to_it_without_tasks_that_are_not_theirs(joint, as_member):
    case = joint.contract.lot.procurement
    type(case).objects.filter(pk=case.pk).update(state="manage")
    member = taking_part(joint, Role.PROCURER)

    shown = as_member(member).get(case.get_absolute_url()).content.decode()

    assert joint.get_absolute_url() in shown
    assert Report.objects.first().get_absolute_url() not in shown
    assert reverse("followup:dialogue", args=[joint.pk]) not in shown


def test_whoever_takes_part_changes_nothing(joint, as_member):
    """Every address with the contract's key that takes a post."""
    client = as_member(taking_part(joint, Role.PROCURER))
    names = ("closing", "change_new", "dialogue_meeting", "statement_request", "relief")
    posted = [reverse(f"followup:{name}", args=[joint.pk]) for name in names]
    posted += [reverse(f"suppliers:{name}", args=[joint.pk]) for name in ("report_request", "contact_new")]

    assert {client.post(url).status_code for url in posted} <= {403, 404}


@pytest.mark.parametrize(
    ("share", "told"),
    [(Decimal("0.3"), "30\xa0%, det vill säga 7,2 heltidsmånader av de krävda"), (None, "Inte angiven")],
)
def test_the_share_in_words(db, share, told):
    row = CommitmentFactory(full_time_months=24)
    part = Participant(procurement=row.contract.lot.procurement, authority=AuthorityFactory(), share=share)

    assert share_text(part, standings([row])[row.pk]) == told


def test_what_is_late_between_the_parties_is_not_listed_for_those_who_take_part(joint, as_member):
    """Also not a first start or a request that nobody answers: they follow none of it."""
    Commitment.objects.update(kind="combined", full_time_months=24, dialogue_first_within_months=1)
    Placement.objects.get().withdraw(by=SystemJob("test"), reason="Ingen började")
    leader = taking_part(joint, Role.DECISION_MAKER)
    runs = MembershipFactory(organisation=joint.authority.organisation, roles=[Role.DECISION_MAKER])
    url = reverse("followup:late_list")

    assert as_member(runs).get(url).context["page"].paginator.count > 0
    assert as_member(leader).get(url).context["page"].paginator.count == 0
