"""What the pages of contracts say of the requirement."""

import datetime as dt
from decimal import Decimal

import pytest

from procurements.models import Variation
from suppliers.balances import balance
from suppliers.pages import requirement_text
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 4, 7)


def words(**volume) -> str:
    commitment = CommitmentFactory(**{"full_time_months": None, **volume})
    return requirement_text(commitment, balance(commitment, on=DAY))


@pytest.mark.parametrize(
    ("volume", "told"),
    [
        ({"full_time_months": 96}, "96,0 heltidsmånader"),
        (
            {"yearly_average": Decimal(24), "full_time_months": 100},
            "24,0 heltidsmånader per avtalsår och 100,0 heltidsmånader sammanlagt",
        ),
        (
            {"yearly_average": Decimal(24)},
            "24,0 heltidsmånader per avtalsår och 96,0 heltidsmånader sammanlagt",
        ),
        ({"full_time_months": 24, "places": 2}, "24,0 heltidsmånader och 2 platser"),
        ({"places": 1}, "1 plats"),
    ],
)
def test_every_volume_that_must_be_reached_is_told(db, volume, told):
    assert words(**volume) == told


def test_a_changed_total_is_told_as_it_is_now(db):
    commitment = CommitmentFactory(yearly_average=24, full_time_months=100)
    Variation.objects.create(
        commitment=commitment,
        valid_from=dt.date(2026, 3, 1),
        full_time_months=80,
        ground="options",
        reason="Mindre yta",
        agent="job:test",
    )

    assert "80,0 heltidsmånader sammanlagt" in requirement_text(commitment, balance(commitment, on=DAY))
