"""Authorities: each committee, board or agency is its own controller with its own diary and secrecy."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import audit
from core.sortkeys import Sorted
from organisations.models.organisation import Organisation
from organisations.permissions import Permission

if TYPE_CHECKING:
    from core.actors import Actor
    from organisations.models.membership import Membership


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def visible_to(self, member: "Membership") -> "AuthorityQuerySet":
        """The authorities of the member's own organisation: their names are no secret to colleagues."""
        return self.filter(organisation_id=member.organisation_id)

    def in_sight_of(self, member: "Membership", *permissions: Permission) -> "AuthorityQuerySet":
        """Those whose cases or contracts, whichever the permissions are about, the member may see: her own,
        and those a co-operation opens."""
        return self.filter(pk__in=member.sighted_authority_ids_with(*permissions))


class Authority(Sorted):
    """The owner of cases, commitments, candidates and documents. A small municipality has one."""

    PERSONAL_FIELDS: ClassVar = frozenset({"contact_name", "contact_email", "contact_phone"})

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="authorities")
    name = models.CharField(_("Name"), max_length=160)
    controller = models.CharField(_("Controller"), max_length=160, blank=True)
    diary_prefix = models.CharField(_("Diary prefix"), max_length=12, blank=True)
    secrecy_default = models.CharField(_("Usual secrecy paragraph"), max_length=60, blank=True)
    contact_name = models.CharField(_("Contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("Contact e-mail"), blank=True)
    contact_phone = models.CharField(_("Contact phone"), max_length=40, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="organisations_authority_one_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def edit(self, *, by: "Actor", **values: Any) -> None:
        """Change the details that documents and mails show from now on.
        Issued documents keep the old ones."""
        audit.save_audited(self, by=by, **values)
