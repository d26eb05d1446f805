from suppliers.models.link import ReportLink
from suppliers.models.report import Report, ReportRow
from suppliers.models.tally import Tally

__all__ = ["Report", "ReportLink", "ReportRow", "Tally"]
