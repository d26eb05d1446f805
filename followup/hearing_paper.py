"""Papers of a hearing: the request for the supplier's view, the view itself, and what was decided.

A claim under a contract is a matter of civil law: no paper tells how to appeal.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actors import Actor
from core.documents import DocumentKind, order, register
from core.documents.parts import Section
from core.models import IssuedDocument, RecordStatus
from core.templatetags.formats import date_words
from followup.choices import Shortcoming, StepKind, Verdict
from followup.hearing import Hearing
from followup.models import HearingStep
from followup.paper import LANGUAGE, TEMPLATE, Paper, lines, matter_of
from organisations.models import Authority, Organisation
from procurements.models import Commitment, Contract


def request_paper(request: HearingStep) -> Paper:
    """What the supplier is asked, until when, how it answers, and what follows."""
    commitment, day = request.commitment, _day(request)
    return Paper(
        lead=_("The buyer asks for your view before it decides."),
        sections=(
            matter_of(
                commitment,
                (_("What it is about"), str(request.get_about_display())),
                (_("Answer no later than"), day),
                heading=_("The matter"),
            ),
            Section(heading=_("What the buyer has seen"), paragraphs=lines(request.reason)),
            Section(
                heading=_("How you answer"),
                paragraphs=(
                    _(
                        "Answer on the page that you have got a link to, or in writing to {authority}. "
                        "Say what has happened, what you have done and what you can do now."
                    ).format(authority=commitment.authority),
                    _("Name no candidate or employee and write nothing about health."),
                ),
            ),
            Section(
                heading=_("What happens then"),
                paragraphs=(
                    _(
                        "The buyer decides when you have answered, or after {day} if you have not. It may "
                        "decide that no claim is made, that you get time to put it right, that you are "
                        "relieved, or that a claim is made by the contract."
                    ).format(day=day),
                    dispute_text(),
                ),
            ),
        ),
    )


def statement_paper(statement: HearingStep, hearing: Hearing) -> Paper:
    """The supplier's own words, as they came in."""
    asked = hearing.request
    return Paper(
        lead=_("The supplier's view, as it came in on {day}.").format(day=date_words(statement.valid_from)),
        sections=(
            matter_of(
                statement.commitment,
                (_("What it is about"), str(asked.get_about_display()) if asked else ""),
                (_("Asked"), date_words(asked.valid_from) if asked else ""),
                (_("Came in"), date_words(statement.valid_from)),
                (_("Speaks for the supplier"), statement.told_by),
                heading=_("The matter"),
            ),
            Section(heading=_("The supplier's view"), paragraphs=lines(statement.reason)),
        ),
    )


def decision_paper(decision: HearingStep, hearing: Hearing) -> Paper:
    """What was decided and why, beside what the supplier said."""
    return Paper(
        lead=_("The buyer has decided about the commitment under the contract."),
        sections=tuple(_of_decision(decision, hearing)),
    )


def _of_decision(decision: HearingStep, hearing: Hearing) -> Iterable[Section]:
    is_relief = decision.kind == StepKind.RELIEF
    decided = decision.get_kind_display() if is_relief else decision.get_verdict_display()
    asked = hearing.request
    yield matter_of(
        decision.commitment,
        (_("What it is about"), str(asked.get_about_display()) if asked else ""),
        (_("Decided"), date_words(decision.valid_from)),
        (_("Decision"), str(decided)),
        (_("Ground"), str(decision.get_ground_display()) if decision.ground else ""),
        (_("Put right no later than"), _day(decision) if decision.due_on else ""),
        heading=_("The decision"),
    )
    yield Section(heading=_("Reasons"), paragraphs=lines(decision.reason))
    if hearing.statement is not None:
        yield Section(heading=_("The supplier's view"), paragraphs=lines(hearing.statement.reason))
    elif asked is not None:
        yield Section(
            heading=_("The supplier's view"),
            paragraphs=(_("The supplier was asked and has not answered."),),
        )
    yield Section(heading=_("If you disagree"), paragraphs=(dispute_text(),))


def dispute_text() -> str:
    return _(
        "A claim under the contract is a matter of civil law between the parties. If you dispute it, "
        "what the contract says about disputes holds."
    )


