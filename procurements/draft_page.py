"""The page where the requirement is written: text, marks, versions; and what two writers changed at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from core import clock
from core.components import Link, Status
from core.models.acted import acted_by
from core.templatetags.formats import moment_short, number
from organisations.models import Membership
from procurements.bonus import Bonus
from procurements.choices import RequirementKind, Sanction
from procurements.clauses import standing_text
from procurements.departing import departure_of
from procurements.forms.parameters import beside_the_point
from procurements.forms.requirement import HUNDRED, RequirementForm
from procurements.models import Requirement, RequirementVersion
from procurements.policies import why_not_approve, why_not_take_back, why_not_work, why_not_write
from procurements.requirement_text import RequirementText
from procurements.states import RequirementState
from procurements.wording import bonus_words

R = RequirementState
STATUS = {
    R.DRAFT: Status.RUNNING,
    R.SUBMITTED: Status.WAITING,
    R.APPROVED: Status.DONE,
    R.LOCKED: Status.DONE,
}


@dataclass(frozen=True, kw_only=True)
class DraftPage:
    """Everything beside the form. `lacking` is what must be filled in before it can be sent in."""

    text: RequirementText
    name: str
    status: Status
    label: str
    saved: str
    failed: bool
    lacking: tuple[str, ...]
    versions: int
    actions: tuple[Link, ...]
    more: tuple[Link, ...]
    refusal: str
    hint: str
    departed: tuple[str, ...]


@dataclass(frozen=True)
class VersionRow:
    """A version kept, with its text and whether it was approved."""

    version: RequirementVersion
    when: str
    approved: str
    reason: str


@dataclass(frozen=True)
class Difference:
    """One parameter that two writers set differently."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True, kw_only=True)
class ConflictPage:
    """Both versions: what stands now and what was typed; nothing is lost until one of them is chosen."""

    title: str
    told: str
    theirs: str
    revision: int
    differences: tuple[Difference, ...]


def draft_page(requirement: Requirement, member: Membership, *, failed: bool = False) -> DraftPage:
    count = requirement.versions.count()
    state = RequirementState(requirement.state)
    return DraftPage(
        text=standing_text(requirement),
        name=_name(state, count),
        status=STATUS[state],
        label=str(state.label),
        saved=saved_at(requirement),
        failed=failed,
        lacking=tuple(requirement.missing()),
        versions=count,
        actions=tuple(_actions(requirement, member)),
        more=tuple(_more(requirement, member)),
        refusal=why_not_write(requirement, member) or "",
        hint=_volume_hint(requirement),
        departed=departed(requirement),
    )


def without_sanction(requirement: Requirement) -> str:
    """Said before it is sent and approved: a new draft has none, and perhaps nobody has chosen that."""
    unused = beside_the_point(requirement.kind, buys_places=requirement.buys_places)
    is_owed = requirement.kind != RequirementKind.DIALOGUE and "sanction" not in unused
    return _("The requirement has no sanction.") if is_owed and requirement.sanction == Sanction.NONE else ""


def departed(requirement: Requirement) -> tuple[str, ...]:
    """How the requirement differs from what was decided, and the reason given when it was sent in."""
    departure = departure_of(requirement)
    if departure is None:
        return ()
    latest = None if requirement.is_editable else requirement.versions.first()
    return tuple(filter(None, [departure.text, _reason(latest) if latest else ""]))


def _name(state: RequirementState, versions: int) -> str:
    """Which text it is; how far it has come stands beside it."""
    if state is R.DRAFT:
        return _("Draft {number}").format(number=versions + 1)
    return _("Version {number}").format(number=versions) if versions else _("The text")


def saved_at(requirement: Requirement) -> str:
    """14.32 today, with the date on other days."""
    local = timezone.localtime(requirement.saved_at)
    if local.date() == clock.today():
        return str(formats.date_format(local, "TIME_FORMAT"))
    return moment_short(requirement.saved_at)


def _volume_hint(requirement: Requirement) -> str:
    """What the yearly volume means in whole persons."""
    if not requirement.yearly_average:
        return ""
    persons = number(requirement.yearly_average / 12, 1)
    return _("That is {persons} full-year workers.").format(persons=persons)


def _actions(requirement: Requirement, member: Membership) -> Iterable[Link]:
    """Primary first."""
    case = requirement.lot.procurement
    may_work = why_not_work(case, member) is None
    if why_not_write(requirement, member) is None and case.is_advertised:
        yield _link(requirement, "submission", _("Send for approval"))
    if why_not_approve(requirement, member) is None:
        yield _link(requirement, "approval", _("Read and approve"))
    if may_work and requirement.state == R.APPROVED:
        yield _link(requirement, "publication", _("Register the notice"))
    yield _link(requirement, "requirement_text", _("Copy the text out"))


def _more(requirement: Requirement, member: Membership) -> Iterable[Link]:
    yield _link(requirement, "versions", _("All versions"))
    if why_not_take_back(requirement, member) is None:
        yield _link(requirement, "requirement_return", _("Back to draft"))


def _link(requirement: Requirement, name: str, label: str) -> Link:
    return Link(label=label, url=reverse(f"procurements:{name}", args=[requirement.lot.procurement_id]))


def version_rows(requirement: Requirement) -> list[VersionRow]:
    rows = requirement.versions.select_related("member__user", "on_behalf_of__user", "approval__member__user")
    return [VersionRow(row, moment_short(row.at), _approved(row), _reason(row)) for row in rows]


def _reason(version: RequirementVersion) -> str:
    """Why it asks for something else than was decided."""
    return _("Reason: {reason}").format(reason=version.reason) if version.reason else ""


def _approved(version: RequirementVersion) -> str:
    approval = getattr(version, "approval", None)
    if approval is None:
        return ""
    words = _("Approved by {name}").format(name=approval.actor_name)
    return f"{words}. {_('The same person has prepared and decided.')}" if approval.is_same_person else words


def conflict_of(stored: Requirement, form: RequirementForm, reader: Membership) -> ConflictPage:
    """What stands now beside what was typed, for every parameter where they differ."""
    typed = form.content
    differing = [name for name, value in typed.items() if getattr(stored, name) != value]
    title, told, theirs = _who_saved(stored, reader)
    return ConflictPage(
        title=title,
        told=told,
        theirs=theirs,
        revision=stored.revision,
        differences=tuple(
            Difference(
                label=form.label_of(name),
                stored=_worded(form, name, getattr(stored, name)),
                typed=_worded(form, name, typed[name]),
            )
            for name in differing
        ),
    )


def _who_saved(stored: Requirement, reader: Membership) -> tuple[str, str, str]:
    """Heading, sentence and name of the saved version: somebody else's, or one's own from another page."""
    when = moment_short(stored.saved_at)
    if stored.saved_by_id == reader.pk:
        told = _("You saved the requirement {when} on another page. Choose which version is to stand.")
        return _("You have saved on another page"), told.format(when=when), _("Saved on the other page")
    who = acted_by(stored.saved_by, stored.saved_for)
    told = _("{who} saved the requirement {when}, while you were writing. Choose which version is to stand.")
    return _("Somebody saved before you"), told.format(who=who, when=when), who


def _worded(form: RequirementForm, name: str, value: Any) -> str:
    """A value as the writer knows it: labels, percent, yes and no."""
    if name == "early_end_share":
        return number(float(value) * float(HUNDRED), 1)
    if name == "bonus":
        return bonus_words(Bonus.read(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    labels = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(labels.get(item, item)) for item in value) or "–"
    return str(labels.get(value, "–" if value in {None, ""} else value))
