"""Who under a contract nobody has judged yet, told to the one who approves its report."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.judgements import together_url, waiting
from matching.policies import judges
from organisations.models import Membership
from suppliers.models import Report
from suppliers.people import people_address


def unjudged_text(count: int) -> str:
    """How many lack a word on the connection or the target group; empty where none does."""
    if not count:
        return ""
    return ngettext("{n} person is not judged yet.", "{n} persons are not judged yet.", count).format(n=count)


def unjudged_after(report: Report, *, member: Membership) -> str:
    """The same with the way to judge them, for somebody who may; approving a report judges nobody."""
    commitment = report.commitment
    if not judges(commitment, member):
        return ""
    count = waiting(commitment, member=member).count()
    if not count:
        return ""
    people = people_address(commitment)
    address = together_url(commitment, count, back=people) or people
    return format_html('{} <a href="{}">{}</a>', unjudged_text(count), address, _("Judge now"))
