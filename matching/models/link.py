"""The link by which somebody without an account answers for the supplier about a requirement profile."""

from django.db import models

from core.actors import LinkVisitor
from core.models import MailedLink, MailedLinkQuerySet
from core.tokens import digest
from matching.models.profile import RequirementProfile
from procurements.models import ContactPerson


class ProfileLink(MailedLink):
    """Opens one profile to its reader: signed, expiring, for this purpose only.
    Spent when it is agreed to, or when a change is asked for."""

    profile = models.ForeignKey(RequirementProfile, on_delete=models.CASCADE, related_name="links")

    objects = MailedLinkQuerySet["ProfileLink"].as_manager()

    class Meta(MailedLink.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.profile} {self.made_at:%Y-%m-%d}"

    @classmethod
    def open_with(cls, token: str, *, profile: RequirementProfile, email: str) -> "ProfileLink":
        """The link behind a mail's token: made when the mail is first rendered, the same at a repeat."""
        link, _made = cls.objects.get_or_create(
            token_digest=digest(token), defaults={"profile": profile, "email": email}
        )
        return link

    @property
    def is_withdrawn(self) -> bool:
        """Nobody at the address is the supplier's contact under the contract any more."""
        return not ContactPerson.speaks_for_supplier(self.profile.commitment_id, email=self.email)

    @property
    def visitor(self) -> LinkVisitor:
        return LinkVisitor("profile", self.pk)
