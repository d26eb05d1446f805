"""How the pages about leadership decisions and delegation are asked."""

import datetime as dt
from dataclasses import replace
from urllib.parse import urlencode

from core.documents.storage import sha256, store
from core.models import IssuedDocument
from core.models.documents import RenderedFile
from organisations.models import Membership
from organisations.permissions import Role
from strategy import deciding
from strategy.analysing import begin_analysis, close_analysis
from strategy.analysis_subjects import Subject
from strategy.choices import Measure
from strategy.forms.calculation import Asked, published_example
from strategy.freezing import find_subject, freeze_calculation
from strategy.models import (
    Analysis,
    AnalysisFigure,
    Definition,
    FrozenCalculation,
    LeadershipDecision,
    PolicyTable,
    PreparationTask,
    Threshold,
)
from strategy.states import AnalysisState
from strategy.table_examples import example_named
from strategy.tabling import begin_table
from tests.house.case import Case, Reach
from tests.house.world import TODAY, Corner, World, another_step
from tests.procurements.factories import CaseFactory
from tests.strategy.calculator.cases import EXAMPLE, RULES
from tests.strategy.factories import DecisionFactory, DelegationItemFactory, made

PDF = b"%PDF-1.7\n%%EOF\n"
ASKED = Asked(EXAMPLE, RULES, None)
QUESTION = f"?{urlencode(published_example())}"
SOON = TODAY + dt.timedelta(days=8)


def furnish(corner: Corner) -> None:
    head = corner.people[Role.DECISION_MAKER]
    item = DelegationItemFactory(authority=corner.authority, function=head.title)
    corner.add(
        item=item,
        decision=draft(corner, title="Pilot inom park och natur"),
        decision_at_body=_at_body(corner),
        decision_at_delegate=_at_delegate(corner),
        decision_unread=_at_delegate(corner, is_issued=False),
        decision_made=made(draft(corner, title="Krav i alla tjänster"), by=corner.people[Role.PROCURER]),
        decision_dropped=_dropped(corner),
    )
    _delegated(corner)
    corner.add(calculation=_calculation(corner, corner.rows["decision"]))
    _tables(corner)
    _analyses(corner)
    task = _task(corner, corner.rows["decision_made"])
    task.finish(by=corner.people[Role.PROCURER])
    corner.add(task=_task(corner, corner.rows["decision"]), task_done=task)


def _analyses(corner: Corner) -> None:
    """One that was dropped, one closed and tied to a decision, and one in progress that follows it."""
    by = corner.people[Role.PROCURER]
    dropped = _analysis(corner, "Analys som lades ner")
    dropped.drop(reason="Fel år", by=by)
    closed = _analysis(corner, "Analys 2025")
    known = _figure(closed, by=by)
    closed.answers.get(subject=Subject.AIM).write(text="Tio personer", revision=1, by=by)
    close_analysis(closed, by=by)
    closed.tie(decision=corner.rows["decision_made"], by=by)
    running = _analysis(corner, "Analys 2026")
    figure = _figure(running, by=by)
    corner.add(
        analysis=running, analysis_closed=closed, analysis_dropped=dropped, figure=figure, known_figure=known
    )


def _task(corner: Corner, decision: LeadershipDecision) -> PreparationTask:
    by = corner.people[Role.PROCURER]
    content = {"topic": "coordinator", "title": "Utse en samordnare", "due_on": SOON}
    return PreparationTask.add(decision, owner=by, **content, by=by)


def _analysis(corner: Corner, title: str) -> Analysis:
    return begin_analysis(authority=corner.authority, title=title, by=corner.people[Role.PROCURER])


def _figure(analysis: Analysis, *, by: Membership) -> AnalysisFigure:
    content = {"label": "Arbetslösa", "figure": "7,4 %", "source": "SCB", "as_of": TODAY}
    return AnalysisFigure.add(analysis, subject=Subject.LABOUR_MARKET, by=by, **content)


