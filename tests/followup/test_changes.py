"""Changing a commitment: from a day on, on a ground, read by the ledger and shown to both parties."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.actors import SystemJob
from core.models import OutgoingMail
from core.rules import RuleBroken
from followup.actions.changes import change_commitment, correct_change, record_variation
from followup.mails import CHANGED
from organisations.permissions import Role
from procurements.choices import RequirementKind
from procurements.models import Variation
from procurements.term import by_last_day
from suppliers.actions.schedule import open_reports
from suppliers.balances import balance
from suppliers.terms_now import last_day
from tests.followup.conftest import at
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.procurements.factories import CommitmentFactory, ContractFactory

BY = SystemJob("test")
DAY = dt.date(2026, 10, 1)
CHANGE = {"ground": "Avtalet punkt 6.2", "kind_of_ground": "clause", "reason": "Två skolor har stängts."}
TYPED = {**CHANGE, "holds_from": "1 oktober 2026", "full_time_months": "72"}


def url(commitment, name: str = "change_list", **more) -> str:
    return reverse(f"followup:{name}", kwargs={"pk": commitment.pk, **more})


def text(answer) -> str:
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "required"), [(DAY - dt.timedelta(1), 96), (DAY, 72), (DAY + dt.timedelta(1), 72)]
)
def test_the_ledger_reads_it_from_its_day(commitment, day, required):
    change_commitment(commitment, holds_from=DAY, full_time_months=Decimal(72), **CHANGE, by=BY)

    assert balance(commitment, on=day).required_ftm == required


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), dt.date(2030, 1, 1)])
def test_it_is_dated_while_the_contract_runs(commitment, day):
    with pytest.raises(RuleBroken, match="Välj en dag från"):
        change_commitment(commitment, holds_from=day, places=2, **CHANGE, by=BY)


def test_something_must_become_other_than_it_is(commitment):
    with pytest.raises(RuleBroken, match="vad som ändras"):
        change_commitment(commitment, holds_from=DAY, **CHANGE, by=BY)
    with pytest.raises(RuleBroken, match="gäller redan"):
        change_commitment(commitment, holds_from=DAY, full_time_months=Decimal(96), **CHANGE, by=BY)

    assert not Variation.objects.exists()


def test_a_correction_takes_the_place_of_what_was_recorded(commitment):
    first = change_commitment(commitment, holds_from=DAY, full_time_months=Decimal(27), **CHANGE, by=BY)

    correct_change(first, holds_from=DAY, full_time_months=Decimal(72), **CHANGE, by=BY)

    assert balance(commitment, on=DAY).required_ftm == 72
    with pytest.raises(RuleBroken, match="redan rättat"):
        correct_change(first, holds_from=DAY, full_time_months=Decimal(72), **CHANGE, by=BY)


def test_a_longer_contract_moves_its_last_day_and_its_reports(commitment):
    signed = commitment.contract.ends_on
    change_commitment(commitment, holds_from=DAY, contract_months=60, **CHANGE, by=BY)

    longer = dt.date(2030, 12, 31)
    assert [last_day(commitment, on=day) for day in (DAY - dt.timedelta(1), DAY)] == [signed, longer]
    assert balance(commitment, on=DAY).detail.contract_end == longer
    with clock.frozen(dt.date(2030, 12, 1)):
        reports = open_reports(commitment)
        assert by_last_day(type(commitment).objects.all()).get().last_day == longer
    assert reports[-1].ends_on == longer


def test_a_contract_prolonged_in_mid_quarter_leaves_no_day_unreported(db):
    commitment = CommitmentFactory(contract=ContractFactory(ends_on=dt.date(2026, 5, 15)))
    with clock.frozen(dt.date(2026, 5, 1)):
        assert [report.ends_on for report in open_reports(commitment)][-1] == dt.date(2026, 5, 15)
        change_commitment(commitment, holds_from=dt.date(2026, 5, 1), contract_months=12, **CHANGE, by=BY)

    with clock.frozen(dt.date(2026, 7, 2)):
        (report,) = open_reports(commitment)
    assert (report.starts_on, report.ends_on) == (dt.date(2026, 5, 16), dt.date(2026, 9, 30))


def test_the_contract_list_and_the_contract_show_what_holds_now(commitment, manager, as_member, still_clock):
    client = as_member(manager)
    change_commitment(
        commitment, holds_from=DAY, full_time_months=Decimal(72), contract_months=36, **CHANGE, by=manager
    )

    page = text(client.get(commitment.get_absolute_url()))
    assert "72,0 heltidsmånader" in page
    assert "Åtagandet ändras från och med 1 oktober 2026" in page
    listed = text(client.get(reverse("suppliers:commitment_list") + "?order=end"))
    assert "31 dec 2028" in listed


def test_both_parties_read_it_and_the_buyer_records_it(commitment, manager, supplier, as_member):
    answer = as_member(manager).post(url(commitment, "change_new"), TYPED)

    assert (answer.status_code, answer["Location"]) == (302, url(commitment))
    for member in (manager, supplier):
        page = text(as_member(member).get(url(commitment)))
        assert "72,0 heltidsmånader över hela avtalet" in page
        assert "En ändringsklausul eller option i avtalet: Avtalet punkt 6.2" in page
        assert ("Ändra åtagandet" in page) is (member == manager)
    assert OutgoingMail.objects.get(kind=CHANGED.key).to_member == supplier


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"full_time_months": ""}, "minst en uppgift"),
        ({"ground": ""}, "Avtalspunkt eller paragraf"),
        ({"reason": "19560406-2595 slutade"}, "personnumret"),
        ({"holds_from": "1 januari 2031"}, "medan avtalet gäller"),
        ({"full_time_months": "96"}, "gäller redan"),
    ],
)
def test_what_is_missing_is_told(commitment, manager, as_member, changed, words):
    answer = as_member(manager).post(url(commitment, "change_new"), TYPED | changed)

    assert answer.status_code == 422
    assert words in text(answer)
    assert not Variation.objects.exists()


def test_a_dialogue_has_no_volume_to_change(manager, as_member, files):
    dialogue = CommitmentFactory(
        authority=manager.authorities.get(), kind=RequirementKind.DIALOGUE, full_time_months=None
    )
    client, page = as_member(manager), url(dialogue, "change_new")

    assert "full_time_months" not in text(client.get(page))
    assert client.post(page, TYPED).status_code == 422
    assert client.post(page, TYPED | {"contract_months": "60"}).status_code == 302


def test_correcting_on_the_page(commitment, manager, as_member):
    row = record_variation(commitment, holds_from=DAY, full_time_months=Decimal(27), ground="§", by=manager)
    client, page = as_member(manager), url(commitment, "change_correction", change=row.pk)

    assert 'value="27"' in text(client.get(page))
    assert client.post(page, TYPED).status_code == 302
    assert "Rättat av" in text(client.get(url(commitment)))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("role", [Role.ORDERER, Role.DECISION_MAKER, Role.ECONOMIST])
def test_others_at_the_authority_do_not_change_it(commitment, as_member, role):
    assert as_member(at(commitment, role)).post(url(commitment, "change_new"), TYPED).status_code == 403


def test_another_authority_does_not_know_of_it(commitment, manager, as_member):
    other = MembershipFactory(
        roles=[Role.CONTRACT_MANAGER],
        organisation=manager.organisation,
        authority=AuthorityFactory(organisation=manager.organisation),
    )

    for name in ("change_list", "change_new"):
        assert as_member(other).get(url(commitment, name)).status_code == 404


def test_a_closed_commitment_is_not_changed(commitment, manager, as_member):
    commitment.close(by=manager)

    answer = as_member(manager).get(url(commitment, "change_new"))

    assert answer.status_code == 403
    assert "Uppföljningen är avslutad" in text(answer)
