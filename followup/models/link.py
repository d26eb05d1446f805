"""The link by which a supplier without an account reads what stands about its contract, and answers."""

from django.db import models

from core.actors import LinkVisitor
from core.models import MailedLink, MailedLinkQuerySet
from core.tokens import digest
from followup.models.deviation import HearingStep
from procurements.models import Commitment, ContactPerson


class PartyLink(MailedLink):
    """Opens one commitment to its supplier, to read: what was agreed, in meetings and afterwards.

    With a `request` it also takes the statement that was asked for, once; then it is spent and only reads.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="party_links")
    request = models.ForeignKey(
        HearingStep, null=True, blank=True, on_delete=models.PROTECT, related_name="party_links"
    )

    objects = MailedLinkQuerySet["PartyLink"].as_manager()

    class Meta(MailedLink.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.commitment} {self.made_at:%Y-%m-%d}"

    @classmethod
    def open_with(
        cls, token: str, *, commitment: Commitment, email: str, request: HearingStep | None = None
    ) -> "PartyLink":
        """The link behind a mail's token: made when the mail is first rendered, the same at a repeat."""
        found = {"commitment": commitment, "email": email, "request": request}
        link, _made = cls.objects.get_or_create(token_digest=digest(token), defaults=found)
        return link

    @property
    def is_withdrawn(self) -> bool:
        """Nobody at the address is the supplier's contact under the contract any more."""
        return not ContactPerson.speaks_for_supplier(self.commitment_id, email=self.email)

    @property
    def visitor(self) -> LinkVisitor:
        return LinkVisitor("party", self.pk)
