"""Contact persons come, change and go while a contract runs; the links to reports follow."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.mail import queue_mail
from core.rules import RuleBroken
from procurements.models import Commitment, ContactPerson
from suppliers.mails import REPORT_REQUEST
from suppliers.models import Report, ReportLink
from suppliers.states import WAITS_FOR_SUPPLIER

if TYPE_CHECKING:
    from core.actors import Actor


@transaction.atomic
def add_contact(commitment: Commitment, *, by: "Actor", **values: Any) -> ContactPerson:
    """Name one more person. Sends nothing: the next reminder, or a link asked for, reaches her."""
    return ContactPerson.add(commitment, by=by, **values)


@transaction.atomic
def change_contact(person: ContactPerson, *, by: "Actor", **values: Any) -> None:
    """Change a person. An open report link follows her to her new address.

    The link at the old address stops (`ReportLink.is_withdrawn`): whoever reads that mailbox now may be
    somebody else, and a report holds facts about people. A new link goes to the new address, so that the
    report that was asked for does not wait for the next reminder. Other changes leave the links alone.
    """
    _lock(person)
    before = person.email.lower() if person.reports else ""
    opened = _open_reports_of(person) if before else []
    person.edit(by=by, **values)
    if before and not person.reports:
        _someone_must_report(person)
    if person.reports and before and person.email.lower() != before:
        for report in opened:
            queue_mail(REPORT_REQUEST, report, to=person.email, by=by)


@transaction.atomic
def remove_contact(person: ContactPerson, *, by: "Actor") -> None:
    """Take a person out. Her open report links stop; what she has reported and what was sent stays."""
    _lock(person)
    if person.reports:
        _someone_must_report(person)
    person.remove(by=by)


def _lock(person: ContactPerson) -> None:
    """Of two who each take out one of the last two, the slower is refused."""
    Commitment.objects.select_for_update(of=("self",)).get(pk=person.commitment_id)
    person.refresh_from_db()


def _someone_must_report(person: ContactPerson) -> None:
    others = ContactPerson.objects.filter(commitment=person.commitment_id, reports=True).exclude(pk=person.pk)
    owed = Report.objects.filter(commitment=person.commitment_id, state__in=WAITS_FOR_SUPPLIER)
    if owed.exists() and not others.exists():
        raise RuleBroken(
            _("{name} is the only one who reports, and a report waits. First name somebody else.").format(
                name=person.name
            )
        )


def _open_reports_of(person: ContactPerson) -> list[Report]:
    """Those that wait and to which the person holds a link that works."""
    live = ReportLink.objects.filter(
        email__iexact=person.email, spent_at__isnull=True, expires_at__gt=clock.now()
    )
    waiting = Report.objects.filter(commitment=person.commitment_id, state__in=WAITS_FOR_SUPPLIER)
    return list(waiting.filter(pk__in=live.values("report")).order_by("pk"))
