"""What the headings of an organisation's own spreadsheets mean."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models

from organisations.models.membership import Membership
from organisations.models.organisation import Organisation

if TYPE_CHECKING:
    from typing import Self


class HeadingQuerySet(models.QuerySet["RememberedHeading"]):
    def visible_to(self, member: Membership) -> "Self":
        return self.filter(organisation_id=member.organisation_id)


class RememberedHeading(models.Model):
    """Abstract. An empty field means that the column is not read in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=100)
    field = models.CharField(max_length=40, blank=True)

    objects = HeadingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.heading

    @classmethod
    def of(cls, organisation: Organisation) -> dict[str, str]:
        return dict(cls.objects.filter(organisation=organisation).values_list("heading", "field"))

    @classmethod
    def remember(cls, organisation: Organisation, meanings: Mapping[str, str]) -> None:
        """The latest word on a heading is the one that holds."""
        rows: list[Any] = [
            cls(organisation=organisation, heading=heading, field=field)
            for heading, field in meanings.items()
        ]
        cls.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["organisation", "heading"], update_fields=["field"]
        )
