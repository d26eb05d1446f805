"""What has happened on contracts since they were entered: any row that anybody or any job hung on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count

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


@dataclass(frozen=True)
class Rows:
    """Rows of one model, each with the commitment that it belongs to."""

    model: type[models.Model]
    owners: Mapping[int, int] = field(default_factory=dict)

    @property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(self.model, for_concrete_model=False)


def touched(commitments: Sequence[Commitment]) -> set[int]:
    """Primary keys of those on which anything has happened. Give them with contract and lot."""
    found = set(
        OpeningBalance.objects.filter(commitment__in=commitments, corrects__isnull=False)
        .order_by()
        .values_list("commitment_id", flat=True)
    )
    for rows in _rows_of(commitments):
        for key in (*_pointing_at(rows), *_about(rows), *_stepped(rows), *_edited(rows)):
            found.add(rows.owners[key])
    return found


def _rows_of(commitments: Sequence[Commitment]) -> Iterator[Rows]:
    yield Rows(Commitment, {row.pk: row.pk for row in commitments})
    yield Rows(Contract, {row.contract_id: row.pk for row in commitments})
    yield Rows(Lot, {row.contract.lot_id: row.pk for row in commitments})
    yield Rows(Procurement, {row.procurement_id: row.pk for row in commitments})
    reports = Report.objects.filter(commitment__in=commitments).order_by()
    yield Rows(Report, dict(reports.values_list("pk", "commitment_id")))


def _pointing_at(rows: Rows) -> Iterator[int]:
    """Rows with a foreign key, also those of rooms above."""
    for relation in rows.model._meta.related_objects:
        if relation.get_accessor_name() in MADE_WITH_ENTRY[rows.model]:
            continue
        name = relation.field.attname
        manager = relation.related_model._base_manager
        found = manager.filter(**{f"{name}__in": rows.owners}).order_by()
        yield from found.values_list(name, flat=True).distinct()


def _about(rows: Rows) -> Iterator[int]:
    """Mails, messages, notes, files, documents, decisions: whatever names its object by kind and number."""
    for model in apps.get_models():
        if model is StatusChange:
            continue
        for key in model._meta.private_fields:
            if isinstance(key, GenericForeignKey):
                about = {key.ct_field: rows.content_type, f"{key.fk_field}__in": rows.owners}
                found = model._base_manager.filter(**about).order_by()
                yield from found.values_list(key.fk_field, flat=True).distinct()


def _stepped(rows: Rows) -> Iterator[int]:
    """Rows with more steps than the one that began them."""
    about = StatusChange.objects.filter(content_type=rows.content_type, object_id__in=rows.owners)
    counted = about.order_by().values("object_id").annotate(steps=Count("pk")).filter(steps__gt=1)
    yield from counted.values_list("object_id", flat=True)


def _edited(rows: Rows) -> Iterator[int]:
    keys = [str(key) for key in rows.owners]
    found = AuditRow.objects.filter(object_label=rows.model._meta.label_lower, object_id__in=keys).order_by()
    yield from (int(key) for key in found.values_list("object_id", flat=True).distinct())
