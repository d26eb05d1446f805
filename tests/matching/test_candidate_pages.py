"""Pages of candidates, proposals and placements; and that a planted name is on none but one of them."""

import pytest
from django.urls import reverse

from core.models import AuditRow, OutgoingMail
from matching.models import Candidate, Placement, Proposal
from organisations.permissions import Role
from tests.matching.factories import (
    NAME,
    PHONE,
    agreed_by,
    candidate_of,
    officer_for,
    placement_in,
    proposal_in,
    representative_of,
)
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory


def page(name, row):
    return reverse(f"matching:{name}", args=[row.pk])


def registration(officer, **changes):
    told = {"authority": officer.authorities.get().pk, "competences": "röjsåg, trädgård", "name": NAME}
    return told | changes


def test_a_candidate_in_half_a_minute(client, officer):
    answer = client.post(reverse("matching:candidate_new"), registration(officer, belongs="on"))

    row = Candidate.objects.get()
    assert (answer.status_code, answer.url) == (302, row.get_absolute_url())
    assert (row.competences, row.in_target_group, row.confirmed_by) == (["röjsåg", "trädgård"], True, officer)


def test_with_a_protected_identity_a_name_is_refused(client, officer):
    answer = client.post(reverse("matching:candidate_new"), registration(officer, is_protected="on"))

    assert answer.status_code == 422
    assert Candidate.objects.count() == 0


def test_a_candidate_of_another_authority_is_not_registered(client, officer):
    other = AuthorityFactory(organisation=officer.organisation)

    answer = client.post(reverse("matching:candidate_new"), registration(officer, authority=other.pk))

    assert answer.status_code == 422


def test_a_name_is_shown_only_after_a_logged_look(client, officer):
    row = candidate_of(officer)
    assert NAME not in client.get(page("candidate", row)).content.decode()
    assert AuditRow.objects.filter(action="candidate.identity_seen").count() == 0

    shown = client.post(page("identity", row))

    html = client.get(shown.url).content.decode()
    assert NAME in html
    assert PHONE in html
    assert AuditRow.objects.get(action="candidate.identity_seen").member == officer


def test_the_identity_is_not_kept_by_the_browser(client, officer):
    answer = client.get(page("candidate", candidate_of(officer)))

    assert "no-store" in answer["Cache-Control"]


def test_confirming_resting_and_changing(client, officer):
    row = candidate_of(officer, confirmed=False)

    assert client.post(page("target_group", row), {"belongs": "no"}).status_code == 302
    assert client.post(page("candidate_rest", row)).status_code == 302
    assert client.post(page("candidate_content", row), {"competences": "svetsning"}).status_code == 302
    assert client.post(page("candidate_identity", row), {"name": "Ny"}).status_code == 302

    row.refresh_from_db()
    assert (row.in_target_group, row.is_looking, row.competences) == (False, False, ["svetsning"])


OWN = ["candidate", "candidate_content", "candidate_identity", "target_group"]
STEPS = ["proposal", "person_answer", "secrecy_test", "choosing", "start", "withdrawal"]


@pytest.mark.parametrize("name", [*OWN, "identity", "candidate_rest"])
def test_candidates_of_another_authority_are_not_there(as_member, client, officer, name):
    row = candidate_of(officer)
    other = AuthorityFactory(organisation=officer.organisation)
    colleague = MembershipFactory(
        organisation=officer.organisation, authority=other, roles=[Role.MATCHING_OFFICER, Role.COORDINATOR]
    )

    for answer in (
        as_member(colleague).post(page(name, row)),
        client.post(reverse(f"matching:{name}", args=[10**9])),
    ):
        assert answer.status_code == 404


@pytest.mark.parametrize("name", STEPS)
def test_proposals_of_another_authority_are_not_there(as_member, db, name):
    proposal = proposal_in("willing")
    stranger = officer_for(CommitmentFactory())

    assert as_member(stranger).get(page(name, proposal)).status_code == 404


