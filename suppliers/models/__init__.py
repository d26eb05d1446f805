from suppliers.models.link import ReportLink
from suppliers.models.report import Report, ReportRow

__all__ = ["Report", "ReportLink", "ReportRow"]
