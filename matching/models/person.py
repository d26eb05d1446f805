"""Somebody at a supplier, without a name: a pseudonymous reference that buyer and supplier share."""

import secrets
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from core import keys
from core.models import DataKey
from organisations.models import Membership, Organisation
from organisations.permissions import Permission

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """P- and five characters that cannot be mistaken for each other; says nothing about the person."""
    return "P-" + "".join(secrets.choice(ALPHABET) for _ in range(5))


class PlacedPersonQuerySet(models.QuerySet["PlacedPerson"]):
    def visible_to(self, member: Membership) -> Self:
        """Whoever has a placement that the member sees, and a supplier's own people."""
        from matching.models.placement import Placement

        seen = Q(pk__among=Placement.objects.visible_to(member).values("person"))
        if member.may(Permission.SUPPLIER_WORK):
            seen |= Q(supplier=member.organisation_id)
        return self.filter(seen)


class PlacedPerson(models.Model):
    """One person at one supplier. The supplier's own label is encrypted and shown to that supplier only."""

    PERSONAL_FIELDS: ClassVar = frozenset({"label_sealed"})

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="placed_persons")
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    label_sealed = models.BinaryField(blank=True, default=b"")

    objects = PlacedPersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def new(cls, *, supplier: Organisation, label: str = "") -> "PlacedPerson":
        """A saved person with a data key of her own."""
        key = keys.new_data_key()
        sealed = keys.encrypt(label, key=key) if label else b""
        return cls.objects.create(
            supplier=supplier, data_key=key, label_sealed=sealed, reference=cls.free_reference()
        )

    @classmethod
    def free_reference(cls) -> str:
        """One that nobody has had; with five characters two meet among some thousand persons."""
        while cls.objects.filter(reference=(found := new_reference())).exists():
            continue
        return found

    @property
    def label(self) -> str:
        """The supplier's own label in clear. Only for pages of that supplier."""
        return keys.decrypt(bytes(self.label_sealed), key=self.data_key) if self.label_sealed else ""
