"""What the pages of contracts say of the requirement."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from core import clock
from core.components import Status
from organisations.permissions import Role
from procurements.models import Variation
from suppliers.balances import balance
from suppliers.queries import standings
from suppliers.standing import done_of_required, places_of_required
from suppliers.volume_words import requirement_text
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory

DAY = dt.date(2026, 4, 7)


@pytest.fixture
def reserved(db):
    """A contract that is reserved, without any volume."""
    return CommitmentFactory(kind="reserved", full_time_months=None, first_start_within_months=6)


@pytest.mark.parametrize(
    ("on", "status", "label"),
    [
        (dt.date(2026, 4, 7), Status.RUNNING, "Pågår"),
        (dt.date(2026, 9, 1), Status.RUNNING, "Pågår"),
        (dt.date(2029, 12, 31), Status.DONE, "Avtalet har gått ut"),
    ],
)
def test_a_reserved_contract_without_volume_has_no_plan_to_be_behind(reserved, on, status, label):
    standing = standings([reserved], on=on)[reserved.pk]

    assert (standing.status, standing.status_label, standing.is_behind) == (status, label, False)
    assert standing.text == "Ingen omfattning krävs"


def test_its_page_and_the_list_speak_of_no_dialogue_and_no_first_start(reserved, client):
    place = reserved.authority
    manager = MembershipFactory(
        organisation=place.organisation, authority=place, roles=[Role.CONTRACT_MANAGER]
    )
    client.force_login(manager.user)
    with clock.frozen(DAY):
        page = client.get(reserved.get_absolute_url()).content.decode()
        rows = client.get(reverse("suppliers:commitment_list")).content.decode()

    assert "Kravet har ingen omfattning: avtalet är reserverat" in page
    assert "Ingen omfattning krävs" in rows
    assert not [word for word in ("Första start", "dialogkrav") if word in page]
    assert ">Dialog<" not in rows


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


@pytest.mark.parametrize(
    ("done", "required", "told"),
    [
        (27, 30, "27,0 av 30,0 heltidsmånader"),
        (30, 30, "30,0 av 30,0 heltidsmånader"),
        (Fraction(3001, 100), 30, "30,0 av 30,0 heltidsmånader"),  # never "more" of two equal figures
        (Fraction(301, 10), 30, "30,1 heltidsmånader, mer än kravet på 30,0"),
        (25, 12, "25,0 heltidsmånader, mer än kravet på 12,0"),
    ],
)
def test_more_than_required_is_said_in_words(done, required, told):
    assert done_of_required(Fraction(done), Fraction(required)) == told


@pytest.mark.parametrize(
    ("done", "told"), [(3, "3 av 4 platser"), (4, "4 av 4 platser"), (5, "5 platser, mer än kravet på 4")]
)
def test_more_places_than_required_are_said_in_words(done, told):
    assert places_of_required(done, 4) == told
