from followup.models.deviation import HearingStep
from followup.models.introduction import IntroductionDone
from followup.models.link import PartyLink
from followup.models.outcome import PlacementOutcome
from followup.models.report_record import ReportRecord
from followup.models.subscription import Subscription

__all__ = ["HearingStep", "IntroductionDone", "PartyLink", "PlacementOutcome", "ReportRecord", "Subscription"]
