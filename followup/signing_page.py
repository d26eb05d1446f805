"""The page of one issued document: what it is, who has approved it here, and what was signed elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Fact, Link
from core.documents import kinds
from core.models import IssuedDocument, OutsideSigning, RecordStatus, Signature
from core.templatetags.formats import date_words, moment_words
from followup.access import registers, sees
from followup.signing_rules import (
    SIGNS,
    copies_decided_by,
    is_signed,
    why_not_hand_in,
    why_not_replace,
    why_not_withdraw,
)
from organisations.models import Membership
from strategy.signing import grouped


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One copy that was signed in another system. `note` says what became of one that no longer counts."""

    row: OutsideSigning
    digest: str
    handed_in: str
    note: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentPage:
    """`original`: the document that was signed; the page's own unless that shows approvals."""

    document: IssuedDocument
    original: IssuedDocument
    kind: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    approvals: tuple[Signature, ...]
    copies: tuple[Copy, ...]
    takes_signatures: bool
    may_hand_in: bool
    why_not: str


def document_page(document: IssuedDocument, member: Membership) -> DocumentPage:
    """The page for this reader. Reads only."""
    original = document.edition_of or document
    kind = kinds.get(document.kind)
    asks = any(member.may(permission) for permission in SIGNS)
    reason = why_not_hand_in(original, member) if asks and is_signed(original) else None
    return DocumentPage(
        document=document,
        original=original,
        kind=str(kind.title) if kind else "",
        crumbs=crumbs_of(original, member),
        facts=tuple(_facts(document, original)),
        approvals=tuple(original.signatures.order_by("at", "pk")),
        copies=tuple(_copies(original, member, asks=asks)),
        takes_signatures=is_signed(original),
        may_hand_in=asks and is_signed(original) and reason is None,
        why_not=reason or "",
    )


def crumbs_of(document: IssuedDocument, member: Membership) -> tuple[Link, ...]:
    """Back to what the document is about, for those who see that. Whoever reads the document without
    registering it has been found to see what it is about."""
    subject = document.subject
    above = getattr(subject, "commitment", subject)
    if above is None or not hasattr(above, "get_absolute_url"):
        return ()
    if (above is not subject or registers(member, document)) and not sees(member, above):
        return ()
    return (Link(label=str(above), url=above.get_absolute_url()),)


def signed_by(row: OutsideSigning) -> str:
    return ", ".join(filter(None, [row.name, row.function]))


def _facts(document: IssuedDocument, original: IssuedDocument) -> Iterable[Fact]:
    yield Fact(label=_("Version"), value=str(document.version))
    if document.issued_at:
        yield Fact(label=_("Issued on"), value=moment_words(document.issued_at))
    yield Fact(label=_("Status as a record"), value=str(RecordStatus(document.record_status).label))
    if document.diary_number:
        yield Fact(label=_("Diary number"), value=document.diary_number)
    yield Fact(label=_("Fingerprint of the document (SHA-256)"), value=grouped(document.sha256))
    if document != original:
        yield Fact(label=_("Fingerprint of what was approved (SHA-256)"), value=grouped(original.sha256))
    url = reverse("document_check_answer", args=[document.check_code])
    yield Fact(label=_("Check code"), value=document.check_code, url=url)


def _copies(document: IssuedDocument, member: Membership, *, asks: bool) -> Iterable[Copy]:
    """The latest first."""
    found = document.outside_signings.select_related(
        "member__user", "on_behalf_of__user", "replaced_by", "withdrawal__member__user",
        "withdrawal__on_behalf_of__user",
    )  # fmt: skip
    rows = list(found.order_by("-at", "-pk"))
    carried = copies_decided_by(document) if asks and rows else frozenset()
    for row in rows:
        row.document = document
        yield Copy(
            row=row,
            digest=grouped(row.sha256),
            handed_in=_("{moment} by {who}").format(moment=moment_words(row.at), who=row.actor_name),
            note=_note(row),
            links=tuple(_links(row, member, carried)) if asks and row.is_standing else (),
        )


def _note(row: OutsideSigning) -> str:
    if row.successor is not None:
        words = _("Replaced {day}. {reason}")
        return words.format(day=date_words(row.successor.at), reason=row.successor.reason)
    if row.withdrawn is not None:
        words = _("Withdrawn {day} by {who}. {reason}")
        return words.format(
            day=date_words(row.withdrawn.at), who=row.withdrawn.actor_name, reason=row.withdrawn.reason
        )
    return ""


def _links(row: OutsideSigning, member: Membership, carried: frozenset[int]) -> Iterable[Link]:
    if why_not_replace(row, member) is None:
        yield Link(label=_("Replace"), url=reverse("followup:signed_copy_replacement", args=[row.pk]))
        if why_not_withdraw(row, member, carried=carried) is None:
            yield Link(label=_("Withdraw"), url=reverse("followup:signed_copy_withdrawal", args=[row.pk]))
