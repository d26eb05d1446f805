"""Who under a contract nobody has judged yet, told to the one who approves its report and at home to all who
may judge."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.slots import ToDo
from core.together import Inquiry, Rows
from matching.choices import FactKind
from matching.judgements import UNTOLD, together_url, waiting
from matching.models import Placement
from matching.models.serving import served_by
from matching.policies import judges
from organisations.models import Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.models import Report
from suppliers.people import people_address

# After a person became known. This product's own pace, no rule of law.
JUDGE_WITHIN = dt.timedelta(days=14)
# Older than this it waits without a day: nobody is years late because an old contract was entered.
PATIENCE = dt.timedelta(days=90)
MOST = 50


def judging_to_do(member: Membership) -> Iterable[Inquiry[ToDo]]:
    """The contracts under which people wait for a word of the member, each with its day."""
    if member.may(Permission.PLACEMENT_JUDGE):
        rows = with_unjudged(_judged_by(member)).select_related("contract").order_by("sort_key", "pk")
        yield Inquiry(lambda found: [_judging(row) for row in found], Rows(rows[:MOST]))


def _judged_by(member: Membership) -> QuerySet[Commitment]:
    """Those of which `judges` says yes."""
    seen = Q(pk__among=served_by(member))
    if member.may(Permission.REPORT_VERIFY):
        own = Commitment.objects.followed_by(member)
        reviews = Q(authority__in=member.authority_ids_with(Permission.REPORT_VERIFY))
        seen |= Q(pk__among=own.filter(reviews))
    return Commitment.objects.filter(seen).running()


def with_unjudged(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those with people who have started and are not judged: `unjudged` is how many, `unjudged_since` when
    the first of those became known who are new here."""
    people = Placement.objects.started(on=clock.today()).filter(UNTOLD, commitment=OuterRef("pk")).order_by()
    whole = people.values("commitment")
    number = whole.annotate(number=Count("pk")).values("number")
    new = whole.filter(facts__kind=FactKind.AGREED, facts__at__gte=clock.now() - PATIENCE)
    since = new.annotate(since=Min("facts__at")).values("since")
    found = commitments.filter(Exists(people))
    return found.annotate(unjudged=Subquery(number), unjudged_since=Subquery(since))


def _judging(row: Any) -> ToDo:
    people, since = people_address(row), row.unjudged_since
    action = ngettext(
        "Judge {n} person under the contract", "Judge {n} persons under the contract", row.unjudged
    )
    return ToDo(
        action=action.format(n=row.unjudged),
        url=together_url(row, row.unjudged, back=people) or people,
        subject=" · ".join(part for part in (row.title, row.diary_number) if part),
        due_on=timezone.localdate(since) + JUDGE_WITHIN if since else None,
        is_mine=True,
        kind="judging",
    )


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
