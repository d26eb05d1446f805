"""The page of one planned purchase, ready worded. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.components import Event, Fact, Link
from core.models import StatusChange
from core.months import month_words
from core.templatetags.formats import date_words, moment_words, number, sek, share
from core.together import Rows, ask
from organisations.access import may_open
from organisations.models import Membership
from procurements import purchase_policies as policies
from procurements.choices import Coverage
from procurements.models import Explanation, PlannedPurchase
from procurements.register.judging import coverage_of, facts_of, rules_today
from procurements.register.listing import standing
from procurements.states import PurchaseState
from strategy.rules import PolicyAnswer, Verdict

S = PurchaseState


@dataclass(frozen=True, kw_only=True)
class PurchasePage:
    """Everything on the page. Empty addresses: not for this reader, or not now."""

    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    particulars: tuple[Fact, ...]
    policy: PolicyAnswer
    policy_url: str
    coverage: Coverage
    is_asked: bool
    explanation: Explanation | None
    is_due: bool
    events: tuple[Event, ...]
    start_url: str
    link_url: str
    change_url: str
    reason_url: str
    drop_url: str
    unlink_url: str
    may_take_up: bool


def crumbs_of(row: PlannedPurchase | None = None) -> tuple[Link, ...]:
    """The way back up."""
    up = (
        Link(label=_("Procurements"), url=reverse("procurements:case_list")),
        Link(label=_("Purchasing plan"), url=reverse("procurements:purchase_list")),
    )
    return (*up, Link(label=row.title, url=row.get_absolute_url())) if row else up


def purchase_page(row: PlannedPurchase, member: Membership) -> PurchasePage:
    """Two queries beside the row's own: what happened, with the reasons and the rules."""
    changes = Rows(_changes(row))
    reasons = Rows(row.explanations.select_related("member__user", "on_behalf_of__user").order_by("-pk"))
    rules = rules_today(row.authority.organisation)
    ask(changes, reasons, *rules.questions)
    answered = rules.answer_for(facts_of(row, on=rules.on))
    held = next((given for given in reasons.answer if given.ended_at is None), None)
    coverage = coverage_of(row, answered.verdict)
    status, label = standing(row, answered)
    asked = answered.verdict is Verdict.APPLIES and row.state in {S.PLANNED, S.STARTED}
    return PurchasePage(
        crumbs=crumbs_of(),
        facts=(
            Fact(label=_("Answer"), status=status, status_label=label),
            *_band(row, member),
        ),
        particulars=tuple(_particulars(row)),
        policy=answered,
        policy_url=_policy_url(answered, member),
        coverage=coverage,
        is_asked=asked,
        explanation=held,
        is_due=held is not None and held.review_on <= clock.today(),
        events=tuple(_events(changes.answer, reasons.answer)),
        **_addresses(row, member, asked=asked),
    )


def _changes(row: PlannedPurchase) -> QuerySet[StatusChange]:
    about = ContentType.objects.get_for_model(PlannedPurchase)
    found = StatusChange.objects.filter(content_type=about, object_id=row.pk)
    return found.select_related("member__user", "on_behalf_of__user").order_by("-at", "-pk")


def _addresses(row: PlannedPurchase, member: Membership, *, asked: bool) -> dict[str, Any]:
    questions = {
        "start_url": ("purchase_start", policies.why_not_start),
        "link_url": ("purchase_link", policies.why_not_change),
        "change_url": ("purchase_facts", policies.why_not_change),
        "drop_url": ("purchase_dropping", policies.why_not_change),
        "unlink_url": ("purchase_unlinking", policies.why_not_unlink),
    }
    found: dict[str, Any] = {
        key: "" if why_not(row, member) else reverse(f"procurements:{name}", args=[row.pk])
        for key, (name, why_not) in questions.items()
    }
    may_explain = asked and policies.why_not_explain(row, member) is None
    found["reason_url"] = reverse("procurements:purchase_reason", args=[row.pk]) if may_explain else ""
    return {**found, "may_take_up": policies.why_not_take_up(row, member) is None}


def _policy_url(answered: PolicyAnswer, member: Membership) -> str:
    """Where the table or the decision is read; empty for those who read no decisions."""
    subject = answered.table or answered.decision
    if subject is None:
        return ""
    url: str = subject.get_absolute_url()
    return url if may_open(member, url) else ""


def _band(row: PlannedPurchase, member: Membership) -> Iterable[Fact]:
    yield Fact(label=_("Authority"), value=str(row.authority), note=row.unit)
    yield Fact(label=_("Month of the notice"), value=month_words(row.planned_for))
    yield Fact(label=_("Estimated value"), value=sek(row.value_sek))
    if row.procurement is not None:
        url = row.procurement.get_absolute_url()
        yield Fact(label=_("Procurement"), value=row.procurement.title, url=url)


def _particulars(row: PlannedPurchase) -> Iterable[Fact]:
    """What the rules judge by; "–" is not known yet."""
    yield Fact(label=_("Nature"), value=row.get_nature_display() or "–")
    yield Fact(label=_("Form of purchase"), value=row.get_form_display() or _("Ordinary procurement"))
    yield Fact(label=_("CPV code"), value=str(row.cpv) if row.cpv else "–")
    months = _("{n} months").format(n=row.months) if row.months is not None else "–"
    yield Fact(label=_("Contract time"), value=months)
    yield Fact(label=_("Staff cost"), value=share(row.staff_cost_share))
    yield Fact(label=_("How many perform the contract"), value=number(row.performers))


def _events(changes: Iterable[StatusChange], reasons: Iterable[Explanation]) -> Iterable[Event]:
    """Latest first."""
    found = [(change.at, _step(change)) for change in changes]
    found += [(given.at, _reason(given)) for given in reasons]
    return [event for _at, event in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _step(change: StatusChange) -> Event:
    titles = {
        S.PLANNED: _("Planned again") if change.from_state else _("Written in the plan"),
        S.STARTED: _("Started as a procurement"),
        S.DROPPED: _("Will not be bought"),
    }
    return Event(
        when=moment_words(change.at),
        title=titles[S(change.to_state)],
        text=change.reason,
        actor=change.actor_name,
    )


def _reason(given: Explanation) -> Event:
    ended = (
        "" if given.ended_at is None else _("Held until {day}.").format(day=date_words(given.ended_at.date()))
    )
    recommended = _("Recommended then: {what}.").format(what=given.recommended.rstrip("."))
    return Event(
        when=moment_words(given.at),
        title=_("No requirement: {reason}").format(reason=given.get_reason_display()),
        text=" ".join(filter(None, [given.text, recommended, ended])),
        actor=given.actor_name,
        is_decision=True,
    )
