"""Bring the shipped public data into the database, or refresh it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import models, transaction

from core import clock
from core.sortkeys import Sorted, swedish_sort_key
from reference import files
from reference.models import Coded, LoadedFile
from reference.sources import SOURCES, Source

# Raised when the same file would give other rows (a new column, another folding): every database reloads.
EDITION = "1"
BATCH = 2000


@dataclass(frozen=True)
class Loaded:
    """What happened to one file: its rows, how many codes it no longer has,
    and whether there was nothing to do."""

    file: str
    rows: int
    dropped: int
    was_current: bool


def load_all(
    *, sources: Sequence[Source] = SOURCES, folder: Path = files.DATA, force: bool = False
) -> list[Loaded]:
    """Load every file that is new or changed, each in one transaction. Safe to repeat.

    Rows are inserted or updated by their code. A code that a new file no longer has is marked as not current,
    since other rows may point at it; a dropped earlier title, at which nothing points, is deleted.
    """
    known = dict(LoadedFile.objects.values_list("name", "digest"))
    return [
        _load(source, folder / source.file, known="" if force else known.get(source.file, ""))
        for source in sources
    ]


def _load(source: Source, path: Path, *, known: str) -> Loaded:
    digest = f"{EDITION}:{files.digest(path)}"
    if digest == known:
        return Loaded(source.file, LoadedFile.objects.get(name=source.file).rows, dropped=0, was_current=True)
    instances = [_with_sort_key(source.instance(row)) for row in files.rows(path)]
    with transaction.atomic():
        _write(source.model, instances)
        dropped = _drop_missing(source.model, {instance.pk for instance in instances})
        LoadedFile.objects.update_or_create(
            name=source.file, defaults={"digest": digest, "rows": len(instances), "loaded_at": clock.now()}
        )
    return Loaded(source.file, len(instances), dropped=dropped, was_current=False)


def _with_sort_key(instance: models.Model) -> models.Model:
    # bulk_create does not call save(), which keeps the key otherwise
    if isinstance(instance, Sorted):
        instance.sort_key = swedish_sort_key(getattr(instance, instance.sort_source))
    return instance


def _write(model: type[models.Model], instances: Iterable[models.Model]) -> None:
    model._default_manager.bulk_create(
        instances,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[field.name for field in model._meta.concrete_fields if not field.primary_key],
    )


def _drop_missing(model: type[models.Model], present: set[object]) -> int:
    rows = model._default_manager.all()
    if not issubclass(model, Coded):
        missing = set(rows.values_list("pk", flat=True)) - present
        return rows.filter(pk__in=missing).delete()[0] if missing else 0
    missing = set(rows.filter(is_current=True).values_list("pk", flat=True)) - present
    return rows.filter(pk__in=missing).update(is_current=False) if missing else 0
