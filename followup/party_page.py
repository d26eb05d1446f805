"""The contract as its supplier reads it by a link, without an account."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Contact, Document, Fact
from core.templatetags.formats import date_words
from followup.change_page import ChangeView, changes_shown
from followup.commitment_facts import facts_of
from followup.dialogue_duty import duty_of, has_dialogue, topics
from followup.dialogue_page import MeetingView, duty_facts, meeting_view, meetings_of, next_step
from followup.hearing import open_hearing
from followup.hearing_page import StepView, steps_shown
from followup.hearing_page import next_step as hearing_sentence
from followup.hearing_rules import why_not_answer_now
from followup.models import PartyLink
from followup.paper_list import papers_of
from followup.start_duty import waits_for_start
from procurements.models import Commitment
from suppliers.contacts import contacts_of
from suppliers.queries import standings
from suppliers.standing import Standing
from suppliers.volume_words import requirement_text


@dataclass(frozen=True)
class DialoguePart:
    facts: tuple[Fact, ...]
    next_step: str
    topics: tuple[str, ...]
    meetings: tuple[MeetingView, ...]


@dataclass(frozen=True)
class PartyPage:
    """What the link opens: the duty, what was agreed, the papers, whom to ask."""

    commitment: Commitment
    buyer: str
    facts: tuple[Fact, ...]
    dialogue: DialoguePart | None
    changes: tuple[ChangeView, ...]
    hearing: str
    steps: tuple[StepView, ...]
    answer_url: str
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]


def link_of(token: str) -> PartyLink:
    """The link behind the secret; 404 for one that was never sent."""
    links = PartyLink.objects.with_token(token).select_related(
        "commitment__authority__organisation",
        "commitment__contract__supplier",
        "commitment__contract_manager__user",
        "request",
    )
    found = links.first()
    if found is None:
        raise Http404
    return found


def party_page(link: PartyLink, *, token: str) -> PartyPage:
    commitment = link.commitment
    standing = standings([commitment])[commitment.pk]
    return PartyPage(
        commitment=commitment,
        buyer=buyer_of(commitment),
        facts=(
            Fact(label=_("Supplier"), value=commitment.contract.supplier.name),
            Fact(label=_("Requirement"), value=requirement_text(commitment, standing.outcome)),
            Fact(label=_("How it stands"), status=standing.status, status_label=standing.status_label),
            *_first_start(standing),
            Fact(label=_("The contract begins"), value=date_words(commitment.contract.starts_on)),
            Fact(label=_("The contract ends"), value=date_words(standing.outcome.detail.contract_end)),
        ),
        dialogue=_dialogue(commitment) if has_dialogue(commitment) else None,
        changes=changes_shown(commitment),
        hearing=hearing_part(commitment),
        steps=steps_shown(commitment),
        answer_url=_answer_url(link, token=token),
        documents=papers_of(
            papers_read_by(commitment),
            address=lambda pk: reverse("followup:party_document", kwargs={"key": token, "pk": pk}),
        ),
        contacts=contacts_of(commitment),
    )


def buyer_of(commitment: Commitment) -> str:
    return f"{commitment.authority}, {commitment.authority.organisation}"


def papers_read_by(commitment: Commitment) -> tuple[Model, ...]:
    """The facts whose papers the supplier may read: all that was agreed, said and decided."""
    facts = facts_of(commitment)
    return (*facts.meetings, *facts.history)


def hearing_part(commitment: Commitment) -> str:
    """What happens now between the parties; empty while nothing was dealt with."""
    facts = facts_of(commitment)
    return hearing_sentence(commitment, facts) if facts.history else ""


def _answer_url(link: PartyLink, *, token: str) -> str:
    """Where the holder of this link answers; empty when nothing waits for her."""
    if why_not_answer_by(link) is not None:
        return ""
    return reverse("followup:party_statement", kwargs={"key": token})


def why_not_answer_by(link: PartyLink) -> str | None:
    """Why no statement is taken by this link now."""
    hearing = open_hearing(facts_of(link.commitment).steps)
    if link.request is None or hearing is None or hearing.request != link.request:
        return _("Nothing waits for your view here.")
    if not link.is_usable:
        return _("Your view has been sent by this link.")
    return why_not_answer_now(facts_of(link.commitment))


def _first_start(standing: Standing) -> Iterable[Fact]:
    """By when somebody must have begun, while nobody has."""
    day = standing.outcome.detail.first_start_by
    if day is not None and waits_for_start(standing.outcome):
        yield Fact(label=_("First start at the latest"), value=date_words(day))


def _dialogue(commitment: Commitment) -> DialoguePart:
    meetings = meetings_of(commitment)
    duty = duty_of(commitment, meetings)
    return DialoguePart(
        facts=duty_facts(commitment, duty),
        next_step=next_step(commitment, duty),
        topics=topics() if duty.waits else (),
        meetings=tuple(meeting_view(row, may_correct=False) for row in reversed(meetings)),
    )
