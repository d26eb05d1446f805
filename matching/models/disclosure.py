"""The secrecy test, and the log of what was passed on to whom. Both are only ever added to."""

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import keys
from core.actors import actor_columns
from core.models import Acted
from core.rules import RuleBroken
from core.templatetags.formats import date_words
from matching.choices import CvField, LegalGround, Licence
from matching.models.candidate import Candidate
from matching.models.proposal import Proposal
from matching.states import READABLE
from organisations.models import Membership, Organisation
from organisations.permissions import Permission

if TYPE_CHECKING:
    from core.actors import Actor


def fields_column() -> Any:
    return ArrayField(
        models.CharField(max_length=12, choices=CvField.choices), verbose_name=_("What is passed on")
    )


class SecrecyTestQuerySet(models.QuerySet["SecrecyTest"]):
    def visible_to(self, member: Membership) -> Self:
        """The officers' of the candidate's own authority; the recipient is not told how it was judged."""
        return self.filter(proposal__candidate__among=Candidate.objects.visible_to(member))


class SecrecyTest(Acted):
    """Before anything is passed on: which fields, to whom, why it does no harm, on what ground, by whom."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="secrecy_tests")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fields = fields_column()
    why_no_harm = models.TextField(_("Why it does no harm"), max_length=600)
    legal_ground = models.CharField(_("Legal ground"), max_length=12, choices=LegalGround.choices)

    objects = SecrecyTestQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.legal_ground}"


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def visible_to(self, member: Membership) -> Self:
        """The officers' of the candidate's own authority; the recipient's while it is still to answer or
        to take the person on."""
        seen = Q(candidate__among=Candidate.objects.visible_to(member))
        if member.may(Permission.SUPPLIER_WORK):
            seen |= Q(recipient=member.organisation_id, proposal__state__in=READABLE)
        return self.filter(seen)


class Disclosure(Acted):
    """What left the authority: sealed with the person's key,
    so that erasing her leaves the row without words."""

    PERSONAL_FIELDS: ClassVar = frozenset({"content_sealed"})

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="disclosures")
    test = models.OneToOneField(SecrecyTest, on_delete=models.PROTECT, related_name="disclosure")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="disclosures")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fields = fields_column()
    legal_ground = models.CharField(max_length=12, choices=LegalGround.choices)
    content_sealed = models.BinaryField()

    objects = DisclosureQuerySet.as_manager()

    class Meta(Acted.Meta):
        abstract = False
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["candidate", "at"])]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.at:%Y-%m-%d}"

    @property
    def content(self) -> dict[str, str]:
        """The words passed on, by field."""
        told: dict[str, str] = json.loads(
            keys.decrypt(bytes(self.content_sealed), key=self.candidate.data_key)
        )
        return told


def cv_content(candidate: Candidate) -> dict[str, str]:
    """What a CV says, as text by field; empty ones are left out."""
    begins = (
        _t("from {day}").format(day=date_words(candidate.available_from)) if candidate.available_from else ""
    )
    told = {
        CvField.OCCUPATIONS: ", ".join(candidate.occupations),
        CvField.COMPETENCES: ", ".join(candidate.competences),
        CvField.LANGUAGES: ", ".join(candidate.languages),
        CvField.LICENCES: ", ".join(str(Licence(code).label) for code in candidate.licences),
        CvField.AVAILABILITY: ", ".join(part for part in (begins, candidate.availability) if part),
    }
    return {field.value: text for field, text in told.items() if text}


def pass_on(
    proposal: Proposal, *, fields: Collection[str], why_no_harm: str, legal_ground: str, by: "Actor"
) -> Disclosure:
    """Write test and disclosure. Called inside the step that makes the proposal disclosed."""
    chosen = [field.value for field in CvField if field in fields]
    if not chosen or len(chosen) != len(set(fields)):
        raise RuleBroken(_t("Tick what is passed on."))
    if legal_ground == LegalGround.NO_HARM and not why_no_harm.strip():
        raise RuleBroken(_t("Write why passing this on does no harm."))
    told = {name: text for name, text in cv_content(proposal.candidate).items() if name in chosen}
    shared = {
        "proposal": proposal,
        "recipient": proposal.profile.commitment.contract.supplier,
        "fields": chosen,
        "legal_ground": legal_ground,
        **actor_columns(by),
    }
    test = SecrecyTest.objects.create(why_no_harm=why_no_harm, **shared)
    return Disclosure.objects.create(
        test=test,
        candidate=proposal.candidate,
        content_sealed=keys.encrypt(json.dumps(told), key=proposal.candidate.data_key),
        **shared,
    )
