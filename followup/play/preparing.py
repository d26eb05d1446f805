"""From the first idea to a published requirement: what the procurer and the decision-maker do."""

import datetime as dt
import zlib
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from core.rules import RuleBroken
from followup.play import leadership, words
from followup.play.casting import assemble
from followup.play.stage import Act, Stage
from followup.play.words import written
from followup.scenario import Law, Nature, Scenario, timeline
from followup.scenario import Procurement as Bought
from procurements.actions.cases import advance, start_case
from procurements.actions.drafting import approve, begin_requirement, save_draft, submit
from procurements.actions.entry import give_consent
from procurements.actions.going_on import ask_delegate
from procurements.choices import Answer, GoOutcome, Procedure, Purpose, ReportEvery
from procurements.models import Assessment, EntryCheck, MarketPicture, Plan
from procurements.states import CaseState
from reference.figures import legal_figures
from reference.models import CpvCode
from reference.regimes import Regime
from strategy.choices import TargetGroup

# What the format leaves open between its fixed days: how long before the decision the case begins, is
# planned and is sent, and how long the requirement is written and approved. Days.
BEGUN_BEFORE_DECISION, PLANNED_BEFORE_DECISION, SENT_BEFORE_DECISION = 30, 20, 10
DRAFTED_AFTER_DECISION, SUBMITTED_BEFORE_NOTICE, APPROVED_BEFORE_NOTICE = 20, 14, 7


def acts(scenario: Scenario) -> Iterable[Act]:
    """Steps that no file mentions, on the days of its timeline."""
    days = timeline(scenario)
    steps = [
        (days.decided_on - dt.timedelta(BEGUN_BEFORE_DECISION), scenario.buyer.line, assemble),
        (days.decided_on - dt.timedelta(BEGUN_BEFORE_DECISION), scenario.buyer.line, leadership.decide),
        (days.decided_on - dt.timedelta(BEGUN_BEFORE_DECISION), scenario.procurement.line, begin),
        (days.decided_on - dt.timedelta(PLANNED_BEFORE_DECISION), scenario.procurement.line, plan),
        (days.decided_on - dt.timedelta(SENT_BEFORE_DECISION), scenario.procurement.line, propose),
        (days.decided_on, scenario.procurement.line, decide),
        (days.decided_on + dt.timedelta(DRAFTED_AFTER_DECISION), scenario.requirement.line, draft),
    ]
    if scenario.procurement.law is not Law.LOV:
        steps += [
            (days.published_on - dt.timedelta(SUBMITTED_BEFORE_NOTICE), scenario.requirement.line, send_in),
            (days.published_on - dt.timedelta(APPROVED_BEFORE_NOTICE), scenario.requirement.line, say_yes),
            (days.published_on, scenario.requirement.line, publish),
        ]
    return [Act(on=on, rank=rank, line=line, do=do) for rank, (on, line, do) in enumerate(steps)]


def begin(stage: Stage) -> None:
    """The case with its particulars, and the entry questions."""
    cast = stage.cast
    has_decision = leadership.has_decision(cast.authority)
    stage.open(start_case(particulars(stage), by=cast.procurer))
    EntryCheck.write(
        stage.case,
        by=cast.procurer,
        has_decision=has_decision,
        has_decision_reason="" if has_decision else written(words.NO_DECISION),
        orderer_wants_it=True,
        has_officer=True,
        has_network=True,
    )
    if not has_decision:
        give_consent(stage.case, note="", by=cast.decider)


def plan(stage: Stage) -> None:
    """What is bought, with whom and when; the case comes to step Map."""
    cast, scenario = stage.cast, stage.scenario
    Plan.write(
        stage.case,
        by=cast.procurer,
        scope=written(words.SCOPE),
        aim=written(words.AIM),
        stakeholders=written(words.STAKEHOLDERS),
        staffing=written(words.STAFFING),
        go_wanted_on=stage.days.decided_on,
        publication_on=stage.days.published_on,
        award_on=stage.days.awarded_on,
        contract_starts_on=scenario.procurement.contract_start,
    )
    advance(stage.case, CaseState.MAP, by=cast.procurer)


def particulars(stage: Stage) -> dict[str, object]:
    """The facts of the case; what the file does not say is left empty."""
    told, cast = stage.scenario.procurement, stage.cast
    share = told.staff_cost_share
    return {
        "authority": cast.authority,
        "title": told.title,
        "diary_number": diary_number(stage),
        "purpose": stage.setting.purpose,
        "law": told.law.value,
        "regime": regime_of(told, on=stage.days.published_on),
        "procedure": Procedure.NONE if told.law is Law.LOV else Procedure.OPEN,
        "nature": told.nature.value,
        "is_framework": told.framework,
        "cpv": cpv_of(told),
        "value_sek": told.value_sek,
        "base_months": told.contract_months,
        "staff_cost_share": None if share is None else round(decimal(share), 2),
        "performers": told.performers,
        "handler": cast.procurer,
        "matching_officer": cast.officer,
    }


def diary_number(stage: Stage) -> str:
    """SEN 2026/417: the authority's prefix, the year, and a number that is always the same for the title."""
    prefix = stage.cast.authority.diary_prefix
    serial = zlib.crc32(stage.scenario.procurement.title.encode()) % 900 + 100
    year = (stage.days.decided_on - dt.timedelta(BEGUN_BEFORE_DECISION)).year
    return f"{prefix} {year}/{serial}".strip()