def _tables(corner: Corner) -> None:
    """A draft after Trafikverket, one in force and one that was dropped."""
    by, head = corner.people[Role.PROCURER], corner.people[Role.DECISION_MAKER]
    held = _table(corner, corner.rows["decision_made"], "goteborg")
    held.put_in_force(first_day=TODAY, by=head)
    dropped = _table(corner, corner.rows["decision_made"], "goteborg")
    dropped.drop(reason="Fel regler", by=by)
    draft = _table(corner, corner.rows["decision_made"], "trafikverket")
    corner.add(table=draft, table_held=held, table_dropped=dropped)


def _table(corner: Corner, decision: LeadershipDecision, example: str) -> PolicyTable:
    start = example_named(example, on=TODAY)
    assert start is not None
    by = corner.people[Role.PROCURER]
    return begin_table(decision, title=start.heading, start=start.table, by=by)


def _calculation(corner: Corner, decision: LeadershipDecision) -> FrozenCalculation:
    by = corner.people[Role.PROCURER]
    subject = find_subject(by, f"decision-{decision.pk}")
    return freeze_calculation(ASKED, subject, title="Ett år med två platser", by=by)


def draft(corner: Corner, *, title: str) -> LeadershipDecision:
    """A decision of the corner's authority alone, with a threshold."""
    row = DecisionFactory(
        prepared_by=corner.people[Role.PROCURER],
        authority=corner.authority,
        title=title,
        is_organisation_wide=False,
    )
    row.begin(by=corner.people[Role.PROCURER])
    Threshold.objects.create(decision=row, measure=Measure.VALUE, amount=5_000_000, valid_from=TODAY)
    return row


def issue(document: IssuedDocument, *, by: Membership) -> IssuedDocument:
    """Let the document have its file without the second that rendering takes."""
    name = store(PDF, folder="documents")
    file = RenderedFile(
        name=name, sha256=sha256(PDF), byte_count=len(PDF), page_count=1, template_version="0" * 64
    )
    document.issue(file, by=by)
    return document


def _at_body(corner: Corner) -> LeadershipDecision:
    row, by = draft(corner, title="Krav i bygg"), corner.people[Role.PROCURER]
    deciding.send_to_body(row, body="Kommunstyrelsen", meeting_on=SOON, by=by)
    return row


def _at_delegate(corner: Corner, *, is_issued: bool = True) -> LeadershipDecision:
    row, by = draft(corner, title="Krav i städ"), corner.people[Role.PROCURER]
    deciding.ask_delegate(row, delegate=corner.people[Role.DECISION_MAKER], by=by)
    if is_issued:
        issue(IssuedDocument.objects.about(row).get(), by=by)
    return row


def _dropped(corner: Corner) -> LeadershipDecision:
    row = draft(corner, title="Krav i IT")
    row.withdraw(reason="Marknaden saknas", by=corner.people[Role.PROCURER])
    return row


def _delegated(corner: Corner) -> LeadershipDecision:
    row = draft(corner, title="Krav i kost")
    row.decide_on_delegation(by=corner.people[Role.DECISION_MAKER], original_kept="Pärm 4")
    return row


def _another_decision(world: World) -> None:
    _at_body(world.own)
    _at_delegate(world.own)
    made(draft(world.own, title="Ännu ett"), by=world.own.people[Role.PROCURER])


ALL = ("decision_at_body", "decision_at_delegate", "decision_unread", "decision_made", "decision_dropped")
_decision = Case(row="decision", states=ALL)


def _a_large_case(world: World) -> None:
    """Recommended two places by the draft, and no stated number by the table in force."""
    known = {"nature": "works", "value_sek": 100_000_000, "base_months": 24, "performers": 30}
    CaseFactory(authority=world.own.authority, **known)


_calculated = Case(row="calculation")
_table_case = Case(row="table", states=("table_held", "table_dropped"))
_row_case = replace(_table_case, kwargs=lambda corner: {"pk": corner.table.pk, "number": 1})


def _another_calculation(world: World) -> None:
    _calculation(world.own, world.own.decision)


_ANALYSIS = ("analysis_closed", "analysis_dropped")
_analysis_case = Case(row="analysis", states=_ANALYSIS)
_answer_case = replace(
    _analysis_case, kwargs=lambda corner: {"pk": corner.analysis.pk, "subject": "labour_market"}
)


def _another_analysis(world: World) -> None:
    by = world.own.people[Role.PROCURER]
    for running in Analysis.objects.filter(authority=world.own.authority, state=AnalysisState.OPEN):
        running.drop(reason="Fel år", by=by)
    _analysis(world.own, "Analys till")


