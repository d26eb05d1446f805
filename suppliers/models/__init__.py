from suppliers.models.imports import ContractImport, ImportedContract, KnownHeading
from suppliers.models.link import ReportLink
from suppliers.models.report import Report, ReportRow
from suppliers.models.tally import Tally

__all__ = ["ContractImport", "ImportedContract", "KnownHeading", "Report", "ReportLink", "ReportRow", "Tally"]
