"""The page where a decision on delegation is read and signed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Fact
from core.documents import thaw
from core.models import IssuedDocument
from organisations.models import Membership
from strategy.documents import DecisionContent, document_to_sign
from strategy.models import LeadershipDecision

GROUP = 8


@dataclass(frozen=True, kw_only=True)
class SigningPage:
    """`document` is None until it is ordered; it can be signed once it is issued."""

    document: IssuedDocument | None
    document_url: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]
    fingerprint: str
    is_prepared_by_reader: bool

    @property
    def is_ready(self) -> bool:
        return self.document is not None and self.document.is_issued


def signing_page(decision: LeadershipDecision, member: Membership) -> SigningPage:
    """What the decider sees before she signs. Reads only."""
    document, item = document_to_sign(decision, decider=member), decision.item_of(member)
    facts = [
        Fact(label=_("You decide as"), value=item.function if item else ""),
        Fact(label=_("Item"), value=item.item if item else ""),
    ]
    url = fingerprint = ""
    if document is not None and document.is_issued:
        url = reverse("document", args=[document.pk])
        fingerprint = grouped(document.sha256)
    return SigningPage(
        document=document,
        document_url=url,
        paragraphs=operative_part(document),
        facts=tuple(facts),
        fingerprint=fingerprint,
        is_prepared_by_reader=decision.is_prepared_by(member),
    )


def operative_part(document: IssuedDocument | None) -> tuple[str, ...]:
    """What the document decides, as it stands in it."""
    if document is None:
        return ()
    content = thaw(DecisionContent, document.context)
    return tuple(paragraph.replace("**", "") for paragraph in (*content.proposal.paragraphs, content.way))


def grouped(digest: str) -> str:
    """A hash in groups that fit the screen and can be compared by eye."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))
