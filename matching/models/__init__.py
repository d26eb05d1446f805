from matching.models.candidate import Candidate, CandidateIdentity
from matching.models.disclosure import Disclosure, SecrecyTest
from matching.models.link import ProfileLink
from matching.models.person import PlacedPerson
from matching.models.placement import Placement, PlacementFact
from matching.models.profile import RequirementProfile
from matching.models.proposal import Proposal
from matching.models.request import CandidateRequest

__all__ = [
    "Candidate",
    "CandidateIdentity",
    "CandidateRequest",
    "Disclosure",
    "PlacedPerson",
    "Placement",
    "PlacementFact",
    "ProfileLink",
    "Proposal",
    "RequirementProfile",
    "SecrecyTest",
]
