from followup.models.deviation import HearingStep
from followup.models.outcome import PlacementOutcome

__all__ = ["HearingStep", "PlacementOutcome"]
