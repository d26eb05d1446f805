from strategy.models.analysis import Analysis
from strategy.models.analysis_parts import AnalysisAnswer, AnalysisFigure
from strategy.models.calculation import FrozenCalculation
from strategy.models.decidable import Decidable
from strategy.models.decision import LeadershipDecision
from strategy.models.definition import Definition
from strategy.models.delegation import DelegationItem
from strategy.models.preparation import PreparationTask
from strategy.models.table import PolicyTable
from strategy.models.terms import Goal, Threshold
from strategy.models.ways import (
    BodyDecision,
    BodyReferral,
    DelegatedDecision,
    DelegateRequest,
    DelegationReport,
)

__all__ = [
    "Analysis",
    "AnalysisAnswer",
    "AnalysisFigure",
    "BodyDecision",
    "BodyReferral",
    "Decidable",
    "Definition",
    "DelegateRequest",
    "DelegatedDecision",
    "DelegationItem",
    "DelegationReport",
    "FrozenCalculation",
    "Goal",
    "LeadershipDecision",
    "PolicyTable",
    "PreparationTask",
    "Threshold",
]
