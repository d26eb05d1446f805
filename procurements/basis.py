"""What the decision basis says, written from the rows of the case. Called in the document's language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core.documents.parts import Column, Grid, KeyFigure, Milestone, Row, Section
from core.templatetags.formats import date_words, ftm, number, share
from procurements.case_parts import participants_of
from procurements.choices import Answer, GoOutcome, RequirementKind
from procurements.documents import BasisContent
from procurements.models import Assessment, EntryCheck, MarketPicture, Plan, Procurement
from procurements.particulars import (
    of_the_parties,
    of_the_people,
    of_the_purchase,
    of_the_rules,
    of_the_size,
    of_the_tendering,
)
from procurements.policy_answer import answer_for
from procurements.states import GoState
from procurements.wording import in_sentence
from strategy.models import DelegateRequest


def write_basis(case: Procurement) -> BasisContent:
    """Proposal first, then figures, for and against, and what it rests on."""
    case = _with_sheets(case)
    plan, assessment = getattr(case, "plan", None), getattr(case, "assessment", None)
    in_favour, against = _arguments(assessment)
    return BasisContent(
        proposal=_proposal(case, assessment),
        figures=tuple(_figures(case, assessment)),
        in_favour=in_favour,
        against=against,
        alternatives=_alternatives(assessment),
        timeline_heading=_("Time plan"),
        milestones=tuple(_milestones(plan)),
        sections=tuple(_sections(case, plan, assessment)),
    )


def _arguments(assessment: Assessment | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for and against; where only one of them is written, the other says that it is not."""
    sides = (lines(assessment.in_favour), lines(assessment.against)) if assessment else ((), ())
    if not any(sides):
        return (), ()
    return sides[0] or (_("Nothing has been noted."),), sides[1] or (_("Nothing has been noted."),)


def _decider(case: Procurement) -> str:
    """Who decides, where that is known: the delegate or the committee that is asked; else the authority."""
    asked_whom = Prefetch("delegate_requests", DelegateRequest.objects.select_related("delegate__user"))
    go = case.go_decisions.waiting().prefetch_related(asked_whom).first()
    if go and go.state == GoState.WAITING_FOR_DELEGATE and (asked := go.latest_request):
        return _("{function}, on delegation from {authority},").format(
            function=asked.delegate.title or asked.delegate, authority=case.authority
        )
    if go and go.state == GoState.WAITING_FOR_BODY and (referral := go.latest_referral):
        return referral.body
    return str(case.authority)


def lines(text: str) -> tuple[str, ...]:
    """One statement a line."""
    return tuple(line.strip(" -–•\t") for line in text.splitlines() if line.strip(" -–•\t"))


def _with_sheets(case: Procurement) -> Procurement:
    """The case as it was found where its sheets came with it."""
    from procurements.case_rows import with_sheets

    sheets: Any = (Procurement.entry_check, Procurement.plan, Procurement.market, Procurement.assessment)
    if all(sheet.related.is_cached(case) for sheet in sheets):
        return case
    return with_sheets(Procurement.objects.all()).get(pk=case.pk)


def _proposal(case: Procurement, assessment: Assessment | None) -> Section:
    words = {"authority": _decider(case), "title": case.title, "kind": "", "volume": ""}
    text = _("{authority} decides **not to use an employment requirement** in “{title}”.")
    if assessment and assessment.proposal == GoOutcome.GO:
        text = _("{authority} decides to go on with “{title}” with an employment requirement: **{kind}**.")
        if assessment.full_time_months:
            text = _(
                "{authority} decides to go on with “{title}” with an employment requirement: **{kind} "
                "of at least {volume}**."
            )
        kind = assessment.kind or RequirementKind.NUMERIC
        words["kind"] = in_sentence(RequirementKind(kind).label)
        words["volume"] = ftm(assessment.full_time_months)
    paragraphs = [text.format(**words), *lines(assessment.motive if assessment else "")]
    return Section(heading=_("Proposal for decision"), paragraphs=tuple(paragraphs))