def _another_figure(world: World) -> None:
    _figure(world.own.analysis, by=world.own.people[Role.PROCURER])


def _another_definition(world: World) -> None:
    content = {"text": "Minst tre månader.", "decided_on": TODAY, "decided_by": "Kommunstyrelsen § 45"}
    Definition.decide(defined="occupation", **content, by=world.own.people[Role.PROCURER])


_task_case = Case(row="task", states=("task_done",))

CASES = {
    "strategy:preparation": replace(_decision, more=lambda world: _task(world.own, world.own.decision)),
    "strategy:new_preparation_task": replace(
        _decision, kwargs=lambda corner: {"pk": corner.decision.pk, "topic": "training"}
    ),
    "strategy:preparation_task": _task_case,
    "strategy:preparation_step": _task_case,
    "strategy:analysis_list": Case(more=_another_analysis),
    "strategy:new_analysis": Case(),
    "strategy:analysis": replace(_analysis_case, more=_another_figure),
    "strategy:analysis_answer": replace(_answer_case, more=_another_figure),
    "strategy:new_analysis_figure": _answer_case,
    "strategy:analysis_figure_taking": replace(
        _analysis_case, kwargs=lambda corner: {"pk": corner.analysis.pk, "figure": corner.known_figure.pk}
    ),
    "strategy:analysis_figure_removal": Case(row="figure"),
    "strategy:analysis_closing": _analysis_case,
    "strategy:analysis_dropping": _analysis_case,
    "strategy:analysis_decision": _analysis_case,
    "strategy:analysis_document": _analysis_case,
    "strategy:definition_list": Case(more=_another_definition),
    "strategy:new_definition": Case(kwargs=lambda corner: {"defined": "occupation"}),
    "strategy:calculator": Case(query=QUESTION),
    "strategy:calculator_export": Case(kwargs=lambda corner: {"kind": "csv"}, query=QUESTION),
    "strategy:freezing": Case(query=QUESTION),
    "strategy:calculation_list": Case(more=_another_calculation),
    "strategy:calculation": _calculated,
    "strategy:calculation_export": Case(
        row="calculation", kwargs=lambda corner: {"pk": corner.calculation.pk, "kind": "csv"}
    ),
    "strategy:calculation_document": _calculated,
    "strategy:decision_list": Case(more=_another_decision),
    "strategy:decision_export": Case(kwargs=lambda corner: {"kind": "csv"}, more=_another_decision),
    "strategy:new_decision": Case(),
    "strategy:decision": replace(_decision, more=lambda world: another_step(world.own.decision)),
    "strategy:content": _decision,
    "strategy:diary_number": _decision,
    "strategy:referral": _decision,
    "strategy:body_decision": _decision,
    "strategy:body_correction": _decision,
    "strategy:minutes": _decision,
    "strategy:delegate_request": _decision,
    "strategy:delegated_decision": _decision,
    "strategy:document_to_sign": _decision,
    "strategy:return": _decision,
    "strategy:withdrawal": _decision,
    "strategy:successor": _decision,
    "strategy:ending": _decision,
    "strategy:table_list": Case(
        more=lambda world: _table(world.own, world.own.decision_made, "trafikverket")
    ),
    "strategy:new_table": Case(),
    "strategy:table": replace(_table_case, more=_a_large_case),
    "strategy:table_heading": _table_case,
    "strategy:new_table_row": _table_case,
    "strategy:table_row": _row_case,
    "strategy:table_row_place": _row_case,
    "strategy:table_force": replace(_table_case, more=_a_large_case),
    "strategy:table_dropping": _table_case,
    "strategy:delegated_list": Case(more=lambda world: _delegated(world.own)),
    "strategy:delegated_export": Case(
        kwargs=lambda corner: {"kind": "csv"}, more=lambda world: _delegated(world.own)
    ),
    "strategy:delegation_report": Case(),
    "strategy:item_list": Case(more=lambda world: DelegationItemFactory(authority=world.own.authority)),
    "strategy:new_item": Case(),
    "strategy:item_end": Case(row="item", reach=Reach.ORGANISATION),
}
