"""What the tests of a hearing have in common: what is asked and said, and what has come of it."""

import datetime as dt

from django.urls import reverse

from core.actors import SystemJob
from core.models import OutgoingMail
from core.slots import todo
from core.together import ask, asked_of, told_of
from followup.models import HearingStep
from matching.models import CandidateRequest
from organisations.permissions import Role
from tests.followup.conftest import at

BY = SystemJob("test")
TODAY = dt.date(2026, 11, 23)
LAST = dt.date(2026, 12, 7)
ASKED = {"about": "first_start", "text": "Ingen har börjat inom sex månader.", "due_on": LAST}
SAID = {"text": "Två tackade nej. En tredje börjar i december.", "told_by": "Personalchef"}
DECIDED_SO = {"verdict": "no_claim", "text": "En start är nära."}
TYPED_REQUEST = ASKED | {"due_on": "7 december 2026"}


def url(commitment, name: str = "hearing") -> str:
    return reverse(f"followup:{name}", args=[commitment.pk])


def text(answer) -> str:
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def asked_for_candidates(commitment) -> CandidateRequest:
    return CandidateRequest.ask(
        commitment=commitment, authority=commitment.authority, wanted=1, by=at(commitment, Role.PROCURER)
    )


def things_to_do(member) -> list[tuple]:
    inquiries = asked_of(todo, member)
    ask(*inquiries)
    found = [item for item in told_of(inquiries) if item.kind == "hearing"]
    return [(item.action, item.is_mine, item.due_on) for item in found]


def sent_to(kind) -> set:
    mails = OutgoingMail.objects.filter(kind=kind.key)
    return {mail.to_member or mail.to_email for mail in mails}


def is_wanted(kind) -> bool:
    """Would the mail about the first step still leave?"""
    return kind.still_wanted(HearingStep.objects.earliest("pk"), OutgoingMail())
