"""What a calculation can be tied to, and tying it: from then on it stands as it was."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from core.actors import actor_columns
from core.rules import RuleBroken
from core.templatetags.formats import exact
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.calculator import as_json, parameters_as_json
from strategy.calculator.storing import inputs_as_json
from strategy.forms.calculation import Asked
from strategy.models import FrozenCalculation, LeadershipDecision
from strategy.slots import CalculationSubject, SubjectKind, calculation_subjects

MOST = 200
DECISION = "decision"


def subjects_of(member: Membership) -> tuple[CalculationSubject, ...]:
    """Everything that the member may tie a calculation to."""
    return tuple(subject for kind in calculation_subjects for subject in kind.listed(member))


def find_subject(member: Membership, key: str) -> CalculationSubject | None:
    """The decision or procurement that a key names, if the member may tie a calculation to it."""
    prefix, _dash, pk = key.partition("-")
    kind = calculation_subjects.get(prefix)
    return kind.find(member, int(pk)) if kind and pk.isdecimal() and len(pk) < 19 else None


def freeze_calculation(
    asked: Asked, subject: CalculationSubject, *, title: str, by: Membership
) -> FrozenCalculation:
    """Store inputs, parameters and the ledger about the subject. Nothing of it changes afterwards."""
    if subject.authority.pk not in by.authority_ids_with(Permission.CALCULATE):
        text = _("Only those who work for {authority} may do this.")
        raise RuleBroken(text.format(authority=subject.authority))
    calculations = asked.calculations()
    content: dict[str, Any] = {
        "inputs": inputs_as_json(asked.inputs),
        "parameters": parameters_as_json(asked.parameters),
        "results": [as_json(calculation) for calculation in calculations],
    }
    return FrozenCalculation.objects.create(
        content_type=ContentType.objects.get_for_model(subject.row, for_concrete_model=False),
        object_id=subject.row.pk,
        authority=subject.authority,
        title=title.strip(),
        calculated_for=asked.parameters.on,
        parameter_version=asked.parameters.version,
        society_sek=exact(calculations[0].society, 2),
        formulas=calculations[0].formulas,
        digest=digest_of(content),
        **content,
        **actor_columns(by),
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in one settled form."""
    stored = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(stored.encode()).hexdigest()


def _decisions(member: Membership) -> list[CalculationSubject]:
    rows = LeadershipDecision.objects.visible_to(member).filter(
        authority__in=member.authority_ids_with(Permission.CALCULATE)
    )
    return [
        _subject(row)
        for row in rows.select_related("authority__organisation").order_by("sort_key", "pk")[:MOST]
    ]


def _decision(member: Membership, pk: int) -> CalculationSubject | None:
    rows = LeadershipDecision.objects.visible_to(member).filter(
        authority__in=member.authority_ids_with(Permission.CALCULATE), pk=pk
    )
    row = rows.select_related("authority__organisation").first()
    return _subject(row) if row else None


def _subject(row: LeadershipDecision) -> CalculationSubject:
    label = _("Decision: {title}").format(title=row.title)
    return CalculationSubject(key=f"{DECISION}-{row.pk}", label=label, row=row, authority=row.authority)


def fill_slots() -> None:
    """Called once the apps are ready."""
    calculation_subjects.fill(SubjectKind(listed=_decisions, find=_decision), key=DECISION, order=10)
