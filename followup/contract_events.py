"""What was recorded under a contract, as events of its page and of the case that it came from."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.components import Event
from core.models import Fact
from core.templatetags.formats import date_words, moment_words
from core.together import Inquiry, Rows
from followup.change_words import changed_text, ground_text
from followup.choices import StepKind
from followup.commitment_facts import facts_of, meetings_under, steps_under, variations_under
from followup.dialogue_duty import places_text
from followup.hearing import CLOSING
from followup.hearing_page import decided_text
from followup.models import HearingStep
from organisations.models import Membership
from procurements.choices import DialogueResult
from procurements.models import Commitment, DialogueMeeting, Procurement, Variation
from procurements.slots import CaseEvent, case_timeline
from suppliers.slots import commitment_timeline


def events_of(member: Membership, commitment: Commitment) -> Iterable[CaseEvent]:
    """Meetings, changes and hearings, as both parties may read them."""
    facts = facts_of(commitment)
    yield from (told(row, dialogue_text(row)) for row in facts.meetings)
    yield from (told(row, change_text(row)) for row in facts.variations)
    yield from (_of_hearing(row) for row in facts.history)


def events_of_case(member: Membership, case: Procurement) -> Iterable[Inquiry[CaseEvent]]:
    """The same for the commitments that came of the case and that the member follows."""
    seen = Commitment.objects.followed_by(member).filter(contract__lot__procurement=case)
    yield Inquiry(lambda rows: [told(row, dialogue_text(row)) for row in rows], Rows(meetings_under(seen)))
    yield Inquiry(lambda rows: [told(row, change_text(row)) for row in rows], Rows(variations_under(seen)))
    yield Inquiry(lambda rows: [_of_hearing(row) for row in rows], Rows(steps_under(seen)))


def _of_hearing(step: HearingStep) -> CaseEvent:
    return told(step, step_text(step), is_decision=step.kind in CLOSING)


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


def change_text(variation: Variation) -> str:
    return _("The commitment is changed from {day}: {changes}. {ground}.").format(
        day=date_words(variation.valid_from), changes=changed_text(variation), ground=ground_text(variation)
    )


def step_text(step: HearingStep) -> str:
    """What was said between the parties; the words themselves stand on their own page."""
    match step.kind:
        case StepKind.STATEMENT_REQUESTED:
            about = f"{step.get_about_display()}." if step.about else ""
            return _("The supplier was asked for its view. {about}").format(about=about).strip()
        case StepKind.STATEMENT_GIVEN:
            return _("The supplier gave its view.")
        case StepKind.RELIEF:
            ground = f"{step.get_ground_display()}." if step.ground else ""
            return _("The supplier was relieved. {ground}").format(ground=ground).strip()
    return _("Decision: {decision}.").format(decision=decided_text(step))


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_timeline.fill(events_of, key="followup")
    case_timeline.fill(events_of_case, key="followup")
