"""The key ring is made once: a new one could not open what an earlier one sealed."""

import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse

from core import keys
from core.keys import RingDoesNotFit, destroy, new_data_key
from organisations.models import Part
from organisations.permissions import Role
from tests.matching.factories import candidate_of
from tests.organisations.factories import MembershipFactory


@pytest.fixture
def missing(settings, tmp_path):
    """The ring's place, empty; this process has read the ring before it was lost."""
    keys.ring()
    settings.KEY_RING_PATH = tmp_path / "keyring.json"
    return settings.KEY_RING_PATH


def test_no_new_ring_where_the_database_holds_sealed_values(db, missing):
    new_data_key()

    with pytest.raises(CommandError, match="Put its copy back"):
        call_command("make_keyring")

    assert not missing.exists()


def test_a_new_ring_where_nothing_is_sealed_any_more(db, missing):
    destroy(new_data_key())

    call_command("make_keyring")

    assert missing.exists()


def test_a_new_ring_before_the_first_migration(db, missing, monkeypatch):
    monkeypatch.setattr(keys.DataKey._meta, "db_table", "not_yet_made")

    call_command("make_keyring")

    assert missing.exists()


def test_no_ring_while_the_database_cannot_be_asked(db, missing, monkeypatch):
    def refuse() -> bool:
        raise OperationalError

    monkeypatch.setattr("core.management.commands.make_keyring.rests_on_a_ring", refuse)

    with pytest.raises(CommandError, match="Start it"):
        call_command("make_keyring")
    assert not missing.exists()


@pytest.fixture
def other_ring(settings, tmp_path):
    """Puts the ring of another installation in the place of the right one."""

    def put(*, name: str) -> None:
        settings.KEY_RING_PATH = tmp_path / "keyring.json"
        keys.make_ring(settings.KEY_RING_PATH)
        text = settings.KEY_RING_PATH.read_text().replace('"k1"', f'"{name}"')
        settings.KEY_RING_PATH.write_text(text)
        keys.ring.cache_clear()

    yield put
    keys.ring.cache_clear()


@pytest.mark.parametrize(("name", "why"), [("k1", "its key is another one"), ("k2", "it has no such key")])
def test_what_another_ring_does_not_open_is_said_on_the_page_and_in_the_log(
    db, other_ring, as_member, caplog, name, why
):
    officer = MembershipFactory(roles=[Role.MATCHING_OFFICER])
    officer.organisation.parts = [Part.MATCHING]
    officer.organisation.save()
    candidate, client = candidate_of(officer), as_member(officer)
    url = reverse("matching:identity", args=[candidate.pk])
    shown = client.post(url).url
    other_ring(name=name)

    answer = client.get(shown)

    assert answer.status_code == 503
    assert "nyckelringen måste läggas tillbaka" in answer.content.decode()
    told = [record.getMessage() for record in caplog.records if record.name == "core.middleware"]
    assert len(told) == 1
    assert why in told[0]
    assert "INSTEG_KEY_RING" in told[0]
    assert client.get(reverse("home")).status_code == 200


def test_a_value_that_is_damaged_is_not_blamed_on_the_ring(db):
    key = new_data_key()

    with pytest.raises(InvalidTag):
        keys.decrypt(bytes(40), key=key)


def test_a_secret_sealed_with_another_ring_stays_shut(db, other_ring):
    sealed = keys.seal_text("hemligt")
    other_ring(name="k1")

    with pytest.raises(RingDoesNotFit):
        keys.open_text(sealed)
