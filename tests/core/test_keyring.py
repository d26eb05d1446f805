"""The key ring is made once: a new one could not open what an earlier one sealed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from core import keys
from core.keys import destroy, new_data_key


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