def _day(step: HearingStep) -> str:
    return date_words(step.due_on)


def _example() -> Hearing:
    """An invented matter for the preview pages and tests."""
    commitment = Commitment(
        title="Skötsel av gator och parker",
        diary_number="SEN 2026/0412",
        contract=Contract(supplier=Organisation(name="Grönyta AB")),
        authority=Authority(name="Servicenämnden", organisation=Organisation(name="Ekhamns kommun")),
    )
    request = HearingStep(
        commitment=commitment,
        kind=StepKind.STATEMENT_REQUESTED,
        valid_from=dt.date(2026, 9, 1),
        about=Shortcoming.FIRST_START,
        due_on=dt.date(2026, 9, 15),
        reason="Ingen har börjat inom sex månader från avtalets första dag.",
    )
    statement = HearingStep(
        commitment=commitment,
        kind=StepKind.STATEMENT_GIVEN,
        valid_from=dt.date(2026, 9, 10),
        told_by="Personalchef",
        reason="Två personer tackade nej i augusti. En tredje börjar den 1 oktober.",
    )
    decision = HearingStep(
        commitment=commitment,
        kind=StepKind.DECISION,
        valid_from=dt.date(2026, 9, 20),
        verdict=Verdict.REMEDY,
        due_on=dt.date(2026, 10, 31),
        reason="Leverantören har visat att en start är nära.",
    )
    return Hearing(request=request, statement=statement, decision=decision)


def request_specimen() -> Paper:
    request = _example().request
    assert request is not None
    return request_paper(request)


def statement_specimen() -> Paper:
    told = _example()
    assert told.statement is not None
    return statement_paper(told.statement, told)


def decision_specimen() -> Paper:
    told = _example()
    assert told.decision is not None
    return decision_paper(told.decision, told)


REQUEST = DocumentKind(
    key="followup.statement_request",
    template=TEMPLATE,
    context=Paper,
    title=gettext_lazy("Opportunity to comment"),
    specimen=request_specimen,
)
STATEMENT = DocumentKind(
    key="followup.statement",
    template=TEMPLATE,
    context=Paper,
    title=gettext_lazy("Statement"),
    specimen=statement_specimen,
)
DECISION = DocumentKind(
    key="followup.hearing_decision",
    template=TEMPLATE,
    context=Paper,
    title=gettext_lazy("Decision about the commitment"),
    specimen=decision_specimen,
    is_signed=True,
)
RELIEF_TITLE = gettext_lazy("Relief from the commitment")
TITLES: dict[str, str | Promise] = {
    StepKind.STATEMENT_REQUESTED: REQUEST.title,
    StepKind.STATEMENT_GIVEN: STATEMENT.title,
    StepKind.DECISION: DECISION.title,
    StepKind.RELIEF: RELIEF_TITLE,
}


def order_paper(step: HearingStep, hearing: Hearing, *, by: Actor) -> IssuedDocument:
    """Order the paper of a step; a worker makes the file after commit. A statement is a received record."""
    received = step.kind == StepKind.STATEMENT_GIVEN
    with translation.override(LANGUAGE):
        kind, paper = _paper_of(step, hearing)
        return order(
            kind,
            step,
            context=paper,
            title=f"{TITLES[step.kind]} {date_words(step.valid_from)}",
            authority=step.commitment.authority,
            by=by,
            diary_number=step.commitment.diary_number,
            author="" if received else None,
            language=LANGUAGE,
            record_status=RecordStatus.RECEIVED if received else RecordStatus.DRAWN_UP,
        )


def _paper_of(step: HearingStep, hearing: Hearing) -> tuple[DocumentKind, Paper]:
    match step.kind:
        case StepKind.STATEMENT_REQUESTED:
            return REQUEST, request_paper(step)
        case StepKind.STATEMENT_GIVEN:
            return STATEMENT, statement_paper(step, hearing)
    return DECISION, decision_paper(step, hearing)


def fill_slots() -> None:
    """Called once the apps are ready."""
    for kind in (REQUEST, STATEMENT, DECISION):
        register(kind)
