"""The link by which somebody without an account reports one period."""

from django.db import models

from core.actors import LinkVisitor
from core.models import MailedLink, MailedLinkQuerySet
from core.tokens import digest
from procurements.models import ContactPerson
from procurements.states import CommitmentState
from suppliers.models.report import Report


class ReportLink(MailedLink):
    """Opens one report to its reader: signed, expiring, for this purpose only.
    Spent when the report is sent."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    contact = models.ForeignKey(ContactPerson, null=True, on_delete=models.SET_NULL, related_name="links")

    objects = MailedLinkQuerySet["ReportLink"].as_manager()

    class Meta(MailedLink.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.report} {self.made_at:%Y-%m-%d}"

    @classmethod
    def open_with(cls, token: str, *, report: Report, email: str) -> "ReportLink":
        """The link behind a mail's token: made when the mail is first rendered, the same at a repeat."""
        contact = report.commitment.contacts.filter(reports=True, email__iexact=email).first()
        link, _made = cls.objects.get_or_create(
            token_digest=digest(token), defaults={"report": report, "contact": contact, "email": email}
        )
        return link

    @property
    def is_withdrawn(self) -> bool:
        """Nobody at the address reports under the contract any more: the person was taken out, or moved, or
        the contract was entered by mistake.

        Asked of the contact persons each time, so that no way of changing them leaves a door open.
        """
        people = ContactPerson.objects.filter(commitment__reports=self.report_id, reports=True)
        people = people.exclude(commitment__state=CommitmentState.UNDONE)
        return not people.filter(email__iexact=self.email).exists()

    @property
    def visitor(self) -> LinkVisitor:
        return LinkVisitor("report", self.pk)
