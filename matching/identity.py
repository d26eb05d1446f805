"""Looking at who a candidate is: an act of its own, logged before anything is shown."""

from dataclasses import dataclass

from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _

from core import audit
from core.rules import RuleBroken
from matching.models import Candidate, CandidateIdentity
from matching.models.candidate import SEALED
from organisations.models import Membership
from organisations.permissions import Permission
from organisations.scope import identities_of

SHOWN_SECONDS = 120
SIGNER = TimestampSigner(salt="matching.identity")


@dataclass(frozen=True)
class Identity:
    """A person's name and contact in clear. Never leaves the page it is shown on."""

    name: str
    phone: str
    email: str
    officer_reference: str
    is_protected: bool


def open_identity(candidate: Candidate, *, by: Membership) -> str:
    """Log that the member looks, and give the mark that shows the identity to her for two minutes."""
    if not by.may(Permission.CANDIDATE_SEE) or candidate.authority_id not in by.own_authority_ids_with(
        Permission.CANDIDATE_SEE
    ):
        raise RuleBroken(_("Only officers of the authority see who a candidate is."))
    row = audit.record("candidate.identity_seen", candidate, by=by)
    return SIGNER.sign(f"{by.pk}.{candidate.pk}.{row.pk}")


def opened_identity(candidate: Candidate, *, mark: str, by: Membership) -> Identity | None:
    """The identity behind a mark of the member's own that has not run out; else None."""
    try:
        told = SIGNER.unsign(mark, max_age=SHOWN_SECONDS)
    except BadSignature:
        return None
    if not told.startswith(f"{by.pk}.{candidate.pk}."):
        return None
    return read_identity(candidate, by=by)


def read_identity(candidate: Candidate, *, by: Membership) -> Identity | None:
    """The identity in clear. The caller has logged the look."""
    with identities_of(by.own_authority_ids_with(Permission.CANDIDATE_SEE)):
        row = (
            CandidateIdentity.objects.filter(candidate=candidate)
            .select_related("candidate__data_key")
            .first()
        )
    if row is None:
        return None
    return Identity(is_protected=row.is_protected, **{name: row.opened(name) for name in SEALED})
