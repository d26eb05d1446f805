"""What was recorded under a contract, as events of its page and of the case that it came from."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.components import Event
from core.models import Fact
from core.templatetags.formats import date_words, moment_words
from core.together import Inquiry, Rows
from followup.commitment_facts import meetings_under
from followup.dialogue_duty import WITH_DIALOGUE, has_dialogue, places_text
from followup.dialogue_page import meetings_of
from organisations.models import Membership
from procurements.choices import DialogueResult
from procurements.models import Commitment, DialogueMeeting, Procurement
from procurements.slots import CaseEvent, case_timeline
from suppliers.slots import commitment_timeline


def events_of(member: Membership, commitment: Commitment) -> Iterable[CaseEvent]:
    """Meetings, as both parties may read them."""
    if has_dialogue(commitment):
        yield from (told(row, dialogue_text(row)) for row in meetings_of(commitment))


def events_of_case(member: Membership, case: Procurement) -> Iterable[Inquiry[CaseEvent]]:
    """The same for the commitments that came of the case and that the member sees."""
    seen = Commitment.objects.visible_to(member).filter(kind__in=WITH_DIALOGUE)
    found = meetings_under(seen.filter(contract__lot__procurement=case))
    yield Inquiry(lambda rows: [told(row, dialogue_text(row)) for row in rows], Rows(found))


def told(fact: Fact, text: str, *, is_decision: bool = False) -> CaseEvent:
    """The fact as an event at the moment it was recorded."""
    event = Event(when=moment_words(fact.at), text=text, actor=fact.actor_name, is_decision=is_decision)
    return CaseEvent(at=fact.at, event=event)


def dialogue_text(meeting: DialogueMeeting) -> str:
    day = date_words(meeting.valid_from)
    if meeting.corrects_id:
        return _("What was noted of the dialogue {day} was corrected: {reason}").format(
            day=day, reason=meeting.reason
        )
    if meeting.places:
        return _("Dialogue {day}. Agreed places: {places}.").format(day=day, places=places_text(meeting))
    if meeting.result == DialogueResult.PLACES:
        return _("Dialogue {day}. Places were agreed.").format(day=day)
    if meeting.result == DialogueResult.NONE:
        return _("Dialogue {day}. No places, with reasons.").format(day=day)
    return _("The dialogue was postponed.")


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_timeline.fill(events_of, key="followup")
    case_timeline.fill(events_of_case, key="followup")