@pytest.mark.parametrize("role", [Role.PROCURER, Role.DECISION_MAKER, Role.REGISTRAR, Role.COORDINATOR])
@pytest.mark.parametrize("name", ["candidate", "identity", "proposal", "secrecy_test"])
def test_other_roles_do_not_come_in(as_member, officer, commitment, role, name):
    proposal = proposal_in("willing", officer=officer, profile=agreed_by(officer, commitment))
    row = proposal if name in STEPS else proposal.candidate
    member = MembershipFactory(
        organisation=officer.organisation, authority=commitment.authority, roles=[role]
    )

    assert as_member(member).get(page(name, row)).status_code == 403


def test_the_whole_way_from_question_to_start(client, officer, commitment, supplier):
    proposal = Proposal.ask(agreed_by(officer, commitment), candidate_of(officer), by=officer)

    assert client.post(page("person_answer", proposal), {}).status_code == 422
    assert (
        client.post(page("person_answer", proposal), {"says": "yes", "through": "phone"}).status_code == 302
    )
    test = {"fields_passed_on": ["competences"], "legal_ground": "no_harm", "why_no_harm": "Yrke"}
    assert client.post(page("secrecy_test", proposal), test | {"why_no_harm": ""}).status_code == 422
    assert client.post(page("secrecy_test", proposal), test).status_code == 302
    assert OutgoingMail.objects.get(kind="matching.proposal_to_answer").to_member == supplier
    assert client.post(page("choosing", proposal), {"choosing": "chosen"}).status_code == 302
    start = {"type": "employment", "form": "seasonal", "starts_on": "1 april 2027", "percent": "75"}
    start |= {"attribution": "direct_requirement", "attribution_reason": "Ny plats"}
    assert client.post(page("start", proposal), start | {"attribution_reason": ""}).status_code == 422
    assert client.post(page("start", proposal), start).status_code == 302

    proposal.refresh_from_db()
    assert (proposal.state, str(proposal.placement.scope)) == ("started", "0.7500")
    assert client.get(page("proposal", proposal)).status_code == 200


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("asked", "secrecy_test"),
        ("willing", "start"),
        ("disclosed", "person_answer"),
        ("started", "withdrawal"),
    ],
)
def test_a_step_that_is_not_next_is_refused_with_its_reason(client, officer, profile, state, name):
    answer = client.get(page(name, proposal_in(state, officer=officer, profile=profile)))

    assert answer.status_code == 403
    assert "går inte att göra nu" in answer.content.decode()


def test_taking_back(client, officer, profile):
    proposal = proposal_in("disclosed", officer=officer, profile=profile)

    assert client.post(page("withdrawal", proposal), {}).status_code == 422
    assert client.post(page("withdrawal", proposal), {"because": "person"}).status_code == 302


def test_a_placement_is_judged_ended_and_confirmed(client, commitment, officer):
    placement = placement_in(commitment)

    judged = {"attribution": "relation_spillover", "reason": "Kontakten", "judged_on": "2 april 2026"}
    assert client.post(page("placement_attribution", placement), judged).status_code == 302
    confirmed = {"basis": "matching", "on": "2 april 2026"}
    assert client.post(page("placement_group", placement), confirmed).status_code == 302
    ended = {"ended_on": "30 april 2026", "because": "resigned"}
    assert client.post(page("placement_end", placement), ended).status_code == 302
    again = client.post(page("placement_end", placement), ended)

    placement.refresh_from_db()
    assert (placement.attribution, placement.ended_because) == ("relation_spillover", "resigned")
    assert (placement.group_confirmed_by, again.status_code) == (officer, 422)
    assert client.get(page("placement", placement)).status_code == 200


def test_a_start_outside_the_contracts_counts_in_no_commitment(client, commitment, officer):
    told = {
        "supplier": commitment.contract.supplier_id,
        "type": "employment",
        "form": "permanent",
        "starts_on": "1 april 2026",
        "percent": "100",
        "route": "own",
        "attribution": "relation_spillover",
        "attribution_reason": "Bolaget ringde själv",
    }

    assert client.post(reverse("matching:placement_new"), told | {"attribution": ""}).status_code == 422
    answer = client.post(reverse("matching:placement_new"), told)

    row = Placement.objects.get()
    assert (answer.url, row.commitment, row.authority) == (row.get_absolute_url(), None, commitment.authority)
    assert (row.counts, row.attribution) == (False, "relation_spillover")


