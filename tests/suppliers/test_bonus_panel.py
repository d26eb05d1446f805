"""The bonus on the contract's page: what was promised and what is earned; nothing where none is paid."""

import datetime as dt

import pytest

from core import clock
from tests.matching.factories import placement_in, representative_of
from tests.procurements.factories import CommitmentFactory

pytestmark = pytest.mark.django_db
PAID = {"sek_per_month": {"employment": "20000"}, "max_places": 2, "cap_sek": 400_000}


def page_of(commitment, as_member) -> str:
    return as_member(representative_of(commitment)).get(commitment.get_absolute_url()).content.decode()


def test_the_supplier_reads_what_is_paid_and_what_is_earned(as_member):
    commitment = CommitmentFactory(bonus=PAID)
    with clock.frozen(dt.datetime(2026, 2, 28, 12, tzinfo=dt.UTC)):
        placement_in(commitment, starts_on=dt.date(2026, 1, 1), is_bonus=True)
        text = page_of(commitment, as_member)
    assert "20\xa0000 kronor för anställning per heltidsmånad, högst 2 platser" in text
    assert "Intjänat hittills" in text
    assert "40\xa0000\xa0kr" in text


def test_no_bonus_no_section(as_member):
    assert "Bonus" not in page_of(CommitmentFactory(), as_member)
    dialogue = CommitmentFactory(kind="dialogue", full_time_months=None, bonus=PAID)
    assert "Bonus" not in page_of(dialogue, as_member)
