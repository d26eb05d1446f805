"""The log of an organisation: audit rows and steps at its authorities. No value that is personal."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet, Value
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.actors import Account
from core.exports import Table
from core.models import AuditRow, StatusChange, Stepping
from followup.log_words import act_words, detail_words, object_words
from organisations.models import Membership, User
from organisations.permissions import Permission

# From a machine to the authority that it belongs to, where it has no field of that name.
PATHS: Mapping[str, str] = {
    "procurements.award": "lot__procurement__authority",
    "suppliers.report": "commitment__authority",
    "matching.proposal": "profile__authority",
}
STEP, ACT = "step", "act"
WITHOUT_TENANT = frozenset({"core.outgoingmail"})
Key = tuple[str, int, dt.datetime]


@dataclass(frozen=True)
class LogLine:
    """One act: when, who, what, on which row. `detail` names fields and states, never personal values."""

    at: dt.datetime
    actor: str
    act: str
    subject: str
    detail: str


def acts_in(member: Membership) -> list[str]:
    """The acts that occur in the member's log, for the filter."""
    return sorted(_audit_rows(member).order_by().values_list("action", flat=True).distinct())


def log_rows(
    member: Membership, *, act: str = "", first: dt.date | None = None, last: dt.date | None = None
) -> QuerySet[Any]:
    """(sort, pk, at), the latest first; one query. `act` is an action, or STEP for steps only."""
    parts = []
    if act in ("", STEP):
        parts.append(_keys(_steps(member), STEP, first, last))
    if act != STEP:
        audit = _audit_rows(member)
        parts.append(_keys(audit.filter(action=act) if act else audit, ACT, first, last))
    return parts[0].union(*parts[1:], all=True).order_by("-at", "sort", "-pk")


def _keys(rows: QuerySet[Any], sort: str, first: dt.date | None, last: dt.date | None) -> QuerySet[Any]:
    rows = rows.filter(at__date__gte=first) if first else rows
    rows = rows.filter(at__date__lte=last) if last else rows
    named = rows.order_by().annotate(sort=Value(sort, output_field=CharField()))
    return named.values_list("sort", "pk", "at")


def _audit_rows(member: Membership) -> QuerySet[AuditRow]:
    """Acts on rows of the organisation's authorities and on its own; of others, its members' own."""
    here = Q(authority_id__in=member.authority_ids_with(Permission.LOG_READ))
    own = Q(authority_id__isnull=True, member__organisation=member.organisation_id)
    about = Q(authority_id__isnull=True, organisation_id=member.organisation_id)
    return AuditRow.objects.filter(here | own | about)


def _steps(member: Membership) -> QuerySet[StatusChange]:
    """Steps of every machine at the organisation's authorities."""
    wanted = Q(pk__in=[])
    for model in machines():
        path = authority_path(model)
        manager: Any = model._base_manager
        rows = manager.filter(**{f"{path}__in": member.authority_ids_with(Permission.LOG_READ)}).values("pk")
        wanted |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=rows)
    return StatusChange.objects.filter(wanted)


def machines() -> list[type[Model]]:
    """Every state machine whose rows belong to an authority."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Stepping) and model._meta.label_lower not in WITHOUT_TENANT
    ]


def authority_path(model: type[Model]) -> str:
    return PATHS.get(model._meta.label_lower, "authority")


def log_lines(keys: Iterable[Key]) -> list[LogLine]:
    """The rows behind the keys, in their order: three queries at most for any number."""
    asked = list(keys)
    people = ("member__user", "on_behalf_of__user")
    steps = StatusChange.objects.select_related(*people, "content_type")
    found_steps = steps.in_bulk({pk for sort, pk, _at in asked if sort == STEP})
    found_acts = AuditRow.objects.select_related(*people).in_bulk(
        {pk for sort, pk, _at in asked if sort == ACT}
    )
    names = _account_names(found_acts.values())
    return [
        _step_line(found_steps[pk]) if sort == STEP else _act_line(found_acts[pk], names)
        for sort, pk, _at in asked
    ]


def _account_names(rows: Iterable[AuditRow]) -> dict[str, str]:
    """Who did what stands with an account only, such as a log-in, by the row's agent."""
    kind = Account(0).agent.removesuffix("0")
    numbers = {row.agent.removeprefix(kind) for row in rows if row.agent.startswith(kind)}
    users = User.objects.in_bulk({int(number) for number in numbers}) if numbers else {}
    return {Account(pk).agent: user.name for pk, user in users.items()}


def _step_line(row: StatusChange) -> LogLine:
    """A step. Its reason is free text and stays on the case."""
    model: Any = row.content_type.model_class()
    before, after = (_state(model, state) for state in (row.from_state, row.to_state))
    return LogLine(
        at=row.at,
        actor=row.actor_name,
        act=act_words(STEP),
        subject=object_words(f"{row.content_type.app_label}.{row.content_type.model}", row.object_id),
        detail=f"{before} → {after}" if before else after,
    )


def _state(model: Any, state: str) -> str:
    return str(model.STATES(state).label) if state in model.STATES.values else state


def _act_line(row: AuditRow, names: Mapping[str, str]) -> LogLine:
    """An act. The fields that changed are named; their values stay in the row."""
    return LogLine(
        at=row.at,
        actor=names.get(row.agent, row.actor_name),
        act=act_words(row.action),
        subject=object_words(row.object_label, row.object_id),
        detail=", ".join(sorted(detail_words(row.object_label, name) for name in row.changes)),
    )


def log_table(keys: Iterable[Key]) -> Table:
    """The log as a table."""
    headings = [_("Time"), _("Who"), _("What was done"), _("Object"), _("Details")]
    rows = [
        [f"{localtime(line.at):%Y-%m-%d %H:%M:%S}", line.actor, line.act, line.subject, line.detail]
        for line in log_lines(keys)
    ]
    return Table(headings, rows)
