from matching.models.person import PlacedPerson
from matching.models.placement import Placement, PlacementFact

__all__ = ["PlacedPerson", "Placement", "PlacementFact"]
