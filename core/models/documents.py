"""Issued documents: ordered once, rendered once, final from then on; and the approvals that refer to them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models.acted import Acted
from core.models.records import Record, RecordQuerySet, RecordStatus
from core.models.stepping import Stepping
from core.states import DOCUMENT_TRANSITIONS, DocumentState

if TYPE_CHECKING:
    from core.actors import Actor


@dataclass(frozen=True, kw_only=True)
class RenderedFile:
    """A stored file: its name below MEDIA_ROOT, its hash, and the hash of what it was made with."""

    name: str
    sha256: str
    byte_count: int
    page_count: int
    template_version: str


class IssuedDocumentQuerySet(RecordQuerySet["IssuedDocument"]):
    """Documents; `visible_to` is asked of the object that a document belongs to."""

    def about(self, subject: models.Model) -> "IssuedDocumentQuerySet":
        """Documents of one object, the latest version first."""
        content_type = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        found = self.filter(content_type=content_type, object_id=subject.pk)
        return found.order_by("kind", "-version", "-edition")

    def issued(self) -> "IssuedDocumentQuerySet":
        return self.filter(state=DocumentState.ISSUED)

    def due(self) -> "IssuedDocumentQuerySet":
        """Ordered documents that no worker holds: never claimed, or the lease has run out."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=clock.now())
        return self.filter(free, state=DocumentState.ORDERED).order_by("pk")


class IssuedDocument(Stepping, Record):
    """A document about an object: frozen context in, one file out. Final once issued (database trigger).

    `context` and `frame` are frozen when the document is ordered and hold no personal values in clear;
    the names of officials acting in their duty may stand there. `version` counts what was drawn up about
    the object, `edition` the approvals printed on it (0: none).
    """

    TRANSITIONS = DOCUMENT_TRANSITIONS
    STATES = DocumentState

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    edition = models.PositiveSmallIntegerField(default=0)
    edition_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="sv")
    context = models.JSONField()
    frame = models.JSONField()
    check_code = models.CharField(max_length=9, unique=True)
    ordered_at = models.DateTimeField(default=clock.now)

    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    issued_at = models.DateTimeField(null=True, blank=True)
    template_version = models.CharField(max_length=64, blank=True)
    file = models.FileField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    byte_count = models.PositiveIntegerField(null=True, blank=True)
    page_count = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind", "version", "edition"],
                name="core_issueddocument_one_per_version",
            ),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.ISSUED)
                | (
                    Q(
                        issued_at__isnull=False,
                        page_count__gte=1,
                        byte_count__gte=1,
                        claimed_until__isnull=True,
                    )
                    & ~Q(sha256="")
                    & ~Q(file="")
                    & ~Q(template_version="")
                ),
                name="core_issueddocument_issued_has_file",
                violation_error_message=_("An issued document has its file and hash."),
            ),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.FAILED) | ~Q(failure=""),
                name="core_issueddocument_failed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(edition=0, edition_of__isnull=True) | Q(edition__gte=1, edition_of__isnull=False),
                name="core_issueddocument_edition_has_original",
            ),
        ]
        indexes = [
            models.Index(
                fields=["claimed_until"],
                condition=Q(state=DocumentState.ORDERED),
                name="core_issueddocument_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.check_code})"

    def issue(self, file: "RenderedFile", *, by: "Actor") -> None:
        """Take in the rendered file. From here on the database refuses every change but registration."""
        with self.stepping(DocumentState.ISSUED, by=by) as row:
            row.file.name, row.sha256 = file.name, file.sha256
            row.byte_count, row.page_count = file.byte_count, file.page_count
            row.template_version = file.template_version
            row.issued_at, row.claimed_until, row.failure = clock.now(), None, ""

    def fail(self, reason: str, *, by: "Actor") -> None:
        """Give up; the reason is kept and shown, and the document can be ordered again."""
        with self.stepping(DocumentState.FAILED, by=by, reason=reason) as row:
            row.failure, row.claimed_until = reason, None

    def order_again(self, *, by: "Actor") -> None:
        """Try once more with the same frozen context. `core.documents.order_again` also wakes a worker."""
        with self.stepping(DocumentState.ORDERED, by=by) as row:
            row.failure, row.attempts = "", 0

    @property
    def is_issued(self) -> bool:
        return self.state == DocumentState.ISSUED

    @property
    def is_public_record(self) -> bool:
        return self.record_status != RecordStatus.WORKING

    def read(self) -> bytes:
        """The issued file as it stands on disk."""
        with self.file.open("rb") as stored:
            return bytes(stored.read())

    @property
    def file_name(self) -> str:
        """The name a reader's browser stores it under."""
        return f"{self.kind}-{self.check_code}.pdf"


class Signature(Acted):
    """One member's electronic approval of exactly one file. Append-only.

    Holds what is printed: name, function, mandate and delegation item as they were then.
    """

    class Method(models.TextChoices):
        TOTP = "totp", _("Authenticator app")
        WEBAUTHN = "webauthn", _("Passkey or security key")
        RECOVERY_CODES = "recovery_codes", _("Recovery code")
        PERSONA = "persona", _("The button of a demo person, no real approval")

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="signatures")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    organisation_name = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=120)
    mandate = models.CharField(max_length=240, blank=True)
    delegation_item = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=20, choices=Method.choices)
    authenticated_at = models.DateTimeField()

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["at", "pk"]
        constraints = [
            *Acted.Meta.constraints,
            models.UniqueConstraint(fields=["document", "member"], name="core_signature_one_per_member"),
            models.CheckConstraint(condition=Q(member__isnull=False), name="core_signature_has_member"),
            models.CheckConstraint(
                condition=Q(authenticated_at__lte=F("at")), name="core_signature_after_authentication"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.function}"
