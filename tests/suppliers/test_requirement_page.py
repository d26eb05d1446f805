"""The supplier reads the requirement that its contract carries, and nothing that was not published."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core.templatetags.formats import date_words
from organisations.permissions import Role
from procurements.clauses import text_of
from procurements.models import Commitment, Participant, Variation
from procurements.requirement_text import read_back
from tests.matching.factories import representative_of
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.procurements.factories import CommitmentFactory, RequirementFactory, member_of

pytestmark = pytest.mark.django_db
NOTICE = "https://upphandling.example/412"


@pytest.fixture
def commitment():
    return CommitmentFactory()


@pytest.fixture
def requirement(commitment):
    """In draft, in the lot that the contract is on."""
    by = member_of(commitment.contract.lot.procurement, Role.PROCURER)
    row = RequirementFactory(lot=commitment.contract.lot, authority=commitment.authority, prepared_by=by)
    row.own_passage = "Arbetskläder ingår.\n3. Inga nattpass."
    row.save()
    return row


def send_in(requirement):
    requirement.submit(text=text_of(requirement).plain, by=requirement.prepared_by)


def publish(requirement, url=NOTICE):
    send_in(requirement)
    requirement.approve(by=requirement.prepared_by)
    requirement.publish(published_on=dt.date(2025, 11, 3), url=url, by=requirement.prepared_by)


def url(commitment) -> str:
    return reverse("suppliers:requirement", args=[commitment.pk])


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_supplier_reads_text_and_notice(as_member, commitment, requirement):
    publish(requirement)
    holm = as_member(representative_of(commitment))
    text = shown(holm, url(commitment))
    assert "24,0 heltidsmånader" in text
    assert "3. Inga nattpass." in text
    assert date_words(dt.date(2025, 11, 3)) in text
    assert f'href="{NOTICE}"' in text
    contract = shown(holm, commitment.get_absolute_url())
    assert f'href="{url(commitment)}"' in contract
    assert f'href="{NOTICE}"' in contract
    assert f'href="{url(commitment)}"' in shown(holm, url(commitment))


def test_word_for_word_as_it_was_kept_also_when_we_would_write_it_otherwise_today(
    as_member, commitment, requirement, monkeypatch
):
    publish(requirement)
    monkeypatch.setattr("procurements.clauses.CHAPTERS", ())
    assert "24,0 heltidsmånader" in shown(as_member(representative_of(commitment)), url(commitment))


def test_nothing_is_shown_before_it_is_published(as_member, commitment, requirement):
    holm, by = as_member(representative_of(commitment)), requirement.prepared_by
    for step in (lambda: None, lambda: send_in(requirement), lambda: requirement.approve(by=by)):
        step()
        assert holm.get(url(commitment)).status_code == 404
        assert url(commitment) not in shown(holm, commitment.get_absolute_url())


def test_what_was_signed_without_a_notice_is_shown_with_its_day(as_member, commitment, requirement):
    commitment.contract.signed_on = dt.date(2025, 12, 1)
    commitment.contract.save()
    requirement.lock_with_contract(text=text_of(requirement).plain, by=requirement.prepared_by)
    text = shown(as_member(representative_of(commitment)), url(commitment))
    assert "Tecknat med avtalet" in text
    assert date_words(dt.date(2025, 12, 1)) in text
    assert "Till annonsen" not in text


def test_a_contract_without_text_has_no_heading_for_it(as_member, commitment):
    holm = as_member(representative_of(commitment))
    assert holm.get(url(commitment)).status_code == 404
    contract = shown(holm, commitment.get_absolute_url())
    assert "Kravet i avtalet" not in contract
    assert url(commitment) not in contract


def test_another_supplier_finds_nothing(as_member, commitment, requirement):
    publish(requirement)
    stranger = MembershipFactory(
        organisation=OrganisationFactory(supplier=True), roles=[Role.SUPPLIER_REPRESENTATIVE]
    )
    assert as_member(stranger).get(url(commitment)).status_code == 404


def test_an_authority_that_buys_through_it_reads_the_text_and_none_of_the_talk(
    as_member, commitment, requirement
):
    publish(requirement)
    partner = MembershipFactory(roles=[Role.PROCURER])
    case = commitment.contract.lot.procurement
    Participant.objects.create(procurement=case, authority=partner.authorities.get(), share=Decimal("0.3"))
    reader = as_member(partner)
    assert f'href="{url(commitment)}"' in shown(reader, commitment.get_absolute_url())
    text = shown(reader, url(commitment))
    assert "24,0 heltidsmånader" in text
    assert 'class="subnav"' not in text


def test_a_change_since_is_told(as_member, commitment, requirement):
    publish(requirement)
    holm = as_member(representative_of(commitment))
    assert "har ändrats sedan dess" not in shown(holm, url(commitment))
    by = requirement.prepared_by
    Variation.objects.create(
        commitment=commitment, valid_from=dt.date(2026, 6, 1), full_time_months=48, ground="clause", member=by
    )
    assert Commitment.objects.get().full_time_months == 96
    assert "har ändrats sedan dess" in shown(holm, url(commitment))


def test_a_text_is_read_back_as_it_was_written(requirement):
    text = text_of(requirement)
    again = read_back(text.plain)
    assert again.plain == text.plain
    assert [chapter.heading for chapter in again.chapters] == [chapter.heading for chapter in text.chapters]
    assert again.chapters[-1].clauses[-1].text == "3. Inga nattpass."
