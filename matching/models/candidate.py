"""Candidates of one authority: a reference and what a CV says; who it is stands apart and sealed."""

import secrets
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import audit, clock, keys
from core.models import DataKey
from core.rules import RuleBroken
from matching.choices import Licence
from matching.models.person import ALPHABET
from organisations.audience import Audience, Circle
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from organisations.scope import identities_of
from reference.folding import fold

if TYPE_CHECKING:
    from core.actors import Actor

WORDS = ("occupations", "competences", "languages")
SEALED = ("name", "phone", "email", "officer_reference")


def new_reference() -> str:
    """K- and four characters that cannot be mistaken for each other; says nothing about the person."""
    return "K-" + "".join(secrets.choice(ALPHABET) for _ in range(4))


def words() -> Any:
    return models.CharField(max_length=80)


CANDIDATE_AUDIENCE = Audience(
    Circle(
        Permission.CANDIDATE_SEE,
        lambda member: Q(authority__in=member.own_authority_ids_with(Permission.CANDIDATE_SEE)),
        _("at your own unit"),
    )
)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, member: Membership) -> Self:
        """Those of the officer's own authorities. No role for a whole organisation opens them."""
        return self.filter(CANDIDATE_AUDIENCE.rows_for(member))

    def looking(self) -> Self:
        return self.filter(is_looking=True)

    def holding(self, text: str) -> Self:
        """Whose occupations, competences, languages or reference hold every word."""
        found = self
        for word in fold(text).split():
            found = found.filter(Q(search_text__contains=word) | Q(reference__icontains=word))
        return found


class Candidate(models.Model):
    """Somebody who looks for work, known to one authority. Holds nothing that says who it is."""

    PERSONAL_FIELDS: ClassVar = frozenset({*WORDS, "licences", "availability", "available_from"})

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="candidates")
    reference = models.CharField(max_length=12, unique=True)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    occupations = ArrayField(words(), verbose_name=_("Occupations"), default=list, blank=True)
    competences = ArrayField(words(), verbose_name=_("Competences"), default=list, blank=True)
    languages = ArrayField(words(), verbose_name=_("Languages"), default=list, blank=True)
    licences = ArrayField(
        models.CharField(max_length=8, choices=Licence.choices),
        verbose_name=_("Driving licences"),
        default=list,
        blank=True,
    )
    available_from = models.DateField(_("Can begin"), null=True, blank=True)
    availability = models.CharField(_("Hours and days that suit"), max_length=160, blank=True)
    is_looking = models.BooleanField(_("Looks for work"), default=True)
    in_target_group = models.BooleanField(_("Belongs to the target group"), null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_for = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_on = models.DateField(default=clock.today)
    search_text = models.TextField(editable=False, default="")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["registered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    in_target_group__isnull=True, confirmed_on__isnull=True, confirmed_by__isnull=True
                )
                | Q(in_target_group__isnull=False, confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="matching_candidate_confirmed_by_somebody",
                violation_error_message=_("The confirmation must say when and by whom."),
            )
        ]
        indexes = [models.Index(fields=["authority", "is_looking", "registered_on"])]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(" ".join(word for name in WORDS for word in getattr(self, name)))
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("matching:candidate", args=[self.pk])

    @classmethod
    def register(
        cls, *, authority: Authority, by: "Actor", identity: dict[str, Any] | None = None, **content: Any
    ) -> Self:
        """A new candidate of the authority. `identity` holds what `CandidateIdentity.write` takes."""
        _own(authority.pk, by)
        with transaction.atomic():
            row = cls(authority=authority, data_key=keys.new_data_key(), **content)
            row.reference = _free_reference()
            row.full_clean()
            row.save()
            CandidateIdentity.write(row, **(identity or {}))
            audit.record("candidate.registered", row, by=by)
        return row

    def edit(self, *, by: "Actor", **content: Any) -> None:
        """Change what the CV says; the log holds that it was changed, not what."""
        _own(self.authority_id, by)
        audit.save_audited(self, by=by, action="candidate.edited", **content)

    def confirm_target_group(self, *, belongs: bool, by: Membership) -> None:
        """The officer has seen that the person belongs to the target group, or does not. Never why."""
        _own(self.authority_id, by)
        audit.save_audited(
            self,
            by=by,
            action="candidate.target_group_confirmed",
            in_target_group=belongs,
            confirmed_on=clock.today(),
            confirmed_by=by,
            confirmed_for=by.acting_for,
        )

    def change_identity(self, *, by: "Actor", **identity: Any) -> None:
        """Replace name and contact, or turn to a protected identity, which takes them away."""
        _own(self.authority_id, by)
        with transaction.atomic():
            CandidateIdentity.write(self, **identity)
            audit.record("candidate.identity_changed", self, by=by, changes={"identity": audit.CHANGED})


def _own(authority_id: int, by: "Actor") -> None:
    if isinstance(by, Membership) and authority_id not in by.own_authority_ids_with(
        Permission.CANDIDATE_EDIT
    ):
        raise RuleBroken(_t("Candidates are registered only by those who work for the authority."))


def _free_reference() -> str:
    """One that nobody has had; with four characters two may meet among many."""
    while Candidate.objects.filter(reference=(found := new_reference())).exists():
        continue
    return found


class CandidateIdentity(models.Model):
    """Who a candidate is. Guarded by row-level security: see organisations/scope.py."""

    PERSONAL_FIELDS: ClassVar = frozenset(f"{name}_sealed" for name in SEALED)

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="identity")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    is_protected = models.BooleanField(_("Protected identity"), default=False)
    name_sealed = models.BinaryField(blank=True, default=b"")
    phone_sealed = models.BinaryField(blank=True, default=b"")
    email_sealed = models.BinaryField(blank=True, default=b"")
    officer_reference_sealed = models.BinaryField(blank=True, default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_protected=False) | Q(name_sealed=b"", phone_sealed=b"", email_sealed=b""),
                name="matching_candidateidentity_protected_has_no_name",
                violation_error_message=_("With a protected identity neither name nor contact is stored."),
            )
        ]

    def __str__(self) -> str:
        return f"identity {self.candidate_id}"

    @classmethod
    def write(cls, candidate: Candidate, *, is_protected: bool = False, **told: str) -> None:
        """Seal what was told under the candidate's key; what is not told is taken away."""
        if is_protected and any(told.get(name) for name in ("name", "phone", "email")):
            raise RuleBroken(_t("With a protected identity neither name nor contact is stored."))
        sealed = {
            f"{name}_sealed": keys.encrypt(told[name], key=candidate.data_key) if told.get(name) else b""
            for name in SEALED
        }
        with identities_of([candidate.authority_id]):
            cls.objects.update_or_create(
                candidate=candidate,
                defaults={"authority_id": candidate.authority_id, "is_protected": is_protected, **sealed},
            )

    @classmethod
    def protected_among(cls, candidates: Collection[Candidate], *, member: Membership) -> set[int]:
        """Which of these have a protected identity; asked only for the member's own authorities."""
        with identities_of(member.own_authority_ids_with(Permission.CANDIDATE_SEE)):
            found = cls.objects.filter(candidate__in=candidates, is_protected=True)
            return set(found.values_list("candidate_id", flat=True))

    def opened(self, name: str) -> str:
        """One sealed value in clear."""
        sealed = bytes(getattr(self, f"{name}_sealed"))
        return keys.decrypt(sealed, key=self.candidate.data_key) if sealed else ""
