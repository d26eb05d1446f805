"""House rule 6.5: every table, and every personal column, says how long it is kept (docs/retention.yaml)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.db import models

from tests.house.guards.registry import guard

PATH = settings.BASE_DIR / "docs" / "retention.yaml"
PARTS = {"keep", "then", "because"}


def stored_rules() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return found


def all_models() -> list[type[models.Model]]:
    """Every table, those between two others included."""
    return list(apps.get_models(include_auto_created=True))


@guard
def everything_has_a_retention_rule(
    found: Iterable[type[models.Model]], stored: Mapping[str, Any]
) -> Iterator[str]:
    """A table without a rule, a personal or sealed column without one of its own,
    and rules for what is gone."""
    rules, tables = stored["rules"], stored["tables"]
    for name, rule in rules.items():
        if set(rule) != PARTS:
            yield f"rule {name}: says {sorted(rule)}, but must say {sorted(PARTS)}"
    by_label = {model._meta.label: model for model in found}
    for label, model in by_label.items():
        if label not in tables:
            yield f"{label} has no rule: add it under `tables` in docs/retention.yaml"
            continue
        yield from _columns(model, tables[label], rules)
    for label in tables.keys() - by_label.keys():
        yield f"{label} is gone: remove its rule from docs/retention.yaml"


def _columns(model: type[models.Model], entry: Any, rules: Mapping[str, Any]) -> Iterator[str]:
    label = model._meta.label
    own = {"rule": entry} if isinstance(entry, str) else entry
    columns = own.get("columns", {})
    for name, rule in {"the table": own["rule"], **columns}.items():
        if rule not in rules:
            yield f"{label}, {name}: there is no rule {rule!r}"
    known = {field.name for field in model._meta.get_fields()}
    for name in columns.keys() - known:
        yield f"{label} has no column {name!r}"
    for name in sorted(personal_columns(model) - columns.keys()):
        yield f"{label}.{name} is personal: say in docs/retention.yaml how long it is kept"


# How a column is called that says who somebody is or how to reach her, marked or not.
TELLING = re.compile(
    r"(?:^|_)(?:name|email|phone|telephone|mobile|contact|supervisor|participants)$|_sealed$"
)
# Columns called so that hold the name of a thing or of an organisation.
THINGS = {
    "auth.Permission.name",
    "auth.Group.name",
    "core.Signature.organisation_name",
    "reference.LoadedFile.name",
    "organisations.Organisation.name",
    "organisations.Authority.name",
    "procurements.RequirementVersion.name",
}


def personal_columns(model: type[models.Model]) -> set[str]:
    """Columns marked personal, and those whose name or kind tells that they are."""
    plain = [field for field in model._meta.local_fields if not field.is_relation]
    telling = {field.name for field in plain if TELLING.search(field.name) or is_address(field)}
    things = {name for name in telling if f"{model._meta.label}.{name}" in THINGS}
    return set(getattr(model, "PERSONAL_FIELDS", ())) | (telling - things)


def is_address(field: Any) -> bool:
    return isinstance(field, models.EmailField)