def _figures(case: Procurement, assessment: Assessment | None) -> Iterable[KeyFigure]:
    if assessment and assessment.full_time_months:
        yield KeyFigure(
            value=number(assessment.full_time_months, 1), text=_("full-time months over the contract")
        )
    if case.months_with_options:
        text = _("contract time") if not case.option_months else _("contract time with options")
        yield KeyFigure(value=number(case.months_with_options), unit=_("months"), text=text)
    if case.value_sek:
        text = _("estimated value without VAT, options included")
        yield KeyFigure(value=number(case.value_sek), unit=_("kr"), text=text)
    if case.staff_cost_share is not None:
        yield KeyFigure(value=share(case.staff_cost_share), text=_("of the value is staff cost"))


def _alternatives(assessment: Assessment | None) -> Section | None:
    found = lines(assessment.alternatives) if assessment else ()
    return Section(heading=_("Alternatives that were considered"), paragraphs=found) if found else None


def _milestones(plan: Plan | None) -> Iterable[Milestone]:
    if plan is None:
        return
    days = [(name, getattr(plan, name)) for name in Plan.DATES if getattr(plan, name)]
    for place, (name, day) in enumerate(days[:4]):
        label = str(Plan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        yield Milestone(when=date_words(day), text=label, is_next=place == 0)


def _sections(case: Procurement, plan: Plan | None, assessment: Assessment | None) -> Iterable[Section]:
    yield _policy(case)
    yield _purchase(case)
    if plan is not None:
        yield from _texts(plan, ("aim", "scope", "stakeholders", "staffing", "reserved_instead"))
    if entry := getattr(case, "entry_check", None):
        yield _entry(entry)
    if assessment is not None:
        yield _questions(assessment)
        yield from _texts(assessment, ("displacement",))
    if market := getattr(case, "market", None):
        yield from _market(market)


def _policy(case: Procurement) -> Section:
    answered = answer_for(case)
    return Section(heading=_("The leadership's decision"), paragraphs=(answered.sentence, *answered.reasons))


def _purchase(case: Procurement) -> Section:
    rows = [
        *of_the_purchase(case),
        *of_the_rules(case),
        *of_the_size(case),
        *of_the_people(case),
        *of_the_parties(participants_of(case)),
        *of_the_tendering(case),
    ]
    return Section(heading=_("The procurement"), grid=_grid(_("Particulars of the procurement"), rows))


def _entry(entry: EntryCheck) -> Section:
    rows = []
    for question in EntryCheck.QUESTIONS:
        value = getattr(entry, question)
        said = {True: _("Yes"), False: _("No"), None: _("Not answered")}[value]
        reason = getattr(entry, f"{question}_reason") if value is False else ""
        rows.append((_label(entry, question), f"{said}. {reason}".strip() if reason else said))
    return Section(heading=_("Entry questions"), grid=_grid(_("The four entry questions"), rows))


def _questions(assessment: Assessment) -> Section:
    rows = []
    for question in Assessment.QUESTIONS:
        value = getattr(assessment, question)
        rows.append((_label(assessment, question), str(Answer(value).label) if value else _("Not answered")))
    return Section(heading=_("Does the procurement suit?"), grid=_grid(_("The eight questions"), rows))


def _market(market: MarketPicture) -> Iterable[Section]:
    figures = [
        (_("Possible places"), number(market.places_possible) if market.places_possible else ""),
        (_("Possible hours a year"), number(market.hours_possible) if market.hours_possible else ""),
    ]
    if any(value for _label_, value in figures):
        yield Section(heading=_("What is possible"), grid=_grid(_("Places and hours"), figures))
    names = (
        "competence_profiles", "suppliers_asked", "competence_needed", "sector_conditions",
        "local_conditions", "target_group_picture",
    )  # fmt: skip
    yield from _texts(market, names)


def _texts(row: Any, names: Iterable[str]) -> Iterable[Section]:
    for name in names:
        if text := lines(getattr(row, name)):
            yield Section(heading=_label(row, name), paragraphs=text)


def _label(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)


def _grid(caption: str, rows: Iterable[tuple[str, str]]) -> Grid:
    cells = tuple(Row(head=head, cells=(value,)) for head, value in rows if value)
    return Grid(caption=caption, columns=(Column(label=_("What")), Column(label=_("Answer"))), rows=cells)