def regime_of(told: Bought, *, on: dt.date) -> Regime:
    """By the value and the latest threshold known on the day; a file says nothing of its regime."""
    if told.law is Law.LOV:
        return Regime.LOV
    key = "threshold_works" if told.nature is Nature.WORKS else "threshold_goods_services"
    known = [figure for figure in legal_figures()[key] if figure.valid_from and figure.valid_from <= on]
    latest = max(known, key=lambda figure: figure.valid_from or on, default=None)
    if latest is None or told.value_sek is None or told.value_sek >= latest.value:
        return Regime.ABOVE_THRESHOLD
    return Regime.UNDER_THRESHOLD


def cpv_of(told: Bought) -> CpvCode | None:
    if told.cpv is None:
        return None
    code = CpvCode.objects.filter(pk=told.cpv.partition("-")[0]).first()
    if code is None:
        raise RuleBroken(_("There is no CPV code {code}.").format(code=told.cpv))
    return code


def propose(stage: Stage) -> None:
    """Market, assessment and proposal; the decision-maker is asked."""
    cast, asked = stage.cast, stage.scenario.requirement
    MarketPicture.write(
        stage.case,
        by=cast.procurer,
        places_possible=asked.places,
        competence_needed=written(words.COMPETENCE),
        sector_conditions=written(words.SECTOR),
        local_conditions=written(words.LOCAL),
    )
    advance(stage.case, CaseState.ANALYSE, by=cast.procurer)
    Assessment.write(
        stage.case,
        by=cast.procurer,
        **answers(stage.scenario.procurement),
        in_favour=written(words.SUITS),
        against=written(words.RISK),
        displacement=written(words.DISPLACEMENT),
        proposal=GoOutcome.GO,
        kind=asked.kind.value,
        full_time_months=decimal_or_none(asked.full_time_months),
        motive=written(words.SUITS),
    )
    stage.go = ask_delegate(stage.case, delegate=cast.decider, by=cast.procurer)


def answers(told: Bought) -> dict[str, str]:
    """The eight suitability questions, as far as the file gives them away."""
    known = {
        "fits_the_type": True,
        "is_longer_than_a_year": told.contract_months > 12,
        "is_labour_intensive": None if told.performers is None else told.performers > 3,
        "is_mostly_staff_cost": None
        if told.staff_cost_share is None
        else told.staff_cost_share > Fraction(1, 2),
        "is_done_by_several": None if told.performers is None else told.performers > 1,
        "has_suppliers_in_region": True,
        "has_other_buyers": None,
        "has_labour_law_terms": None,
    }
    return {key: answer(value) for key, value in known.items()}


def answer(value: bool | None) -> str:
    if value is None:
        return Answer.UNKNOWN
    return Answer.YES if value else Answer.NO


def decide(stage: Stage) -> None:
    """Go on: decided on delegation, signed on paper; the case comes to step Procure."""
    assert stage.go is not None
    stage.go.decide_on_delegation(by=stage.cast.decider, original_kept=written(words.ORIGINAL_KEPT))
    advance(stage.case, CaseState.PROCURE, by=stage.cast.procurer)


def draft(stage: Stage) -> None:
    requirement = begin_requirement(stage.case, by=stage.cast.procurer)
    stage.requirement = save_draft(
        requirement, content(stage), revision=requirement.revision, by=stage.cast.procurer
    )


def content(stage: Stage) -> dict[str, object]:
    """The parameters of the file. Reports come when the file says so, not by a schedule."""
    asked = stage.scenario.requirement
    groups = stage.case.purpose == Purpose.PURCHASED_PLACES and [TargetGroup.DISABILITY]
    return {
        "kind": asked.kind.value,
        "target_groups": groups or [TargetGroup.LONG_TERM_UNEMPLOYED, TargetGroup.NEWLY_ARRIVED],
        "types": sorted(asked.types),
        "full_time_months": decimal_or_none(asked.full_time_months),
        "yearly_average": decimal_or_none(asked.yearly_average),
        "places": asked.places,
        "first_start_within_months": asked.first_start_within_months,
        "dialogue_first_within_months": asked.dialogue_first_within_months,
        "early_end_share": decimal(asked.early_end_share),
        "early_end_basis": asked.early_end_basis.value,
        "shortage_is_objective_ground": asked.shortage_of_work_is_objective_ground,
        "bonus": bonus(stage.scenario),
        "report_every": ReportEvery.OWN,
        "change_clause": True,
    }


def bonus(scenario: Scenario) -> dict[str, object] | None:
    told = scenario.requirement.bonus
    if told is None:
        return None
    rates = {kind.value: str(decimal(rate)) for kind, rate in told.sek_per_month.items()}
    return {"sek_per_month": rates, "max_places": told.max_places, "cap_sek": told.cap_sek}


def send_in(stage: Stage) -> None:
    assert stage.requirement is not None
    submit(stage.requirement, approver=stage.cast.decider, by=stage.cast.procurer)


def say_yes(stage: Stage) -> None:
    assert stage.requirement is not None
    approve(stage.requirement, by=stage.cast.decider)


def publish(stage: Stage) -> None:
    assert stage.requirement is not None
    stage.requirement.publish(published_on=stage.days.published_on, by=stage.cast.procurer)


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def decimal_or_none(value: Fraction | None) -> Decimal | None:
    return None if value is None else decimal(value)
