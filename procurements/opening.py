"""Which pages of a case open to a reader now. Links to them are shown by the doors and policies that the
pages themselves ask, so that none leads to a refusal."""

from collections.abc import Callable

from django.urls import reverse

from organisations.access import may_open
from organisations.models import Membership
from procurements.case_rows import CaseRows
from procurements.policies import why_not_conclude, why_not_work

Question = Callable[[CaseRows, Membership], bool]


def address(page: str, rows: CaseRows, member: Membership) -> str:
    """Where the page lies; empty while it is closed to the member."""
    url = reverse(f"procurements:{page}", args=[rows.case.pk])
    asked = OPENS.get(page)
    return url if may_open(member, url) and (asked is None or asked(rows, member)) else ""


def _works(rows: CaseRows, member: Membership) -> bool:
    return why_not_work(rows.case, member) is None


def _concludes(rows: CaseRows, member: Membership) -> bool:
    return why_not_conclude(rows.case, member) is None


# By the name of the page: what it asks beside its door. Sheets are read by everyone once they are begun.
OPENS: dict[str, Question] = {
    "facts": _works,
    "entry_check": lambda rows, member: rows.entry is not None or _works(rows, member),
    "plan": lambda rows, member: rows.plan is not None or _works(rows, member),
    "market": lambda rows, member: rows.market is not None or _works(rows, member),
    "assessment": lambda rows, member: rows.assessment is not None or _works(rows, member),
    "approval": lambda rows, member: rows.requirement is not None,
    "publication": lambda rows, member: rows.requirement is not None and _works(rows, member),
    "award": lambda rows, member: rows.award is not None or _concludes(rows, member),
    "notification": lambda rows, member: rows.award is not None and _concludes(rows, member),
    "contract": lambda rows, member: rows.award is not None and _concludes(rows, member),
}
