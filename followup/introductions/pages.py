"""The pages of the introductions, in the reader's language, with links to what she may open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.components import Link, Status, Task
from core.templatetags.formats import date_words
from followup.introductions.texts import IntroductionText, introductions_in
from followup.models import IntroductionDone
from followup.models.introduction import OVERSEERS
from organisations.access import may_open
from organisations.models import Kind, Membership, Part
from organisations.permissions import HOME_ROLES, Home, Role

# Pages that are there only while a part is switched on.
PARTS = {
    "strategy:analysis_list": (Part.STRATEGY,),
    "strategy:decision_list": (Part.STRATEGY,),
    "strategy:calculator": (Part.STRATEGY, Part.PROCUREMENT),
    "procurements:case_list": (Part.PROCUREMENT,),
    "matching:candidate_list": (Part.MATCHING,),
    "followup:dashboard": (Part.FIGURES,),
}
SUPPLIERS = (Home.SUPPLIER,)


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A step as its page shows it. Without an address: the page is not the reader's."""

    number: int
    title: str
    text: tuple[str, ...]
    url: str
    to: str


@dataclass(frozen=True, kw_only=True)
class IntroductionPage:
    key: str
    name: str
    lead: str
    minutes: str
    lessons: tuple[Lesson, ...]
    done: str
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Learner:
    """A member in the list of who has done what."""

    name: str
    roles: str
    done: str
    waits: str


def introductions_for(member: Membership) -> tuple[IntroductionText, ...]:
    """Those of the member's own roles first. A supplier is shown the supplier's alone."""
    texts = introductions_in_words()
    if member.organisation.kind == Kind.SUPPLIER:
        return tuple(text for text in texts if text.key in SUPPLIERS)
    own = own_keys(member.roles)
    return tuple(sorted(texts, key=lambda text: text.key not in own))


def introductions_in_words() -> tuple[IntroductionText, ...]:
    """All four, in the reader's language."""
    language = (get_language() or "sv")[:2]
    return introductions_in(language if language in {"sv", "en"} else "sv")


def own_keys(roles: Iterable[str]) -> tuple[str, ...]:
    """The introductions that the roles have; none for those who only keep order, such as registrars."""
    held = {Role(role) for role in roles}
    learning = HOME_ROLES[Home.DECISION_MAKER] - {
        Role.REGISTRAR, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR,
    }  # fmt: skip
    homes = {**HOME_ROLES, Home.DECISION_MAKER: learning}
    return tuple(home.value for home in Home if held & homes[home])


def crumbs() -> tuple[Link, ...]:
    return (Link(label=_("Introductions"), url=reverse("followup:introduction_list")),)


def tasks_of(member: Membership) -> tuple[Task, ...]:
    """The introductions with whether the reader has gone through them."""
    done = {row.introduction: row for row in IntroductionDone.objects.filter(member=member)}
    own = own_keys(member.roles)
    return tuple(
        Task(
            title=text.name,
            url=reverse("followup:introduction", args=[text.slug]),
            hint=_("{lead} About {n} minutes.").format(lead=text.lead, n=text.minutes),
            state=Status.DONE if text.key in done else Status.WAITING,
            label=_("Gone through {day}").format(day=date_words(done[text.key].done_at.date()))
            if text.key in done
            else _("Not yet gone through"),
            is_yours=text.key in own and text.key not in done,
        )
        for text in introductions_for(member)
    )


def introduction_page(text: IntroductionText, member: Membership) -> IntroductionPage:
    done = IntroductionDone.objects.filter(member=member, introduction=text.key).first()
    return IntroductionPage(
        key=text.key,
        name=text.name,
        lead=text.lead,
        minutes=_("About {n} minutes").format(n=text.minutes),
        lessons=tuple(
            Lesson(
                number=number, title=step.title, text=step.text, url=address(step.link, member), to=step.to
            )
            for number, step in enumerate(text.steps, start=1)
        ),
        done=_("You went through it on {day}.").format(day=date_words(done.done_at.date())) if done else "",
        crumbs=crumbs(),
    )


def address(name: str, member: Membership) -> str:
    """Where the page is; empty where it is switched off or not the member's to open."""
    needed = PARTS.get(name)
    if needed and not any(member.organisation.has(part) for part in needed):
        return ""
    url = reverse(name)
    return url if may_open(member, url) else ""


def may_oversee(member: Membership) -> bool:
    return any(member.may(permission) for permission in OVERSEERS)


def members_with_done(member: Membership) -> QuerySet[Membership]:
    """The organisation's active members, by name."""
    rows = Membership.objects.active().filter(organisation=member.organisation_id)
    return rows.select_related("user").order_by("user__sort_key", "pk")


def learners(members: Iterable[Membership]) -> tuple[Learner, ...]:
    """What each of them has gone through; one query."""
    names = {text.key: text.name for text in introductions_in_words()}
    rows = list(members)
    done: dict[int, list[IntroductionDone]] = defaultdict(list)
    for tick in IntroductionDone.objects.filter(member__in=rows):
        done[tick.member_id].append(tick)
    return tuple(_learner(row, done[row.pk], names) for row in rows)


def _learner(row: Membership, ticks: list[IntroductionDone], names: dict[str, str]) -> Learner:
    told = [
        _("{name}, {day}").format(name=names[tick.introduction], day=date_words(tick.done_at.date()))
        for tick in ticks
    ]
    done = {tick.introduction for tick in ticks}
    left = [names[key] for key in own_keys(row.roles) if key not in done]
    return Learner(
        name=str(row), roles=", ".join(row.role_names), done="\n".join(told), waits="\n".join(left)
    )
