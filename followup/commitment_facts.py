"""The facts of one commitment as its pages read them, with who recorded them: one statement, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.prepared import Prepared, PreparedRows
from core.together import ask
from followup.dialogue_duty import has_dialogue
from followup.models import HearingStep
from matching.models import CandidateRequest
from procurements.models import Commitment, DialogueMeeting, Variation
from procurements.states import CommitmentState

KEPT = "_facts_of_commitment"
WHO = ("member__user", "on_behalf_of__user")
MEETINGS = Prepared.by_key(lambda key: meetings_under([key]))
VARIATIONS = Prepared.by_key(lambda key: variations_under([key]))
STEPS = Prepared.by_key(lambda key: steps_under([key]))
REQUESTS = Prepared.by_key(
    lambda key: CandidateRequest.objects.unanswered().filter(commitment=key).order_by("asked_on", "pk")
)


@dataclass(frozen=True)
class Facts:
    """What stands, in the order of the days; without what was corrected afterwards.

    `history` are the steps of hearings with what was taken back. `unanswered` are the requests for
    candidates that wait for the matching side. Nothing more is asked or decided once the follow-up is closed.
    """

    is_running: bool
    meetings: tuple[DialogueMeeting, ...]
    variations: tuple[Variation, ...]
    history: tuple[HearingStep, ...]
    unanswered: tuple[CandidateRequest, ...]

    @property
    def steps(self) -> tuple[HearingStep, ...]:
        """The steps that hold: a relief that was withdrawn is none of them."""
        withdrawn = {step.corrects_id for step in self.history}
        return tuple(step for step in self.history if step.pk not in withdrawn)


def facts_of(commitment: Commitment) -> Facts:
    """The standing facts. Kept on the instance, so that the parts of one page ask once."""
    if not hasattr(commitment, KEPT):
        setattr(commitment, KEPT, _asked(commitment))
    facts: Facts = getattr(commitment, KEPT)
    return facts


def _asked(commitment: Commitment) -> Facts:
    key = commitment.pk
    meetings = MEETINGS(key) if has_dialogue(commitment) else None
    variations, history, unanswered = VARIATIONS(key), STEPS(key), REQUESTS(key)
    ask(variations, history, unanswered, *([meetings] if meetings else []))
    return Facts(
        is_running=commitment.state == CommitmentState.RUNNING,
        meetings=_of(commitment, meetings) if meetings else (),
        variations=_of(commitment, variations),
        history=_of(commitment, history),
        unanswered=_of(commitment, unanswered),
    )


def meetings_under(
    commitments: Iterable[int] | models.QuerySet[Commitment],
) -> models.QuerySet[DialogueMeeting]:
    """The standing meetings in the order of their days, with who recorded them."""
    rows = DialogueMeeting.objects.standing().filter(commitment__in=commitments)
    return rows.select_related(*WHO).order_by("valid_from", "pk")


def variations_under(
    commitments: Iterable[int] | models.QuerySet[Commitment],
) -> models.QuerySet[Variation]:
    """The standing changes in the order of their days, with who recorded them."""
    rows = Variation.objects.standing().filter(commitment__in=commitments)
    return rows.select_related(*WHO).order_by("valid_from", "pk")


def steps_under(
    commitments: Iterable[int] | models.QuerySet[Commitment],
) -> models.QuerySet[HearingStep]:
    """The steps of hearings as they were told, also those taken back, with who recorded them."""
    rows = HearingStep.objects.filter(commitment__in=commitments)
    return rows.select_related(*WHO).order_by("pk")


def _of(commitment: Commitment, rows: PreparedRows[Any]) -> tuple[Any, ...]:
    """The rows, each knowing the very commitment of the page."""
    for row in rows.answer:
        row.commitment = commitment
    return tuple(rows.answer)