@pytest.mark.parametrize("name", ["placement", "placement_end", "placement_attribution"])
def test_a_foreign_placement_is_not_there(client, name):
    assert client.get(page(name, placement_in(CommitmentFactory()))).status_code == 404


def addresses(commitment, proposal):
    """Pages on which a procurer, leader, registrar or supplier meets the matching."""
    case = commitment.contract.lot.procurement
    yield from (reverse("home"), commitment.get_absolute_url(), case.get_absolute_url())
    yield proposal.profile.get_absolute_url()
    yield from (reverse("matching:profile_list"), reverse("matching:request_list"))
    yield from (proposal.placement.get_absolute_url(), reverse("suppliers:proposal_list"))
    yield reverse("suppliers:proposal", args=[proposal.pk])
    yield reverse("search", query={"q": NAME.split()[0]})


@pytest.mark.parametrize(
    "role", [Role.PROCURER, Role.CONTRACT_MANAGER, Role.DECISION_MAKER, Role.REGISTRAR, None]
)
def test_a_planted_name_is_on_no_page_of_others(as_member, officer, commitment, role):
    proposal = proposal_in("started", officer=officer, profile=agreed_by(officer, commitment))
    reader = representative_of(commitment)
    if role is not None:
        reader = MembershipFactory(
            organisation=officer.organisation, authority=commitment.authority, roles=[role]
        )
    client = as_member(reader)

    seen = [client.get(address) for address in addresses(commitment, proposal)]

    assert 200 in [answer.status_code for answer in seen]
    for answer in seen:
        html = answer.content.decode()
        assert not any(planted in html for planted in (NAME, PHONE, f"{proposal.candidate.reference} →"))


def test_a_planted_name_is_in_no_mail_and_no_trail(officer, commitment, supplier, mailoutbox, client):
    from core.delivery import send_due

    proposal = Proposal.ask(agreed_by(officer, commitment), candidate_of(officer), by=officer)
    client.post(page("person_answer", proposal), {"says": "yes", "through": "phone"})
    test = {"fields_passed_on": ["competences"], "legal_ground": "no_harm", "why_no_harm": "Yrke"}
    client.post(page("secrecy_test", proposal), test)
    send_due()

    assert len(mailoutbox) == 1
    assert NAME not in mailoutbox[0].body
    assert not any(NAME in str(row.changes) for row in AuditRow.objects.all())


def test_a_start_sent_again_with_a_change_leads_to_the_placement(client, officer, profile):
    proposal = proposal_in("started", officer=officer, profile=profile)
    told = {"type": "employment", "form": "probation", "starts_on": "2 april 2027", "percent": "50"}
    told |= {"attribution": "direct_requirement", "attribution_reason": "En ny plats som kom till för kravet"}

    answer = client.post(page("start", proposal), told)

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Starten är redan antecknad" in html
    assert f'<a href="{proposal.placement.get_absolute_url()}">Till sysselsättningen' in html
    assert "Ingen behörighet" not in html
    assert "Du kan inte öppna" not in html
    for label in ("Anställning", "Provanställning", "Direkt följd av kravet"):
        assert f"<li>{label}</li>" in html
    for code in ("employment", "probation", "direct_requirement"):
        assert code not in html
    assert "En ny plats som kom till för kravet" in html
    proposal.placement.refresh_from_db()
    assert str(proposal.placement.starts_on) == "2027-04-01"


def test_a_refused_answer_is_given_back_in_words(client, officer, profile):
    proposal = proposal_in("started", officer=officer, profile=profile)

    html = client.post(page("person_answer", proposal), {"says": "yes", "through": "phone"}).content.decode()

    assert "<li>Ja, jag vill ha arbetet</li>" in html
    assert "<li>Per telefon</li>" in html
    assert "<li>phone</li>" not in html
