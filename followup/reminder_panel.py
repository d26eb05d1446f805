"""The latest reminder as a line on the page of a contract and of a case."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import OutgoingMail
from core.states import MailState
from core.templatetags.formats import moment_words
from core.together import Inquiry, Question, Rows
from followup.reminder_log import latest_of_case, lines_for, names_under, readable, reminders_about
from followup.topics import FILE_READERS, works_for
from organisations.models import Membership
from procurements.case_task import CaseTask
from procurements.models import Commitment, Procurement
from procurements.slots import StepPanel, step_parts
from procurements.states import CaseState
from suppliers.slots import Panel, commitment_panels


def list_url(topic: Any) -> str:
    """The page with all reminders about it."""
    content_type = ContentType.objects.get_for_model(topic).pk
    return reverse("followup:reminder_list", args=[content_type, topic.pk])


def panels(member: Membership, commitment: Commitment) -> Iterable[Panel]:
    """Nothing where nobody was reminded yet."""
    if not _reads(member):
        return
    found = readable(reminders_about(commitment), commitment, member=member)
    if (latest := found.first()) is not None:
        text = sentence(latest, member=member, names=names_under(commitment))
        yield Panel(title=_("Reminders"), text=text, url=list_url(commitment), link=_("Show all"))


def parts(member: Membership, case: Procurement, step: CaseState) -> Iterable[Inquiry[CaseTask | StepPanel]]:
    """The same in the step where the case is."""
    if step != case.state or not _reads(member):
        return
    asked: Question[list[OutgoingMail]] = latest_of_case(case)
    if not works_for(member, case):
        asked = Rows(readable(reminders_about(case), case, member=member)[:1])

    def tell(mails: list[OutgoingMail]) -> Iterable[CaseTask | StepPanel]:
        for mail in mails:
            text = sentence(mail, member=member, names={})
            yield StepPanel(
                step=step, title=_("Reminders"), text=text, url=list_url(case), link=_("Show all")
            )

    yield Inquiry(tell, asked)


def sentence(mail: OutgoingMail, *, member: Membership, names: dict[str, str]) -> str:
    """When, about what, to whom, and what became of it."""
    (line,) = lines_for([mail], member=member, names=names, may_send=False)
    words = {"moment": moment_words(line.at), "kind": line.kind, "who": line.to}
    text = _("Latest reminder {moment} to {who}: {kind}.").format(**words)
    return text if mail.state == MailState.SENT else f"{text} {line.state}."


def _reads(member: Membership) -> bool:
    return any(member.may(permission) for permission in FILE_READERS)


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_panels.fill(panels, key="followup.reminders", order=80)
    step_parts.fill(parts, key="followup.reminders", order=90)
