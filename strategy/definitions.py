"""The definitions that hold in an organisation, worded: its own, or the national model's until then."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.components import Link
from core.templatetags.formats import date_words
from core.together import Rows, ask
from organisations.models import Membership
from organisations.permissions import Permission
from strategy.models import Definition
from strategy.models.definition import Defined

DEFINERS = (Permission.STRATEGY_PREPARE, Permission.ORGANISATION_ADMINISTER)

NATIONAL: dict[Defined, Promise] = {
    Defined.OCCUPATION: gettext_lazy(
        "Employment, internship, trainee place or training with a supplier under a contract with the "
        "requirement. A person counts once, from the day on which she starts. Employments and internships "
        "are always told apart."
    ),
    Defined.TARGET_GROUPS: gettext_lazy(
        "Persons without work who find it hard to get into the labour market and need special efforts to "
        "find a job. Each procurement says which of them are meant. We say person, candidate or participant."
    ),
    Defined.DIRECT_CONSEQUENCE: gettext_lazy(
        "A place that would not have been there without the requirement. It is estimated place by place: "
        "direct consequence, consequence of the relation, would have been hired anyway, or not known."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Version:
    """What was decided, when and by whom."""

    text: str
    told: str


@dataclass(frozen=True, kw_only=True)
class Held:
    """What holds now for one word, and what held before."""

    name: str
    text: str
    told: str
    is_own: bool
    url: str = ""
    earlier: tuple[Version, ...] = ()


def definitions_asked(organisation_id: int) -> Rows[Definition]:
    """Every version, to be asked for together with what else a page wants to know."""
    return Rows(Definition.objects.filter(organisation=organisation_id).latest_first())


def definitions_from(rows: Iterable[Definition], *, may_decide: bool = False) -> tuple[Held, ...]:
    """What holds for each word, from all versions, the latest first."""
    found = list(rows)
    return tuple(
        _held(defined, [row for row in found if row.defined == defined], may_decide) for defined in Defined
    )


def definitions_of(organisation_id: int, *, may_decide: bool = False) -> tuple[Held, ...]:
    """The same for a page that asks for nothing else; one query, however many versions there are."""
    asked = definitions_asked(organisation_id)
    ask(asked)
    return definitions_from(asked.answer, may_decide=may_decide)


def may_define(member: Membership) -> bool:
    return any(member.may(permission) for permission in DEFINERS)


def words_now(organisation_id: int, defined: str) -> str:
    """What holds now, to begin the next version from."""
    row = Definition.objects.filter(organisation=organisation_id, defined=defined).latest_first().first()
    return row.text if row else str(NATIONAL[Defined(defined)])


def crumbs() -> tuple[Link, ...]:
    return (Link(label=_("Our definitions"), url=reverse("strategy:definition_list")),)


def _held(defined: Defined, rows: list[Definition], may_decide: bool) -> Held:
    url = reverse("strategy:new_definition", args=[defined.value]) if may_decide else ""
    if not rows:
        told = _("From the national model. Nothing of our own is decided yet.")
        return Held(name=str(defined.label), text=str(NATIONAL[defined]), told=told, is_own=False, url=url)
    now, *before = rows
    return Held(
        name=str(defined.label),
        text=now.text,
        told=_told(now),
        is_own=True,
        url=url,
        earlier=tuple(_versions(before)),
    )


def _versions(rows: Iterable[Definition]) -> Iterable[Version]:
    return (Version(text=row.text, told=_told(row)) for row in rows)


def _told(row: Definition) -> str:
    return _("Decided {day} by {who}.").format(day=date_words(row.decided_on), who=row.decided_by)
