"""What is bought: the common procurement vocabulary, and earlier procurements' titles as search data."""

from django.db import models

from reference.models.rows import Coded


class CpvCode(Coded):
    """A code of CPV 2008 (Regulation (EC) 213/2008)."""

    code = models.CharField(max_length=8, primary_key=True)
    check_digit = models.CharField(max_length=1)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.PositiveSmallIntegerField()  # 2 division, 3 group, 4 class, 5 category, 6 subcategory
    nature = models.CharField(max_length=10)  # works, supplies or services
    is_social_service = models.BooleanField(default=False)
    # both labels, by reference.folding.searchable
    search_text = models.CharField(max_length=420, editable=False)

    class Meta(Coded.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def number(self) -> str:
        """The code with its check digit, as it stands in notices: 90910000-9."""
        return f"{self.code}-{self.check_digit}"

    @property
    def division(self) -> str:
        """The two digits that name the broadest class."""
        return self.code[:2]


class PastTitle(models.Model):
    """A real earlier procurement's title and code: what a new title is compared with."""

    procurement_id = models.CharField(max_length=20, primary_key=True)
    title = models.CharField(max_length=300)
    cpv = models.ForeignKey(
        CpvCode, on_delete=models.PROTECT, null=True, blank=True, related_name="past_titles"
    )
    buyer_number = models.CharField(max_length=10)  # organisation number
    published_on = models.DateField()

    class Meta:
        ordering = ["procurement_id"]

    def __str__(self) -> str:
        return self.title
