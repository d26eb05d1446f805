"""When people are left in peace."""

import datetime as dt

import pytest

from core.quiet import after_quiet, is_quiet
from core.slots import quiet_day

CHRISTMAS = dt.date(2026, 12, 25)


@pytest.fixture
def christmas():
    quiet_day.fill(lambda day: day == CHRISTMAS, key="tests")
    yield
    quiet_day._answers.pop("tests")


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("wanted", "leaves"),
    [
        ("2026-11-23T10:00+01:00", "2026-11-23T10:00+01:00"),  # Monday, in the day
        ("2026-11-23T06:59+01:00", "2026-11-23T07:00+01:00"),  # Monday, early
        ("2026-11-28T10:00+01:00", "2026-11-30T07:00+01:00"),  # Saturday
        ("2026-11-29T23:59+01:00", "2026-11-30T07:00+01:00"),  # Sunday night
        ("2026-12-25T10:00+01:00", "2026-12-28T07:00+01:00"),  # Christmas Day, a Friday
        ("2027-06-11T00:30+02:00", "2027-06-11T07:00+02:00"),  # summer time
    ],
)
@pytest.mark.usefixtures("christmas")
def test_mail_leaves_on_working_days_from_seven(wanted, leaves):
    assert after_quiet(moment(wanted)) == moment(leaves)


@pytest.mark.usefixtures("christmas")
def test_holidays_are_named_by_a_room():
    assert is_quiet(CHRISTMAS)
    assert not is_quiet(CHRISTMAS - dt.timedelta(days=2))
