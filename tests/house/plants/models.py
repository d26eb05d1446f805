"""Planted tables and columns."""

from typing import Any

from django.apps.registry import Apps
from django.db import models

from organisations.models import Authority
from organisations.permissions import Permission
from tests.house.plants.registry import Specimen, asked, plant


class Scoped(models.QuerySet[Any]):
    def visible_to(self, member: Any) -> Any:
        return self.filter(authority__in=member.authority_ids_with(Permission.CASE_SEE))


def table(name: str, /, **columns: Any) -> type[models.Model]:
    """A model that no room knows of."""
    meta = type("Meta", (), {"app_label": "procurements", "apps": Apps(())})
    return type(name, (models.Model,), {"Meta": meta, "__module__": __name__, **columns})


def owner() -> Any:
    return models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")


def unscoped() -> type[models.Model]:
    return table("Open", authority=owner())


def scoped() -> type[models.Model]:
    return table("Closed", authority=owner(), objects=Scoped.as_manager())


@plant("tenants_have_a_scope")
def table_of_an_authority_without_a_scope():
    nobodys = table("Nobodys", name=models.CharField(max_length=9))
    return Specimen(
        wrong=asked([scoped(), unscoped()], through={}),
        right=asked([scoped(), nobodys, unscoped()], through={"procurements.Open": "asked of its case"}),
        says="procurements.Open belongs to somebody",
    )


@plant("exceptions_are_needed")
def exception_for_what_has_a_scope_by_now():
    return Specimen(
        wrong=asked([scoped()], through={"procurements.Closed": "asked of its case"}),
        right=asked([unscoped()], through={"procurements.Open": "asked of its case"}),
        says="procurements.Closed needs no exception",
    )


@plant("exceptions_are_needed")
def exception_for_what_is_gone():
    return Specimen(
        wrong=asked([], through={"procurements.Gone": "asked of its case"}),
        right=asked([], through={}),
        says="procurements.Gone needs no exception",
    )


RULE = {"keep": "Ten years", "then": "Disposed of", "because": "Arkivlagen"}


def kept(tables: dict[str, Any], **rules: Any) -> dict[str, Any]:
    return {"rules": {"record": RULE, **rules}, "tables": tables}


def person(**more: Any) -> type[models.Model]:
    columns = {"name": models.CharField(max_length=9), "phone_sealed": models.BinaryField(), **more}
    return table("Person", **{"PERSONAL_FIELDS": frozenset({"name"}), **columns})


SAYS_ALL = {
    "procurements.Person": {"rule": "record", "columns": {"name": "record", "phone_sealed": "record"}}
}


def forgotten(stored: dict[str, Any], *, says: str) -> Specimen:
    return Specimen(wrong=asked([person()], stored), right=asked([person()], kept(SAYS_ALL)), says=says)


@plant("everything_has_a_retention_rule")
def table_without_a_rule():
    return forgotten(kept({}), says="procurements.Person has no rule")


@plant("everything_has_a_retention_rule")
def personal_column_without_a_rule():
    part = {"procurements.Person": {"rule": "record", "columns": {"phone_sealed": "record"}}}
    return forgotten(kept(part), says="procurements.Person.name is personal")


@plant("everything_has_a_retention_rule")
def sealed_column_without_a_rule():
    part = {"procurements.Person": {"rule": "record", "columns": {"name": "record"}}}
    return forgotten(kept(part), says="procurements.Person.phone_sealed is personal")


def unmarked(column: str, field: Any) -> Specimen:
    """A table that does not say that the column is personal."""
    found = [table("Plain", **{column: field, "number": models.IntegerField()})]
    said = {"procurements.Plain": {"rule": "record", "columns": {column: "record"}}}
    return Specimen(
        wrong=asked(found, kept({"procurements.Plain": "record"})),
        right=asked(found, kept(said)),
        says=f"procurements.Plain.{column} is personal",
    )


@plant("everything_has_a_retention_rule")
def column_that_holds_an_address():
    return unmarked("reply_to", models.EmailField())


@plant("everything_has_a_retention_rule")
def column_called_after_a_person():
    return unmarked("buyer_contact", models.CharField(max_length=9))


@plant("everything_has_a_retention_rule")
def rule_that_nobody_wrote():
    return forgotten(kept(SAYS_ALL | {"procurements.Person": "for_ever"}), says="there is no rule 'for_ever'")


@plant("everything_has_a_retention_rule")
def rule_for_a_column_that_is_gone():
    more = {"procurements.Person": {"rule": "record", "columns": {"fax": "record"}}}
    return forgotten(kept(more), says="procurements.Person has no column 'fax'")


@plant("everything_has_a_retention_rule")
def rule_for_a_table_that_is_gone():
    return forgotten(kept(SAYS_ALL | {"procurements.Gone": "record"}), says="procurements.Gone is gone")


@plant("everything_has_a_retention_rule")
def rule_without_a_reason():
    return forgotten(kept(SAYS_ALL, short={"keep": "A day", "then": "Deleted"}), says="rule short: says")
