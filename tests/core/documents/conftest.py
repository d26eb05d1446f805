"""A document about a member, ready to be ordered, issued and approved."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from core import clock
from core.documents import Mandate, order, render
from core.documents.kinds import DocumentKind, kinds
from core.documents.parts import Section
from core.documents.specimen import SPECIMEN
from core.models import IssuedDocument
from organisations.models import Membership
from tests.organisations.factories import MembershipFactory

SHORT = SPECIMEN.context(
    proposal=Section(heading="Förslag till beslut", paragraphs=("Nämnden säger **ja** för nyanlända.",)),
    figures=(),
    in_favour=(),
    against=(),
    alternatives=Section(heading="Alternativ"),
    timeline_heading="Därefter",
    milestones=(),
    closing="Klart.",
)
MANDATE = Mandate(function="Förvaltningschef", text="Delegationsordning", delegation_item="4.2")


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def kind() -> Iterator[DocumentKind]:
    kinds.fill(SPECIMEN, key=SPECIMEN.key)
    yield SPECIMEN
    kinds._answers.pop(SPECIMEN.key)


@pytest.fixture
def ordered(kind, member: Membership) -> IssuedDocument:
    return order_specimen(member)


@pytest.fixture
def issued(ordered: IssuedDocument) -> IssuedDocument:
    render(ordered.pk)
    ordered.refresh_from_db()
    return ordered


@pytest.fixture
def signer(member: Membership) -> Membership:
    return MembershipFactory(organisation=member.organisation)


@pytest.fixture
def approve() -> Callable[..., object]:
    """Approve a document a moment after a fresh log-in."""
    from core.documents import sign

    def act(document: IssuedDocument, by: Membership, *, method: str = "totp", seconds: int = 30) -> object:
        at = clock.now() - dt.timedelta(seconds=seconds)
        return sign(document, by=by, mandate=MANDATE, method=method, authenticated_at=at)

    return act


def order_specimen(member: Membership, **values: object) -> IssuedDocument:
    authority = member.organisation.authorities.get()
    given = {"title": "Sysselsättningskrav i drift", "diary_number": "SEN 2026/0412", "context": SHORT}
    return order(SPECIMEN, member, authority=authority, by=member, **(given | values))
