"""What has happened on contracts since they were entered: any row that anybody or any job hung on them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast

from core.models import AuditRow, StatusChange
from procurements.models import Commitment, Contract, Lot, OpeningBalance, Procurement
from suppliers.models import Report

# What the entry itself makes, and copies of figures; everything else that points at these rows came later.
MADE_WITH_ENTRY: Mapping[type[models.Model], frozenset[str]] = {
    Commitment: frozenset({"contacts", "opening_balances", "reports", "tally", "imported"}),
    Contract: frozenset({"commitments"}),
    Lot: frozenset({"contracts"}),
    Procurement: frozenset({"participants", "lots"}),
    Report: frozenset(),
}


Keys = models.QuerySet[Any]


@dataclass(frozen=True)
class Rows:
    """Rows of one model that belong to the commitments; `path` leads from them to the commitment."""

    model: type[models.Model]
    keys: Collection[int] | Keys
    path: str = ""

    @property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model, for_concrete_model=False)


def touched(commitments: Sequence[Commitment]) -> set[int]:
    """Primary keys of those on which anything has happened. Give them with contract and lot.

    Every table that may point at one of the rows is asked in a single statement.
    """
    kinds = _rows_of(commitments)
    asked = [_marked(found, index, name) for index, rows in enumerate(kinds) for found, name in _traces(rows)]
    first, *others = asked
    marks = set(first.union(*others))
    return {owner for index, rows in enumerate(kinds) for owner in _owners(rows, commitments, marks, index)}


def _rows_of(commitments: Sequence[Commitment]) -> list[Rows]:
    return [
        Rows(Commitment, [row.pk for row in commitments], "pk"),
        Rows(Contract, [row.contract_id for row in commitments], "contract_id"),
        Rows(Lot, [row.contract.lot_id for row in commitments], "contract.lot_id"),
        Rows(Procurement, [row.procurement_id for row in commitments], "procurement_id"),
        Rows(Report, Report.objects.filter(commitment__in=commitments).order_by().values("pk")),
    ]


def _marked(found: Keys, index: int, name: str) -> Keys:
    """Which kind of row, and its key, as two numbers."""
    key = Cast(name, models.BigIntegerField())
    return found.annotate(mark=Value(index, models.IntegerField()), row_key=key).values_list(
        "mark", "row_key"
    )


def _owners(
    rows: Rows, commitments: Sequence[Commitment], marks: set[tuple[int, int]], index: int
) -> Iterator[int]:
    """The commitments whose rows of this kind are marked."""
    keys = {key for mark, key in marks if mark == index}
    if not keys:
        return
    if not rows.path:
        yield from Report.objects.filter(pk__in=keys).values_list("commitment_id", flat=True)
    else:
        key_of = attrgetter(rows.path)
        yield from (row.pk for row in commitments if key_of(row) in keys)


def _traces(rows: Rows) -> Iterator[tuple[Keys, str]]:
    """Whatever came after the entry, each with the column that names the row."""
    if rows.model is Commitment:
        corrected = OpeningBalance.objects.filter(commitment__in=rows.keys, corrects__isnull=False)
        yield corrected.order_by(), "commitment_id"
    yield from _pointing_at(rows)
    yield from _about(rows)
    yield _stepped(rows), "object_id"
    yield _edited(rows), "object_id"


def _pointing_at(rows: Rows) -> Iterator[tuple[Keys, str]]:
    """Rows with a foreign key, also those of rooms above."""
    for relation in rows.model._meta.related_objects:
        if relation.get_accessor_name() in MADE_WITH_ENTRY[rows.model]:
            continue
        name = relation.field.attname
        manager = relation.related_model._base_manager
        yield manager.filter(**{f"{name}__in": rows.keys}).order_by(), name


def _about(rows: Rows) -> Iterator[tuple[Keys, str]]:
    """Mails, messages, notes, files, documents, decisions: whatever names its object by kind and number."""
    for model in apps.get_models():
        if model is StatusChange:
            continue
        for key in model._meta.private_fields:
            if isinstance(key, GenericForeignKey):
                about = {key.ct_field: rows.content_type, f"{key.fk_field}__in": rows.keys}
                yield model._base_manager.filter(**about).order_by(), key.fk_field


def _stepped(rows: Rows) -> Keys:
    """Rows with more steps than the one that began them."""
    return (
        StatusChange.objects.filter(content_type=rows.content_type, object_id__in=rows.keys)
        .exclude(from_state="")
        .order_by()
    )


def _edited(rows: Rows) -> Keys:
    found = AuditRow.objects.filter(object_label=rows.model._meta.label_lower)
    keys = rows.keys if isinstance(rows.keys, models.QuerySet) else None
    if keys is None:
        return found.filter(object_id__in=[str(key) for key in rows.keys]).order_by()
    return found.filter(
        object_id__in=keys.annotate(text=Cast("pk", models.TextField())).values("text")
    ).order_by()
