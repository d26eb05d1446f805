"""From award to commitment: bids kept secret, the standstill enforced, terms copied, news told."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.models import AuditRow
from core.rules import RuleBroken
from organisations.permissions import Role
from procurements.actions.signing import Signed, SupplierContact, record_award, sign_contract
from procurements.choices import RulingOutcome
from procurements.models import Award, Bid, Commitment, CourtReview, Requirement, Waiver
from procurements.models.terms import terms_of
from procurements.signals import contract_signed
from procurements.states import AwardState, CaseState, MeetingState, RequirementState
from reference.regimes import Regime
from tests.organisations.factories import AuthorityFactory, OrganisationFactory, organisation_number
from tests.procurements.factories import AwardFactory, CaseFactory, RequirementFactory, member_of, procurer_of

pytestmark = pytest.mark.django_db
SENT = dt.date(2019, 4, 1)


def noon(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}T11:00:00+00:00")


@pytest.fixture
def case():
    return CaseFactory(state=CaseState.PROCURE)


@pytest.fixture
def ulla(case):
    return procurer_of(case)


@pytest.fixture
def award(case, ulla):
    """Notified electronically on 1 April 2019; the requirement is published."""
    RequirementFactory(
        case=case, member=ulla, state=RequirementState.LOCKED, yearly_average=24, full_time_months=None
    )
    return AwardFactory(case=case, state=AwardState.NOTIFIED, notified_on=SENT, is_electronic=True)


def paper(signed_on: str, **more) -> Signed:
    day = dt.date.fromisoformat(signed_on)
    return Signed(signed_on=day, starts_on=day, ends_on=day + dt.timedelta(days=1460), **more)


def test_signing_is_refused_to_the_day_and_says_why(award, ulla):
    with clock.frozen(noon("2019-04-12")):
        with pytest.raises(RuleBroken, match="till och med 11\xa0april\xa02019"):
            sign_contract(award, paper("2019-04-11"), by=ulla)
        assert not Commitment.objects.exists()
        sign_contract(award, paper("2019-04-12"), by=ulla)
    assert award.lot.procurement.__class__.objects.get().state == CaseState.IMPLEMENT


def test_a_contract_is_not_signed_ahead_of_its_day(award, ulla):
    with clock.frozen(noon("2019-04-11")), pytest.raises(RuleBroken, match="inte före"):
        sign_contract(award, paper("2019-04-12"), by=ulla)


def test_the_commitment_has_the_terms_of_the_requirement(award, ulla, django_capture_on_commit_callbacks):
    heard = []

    def listener(**news):
        heard.append((news["contract"], news["commitment"], news["by"]))

    contract_signed.connect(listener)
    contact = SupplierContact(name="Lars Leverantör", email="lars@example.org")
    with clock.frozen(noon("2019-05-02")), django_capture_on_commit_callbacks(execute=True) as callbacks:
        contract = sign_contract(award, paper("2019-05-02", contact=contact), by=ulla)
    contract_signed.disconnect(listener)
    commitment = Commitment.objects.get()
    assert terms_of(commitment) == terms_of(Requirement.objects.get())
    assert (commitment.state, commitment.contract_manager_id) == ("running", None)
    assert [(c.name, c.reports) for c in commitment.contacts.all()] == [("Lars Leverantör", True)]
    assert contract.start_meeting.due_on == dt.date(2019, 6, 1)
    assert heard == [(contract, commitment, ulla)]
    assert callbacks


def test_a_review_stops_the_signing_until_some_days_after_the_court(award, ulla):
    with clock.frozen(noon("2019-06-13")):
        review = CourtReview.file(
            award, court="Förvaltningsrätten", case_number="1-19", filed_on=SENT, by=ulla
        )
        with pytest.raises(RuleBroken, match="överprövas"):
            sign_contract(award, paper("2019-05-02"), by=ulla)
        review.rule(decided_on=dt.date(2019, 6, 3), outcome=RulingOutcome.STANDS, by=ulla)
        with pytest.raises(RuleBroken, match="13\xa0juni"):
            sign_contract(award, paper("2019-06-13"), by=ulla)
        with pytest.raises(RuleBroken):
            review.rule(decided_on=SENT, outcome=RulingOutcome.REDO, by=ulla)
    with clock.frozen(noon("2019-06-14")):
        sign_contract(award, paper("2019-06-14"), by=ulla)


def test_a_direct_procurement_is_signed_the_same_day_without_approval():
    case = CaseFactory(state=CaseState.PROCURE, regime=Regime.DIRECT)
    ulla = procurer_of(case)
    requirement = RequirementFactory(case=case, member=ulla)
    number = organisation_number(900_002)
    award = record_award(
        case, supplier_name="Snabb AB", supplier_number=number, decided_on=clock.today(), by=ulla
    )
    sign_contract(award, paper(clock.today().isoformat()), by=ulla)
    requirement.refresh_from_db()
    assert requirement.state == RequirementState.LOCKED
    assert requirement.versions.count() == 1
    assert Commitment.objects.get().full_time_months == 24


def test_an_advertised_requirement_must_be_approved(case, ulla):
    RequirementFactory(case=case, member=ulla)
    award = AwardFactory(case=case, state=AwardState.NOTIFIED, notified_on=SENT, is_electronic=True)
    with pytest.raises(RuleBroken, match="godkännas"):
        sign_contract(award, paper("2019-05-02"), by=ulla)


def test_without_a_requirement_there_is_a_contract_and_no_commitment(case, ulla):
    award = AwardFactory(case=case, state=AwardState.NOTIFIED, notified_on=SENT, is_electronic=True)
    with pytest.raises(RuleBroken, match="Det finns inget krav"):
        sign_contract(award, paper("2019-05-02"), by=ulla)
    Waiver.give(case, "requirement", reason="Passade inte.", by=ulla)
    contract = sign_contract(award, paper("2019-05-02"), by=ulla)
    assert contract.start_meeting.state == MeetingState.TO_BOOK
    assert not Commitment.objects.exists()


def test_a_notification_follows_the_decision_and_is_corrected_with_a_reason(case, ulla):
    award = AwardFactory(case=case)
    with pytest.raises(RuleBroken):
        award.notify(sent_on=dt.date(2019, 3, 31), is_electronic=True, by=ulla)
    with pytest.raises(RuleBroken):
        award.notify(sent_on=clock.today() + dt.timedelta(days=1), is_electronic=True, by=ulla)
    award.notify(sent_on=SENT, is_electronic=True, by=ulla)
    with pytest.raises(RuleBroken, match="skäl"):
        award.notify(sent_on=dt.date(2019, 4, 2), is_electronic=True, by=ulla)
    award.notify(
        sent_on=dt.date(2019, 4, 2), is_electronic=False, by=ulla, reason="Ett brev gick dagen efter."
    )
    assert (award.notified_on, award.is_electronic) == (dt.date(2019, 4, 2), False)


def test_one_award_stands_at_a_time(case, ulla):
    award = AwardFactory(case=case)
    number = organisation_number(900_003)
    with pytest.raises(RuleBroken, match="redan en tilldelning"):
        record_award(case, supplier_name="B AB", supplier_number=number, decided_on=SENT, by=ulla)
    award.withdraw(reason="Fel i utvärderingen.", by=ulla)
    assert (
        record_award(case, supplier_name="B AB", supplier_number=number, decided_on=SENT, by=ulla).state
        == "made"
    )


@pytest.mark.parametrize("name", ["Rena Hjulen", "RENA HJULEN AB"])
def test_a_winner_by_its_known_name_is_not_asked_about(case, ulla, as_member, name):
    known = OrganisationFactory(supplier=True, name="Rena Hjulen")

    answer = post_award(as_member(ulla), case, supplier_name=name, supplier_number=known.number)

    assert answer.status_code == 302
    assert Award.objects.get().supplier == known


def test_a_winner_whose_number_belongs_to_another_name_is_asked_about(case, ulla, as_member):
    known, client = OrganisationFactory(supplier=True, name="Rena Hjulen"), as_member(ulla)
    told = {"supplier_name": "Snö AB", "supplier_number": known.number}

    answer = post_award(client, case, **told)
    another = post_award(client, case, **told, is_this_supplier=organisation_number(5))
    before = Award.objects.count()
    agreed = post_award(client, case, **told, is_this_supplier=known.number)

    assert answer.context["form"].errors == {
        "supplier_number": ["Numret tillhör Rena Hjulen. Är det samma leverantör?"]
    }
    assert "Ja, det är Rena Hjulen" in answer.content.decode()
    assert (answer.status_code, another.status_code, before, agreed.status_code) == (422, 422, 0, 302)
    assert Award.objects.get().supplier == known


def test_the_empty_award_page_asks_no_question(case, ulla, as_member):
    page = as_member(ulla).get(reverse("procurements:award", args=[case.pk])).content.decode()

    assert 'name="supplier_number"' in page
    assert "is_this_supplier" not in page


def post_award(client, case, **told):
    return client.post(
        reverse("procurements:award", args=[case.pk]), {"decided_on": str(clock.today()), **told}
    )


def test_no_award_before_step_procure_nor_in_the_future(ulla):
    number = organisation_number(900_004)
    early = CaseFactory()
    with pytest.raises(RuleBroken, match="steg 4"):
        record_award(early, supplier_name="B AB", supplier_number=number, decided_on=SENT, by=ulla)
    late = CaseFactory(state=CaseState.PROCURE)
    tomorrow = clock.today() + dt.timedelta(days=1)
    with pytest.raises(RuleBroken):
        record_award(late, supplier_name="B AB", supplier_number=number, decided_on=tomorrow, by=ulla)


def test_bids_are_for_those_at_the_running_authority_who_may_see_them(case, ulla):
    bid = Bid.note(AwardFactory(case=case), bidder="Hemlig AB", price_sek=1_000_000, by=ulla)
    others = [role for role in Role if role not in {Role.PROCURER, Role.AUDITOR}]
    assert list(Bid.objects.visible_to(ulla)) == [bid]
    for role in others:
        assert not Bid.objects.visible_to(member_of(case, role)).exists(), role
    foreign = procurer_of(CaseFactory(authority=AuthorityFactory(organisation=case.authority.organisation)))
    assert not Bid.objects.visible_to(foreign).exists()


def test_a_bid_noted_by_a_deputy_names_both(case, ulla):
    deputy = procurer_of(case)
    deputy.acting_for = ulla

    Bid.note(AwardFactory(case=case), bidder="Hemlig AB", price_sek=1, by=deputy)

    assert (Bid.objects.get().noted_by, Bid.objects.get().noted_for) == (deputy, ulla)


def test_noting_a_bid_leaves_a_trail_that_names_neither_bidder_nor_price(case, ulla):
    Bid.note(AwardFactory(case=case), bidder="Hemlig AB", price_sek=7_654_321, by=ulla)

    row = AuditRow.objects.get(action="bid.noted")
    assert (row.member, row.object_id, row.changes) == (ulla, str(case.pk), {})


def test_a_planted_bid_is_unseen_before_the_day_of_the_award(case, ulla):
    tomorrow = clock.today() + dt.timedelta(days=1)
    award = AwardFactory(case=case, decided_on=tomorrow)
    with pytest.raises(RuleBroken, match="efter tilldelningsbeslutet"):
        Bid.note(award, bidder="Hemlig AB", price_sek=1, by=ulla)
    Bid.objects.create(award=award, bidder="Hemlig AB", price_sek=1, noted_by=ulla)
    assert not Bid.objects.visible_to(ulla).exists()


def test_a_bidder_is_noted_once(case, ulla):
    award = AwardFactory(case=case)
    Bid.note(award, bidder="Ett AB", price_sek=1, by=ulla)
    with pytest.raises(RuleBroken, match="redan ett anbud"):
        Bid.note(award, bidder=" ett ab ", price_sek=2, by=ulla)


def test_the_start_meeting_is_booked_again_and_held_once(award, ulla):
    with clock.frozen(noon("2019-05-02")):
        meeting = sign_contract(award, paper("2019-05-02"), by=ulla).start_meeting
        meeting.book(booked_for=dt.date(2019, 5, 10), by=ulla)
        meeting.book(booked_for=dt.date(2019, 5, 12), by=ulla)
        with pytest.raises(RuleBroken):
            meeting.hold(held_on=dt.date(2019, 5, 12), participants="Alla", notes="Plan", by=ulla)
    with clock.frozen(noon("2019-05-12")):
        meeting.hold(held_on=dt.date(2019, 5, 12), participants="Alla", notes="Plan", by=ulla)
    assert (meeting.state, meeting.held_on) == ("held", dt.date(2019, 5, 12))
