"""What the page of a case says of that everybody can read of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats

from core.together import Inquiry, Rows
from procurements.models import ComingNotice, Procurement


@dataclass(frozen=True)
class Shown:
    """The title and month that strangers read, and where."""

    title: str
    month: str
    url: str


def shown_asked(case: Procurement) -> Inquiry[Shown]:
    """What is on the open page now: none where it was taken back, or is no longer a coming one."""
    rows = ComingNotice.objects.shown().filter(procurement=case).order_by("pk")
    return Inquiry(_told, Rows(rows))


def _told(rows: Iterable[ComingNotice]) -> Iterable[Shown]:
    for row in rows:
        month = formats.date_format(row.planned_for, "F\xa0Y")
        yield Shown(row.title, month, f"{reverse('front:coming')}#p{row.pk}")
