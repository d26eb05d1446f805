import pytest

from tests.followup.play.acting import known_codes


@pytest.fixture
def codes(db):
    """The CPV codes of the demo files, without the whole table."""
    known_codes()
