"""The closed sets of words that the arithmetic knows.

The values are the words of a scenario file; the rooms' own choices use the same ones.
"""

from enum import StrEnum


class RequirementKind(StrEnum):
    """What kind of duty the contract holds."""

    NUMERIC = "numeric"
    DIALOGUE = "dialogue"
    COMBINED = "combined"
    RESERVED = "reserved"

    @property
    def has_volume(self) -> bool:
        return self is not RequirementKind.DIALOGUE

    @property
    def has_dialogue(self) -> bool:
        return self in (RequirementKind.DIALOGUE, RequirementKind.COMBINED)


class PlacementType(StrEnum):
    """What a person is in while at the supplier."""

    EMPLOYMENT = "employment"
    INTERNSHIP = "internship"
    TRAINEE = "trainee"
    APPRENTICESHIP = "apprenticeship"
    TRAINING = "training"


class PlacementForm(StrEnum):
    """Form of employment; `none` where the placement is not an employment."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed_term"
    SUBSTITUTE = "substitute"
    SEASONAL = "seasonal"
    PROBATION = "probation"
    NONE = "none"


class EndReason(StrEnum):
    """Why a placement ended."""

    COMPLETED = "completed"
    RESIGNED = "resigned"
    PERSONAL_GROUNDS = "personal_grounds"
    SUMMARY_DISMISSAL = "summary_dismissal"
    SHORTAGE_OF_WORK = "shortage_of_work"
    PROBATION_ENDED = "probation_ended"
    SUPPLIER = "supplier"
    OTHER_JOB = "other_job"
    ILLNESS = "illness"
    OTHER = "other"


class Route(StrEnum):
    """How the person was found. Every route is open to the supplier."""

    EMPLOYMENT_SERVICE = "employment_service"
    MUNICIPAL = "municipal"
    PRIVATE = "private"
    OWN = "own"


class Attribution(StrEnum):
    """How the placement hangs together with the requirement."""

    DIRECT_REQUIREMENT = "direct_requirement"
    RELATION_SPILLOVER = "relation_spillover"
    WOULD_HAVE_BEEN_HIRED = "would_have_been_hired"
    UNKNOWN = "unknown"


class EarlyEndBasis(StrEnum):
    """Over what the early-end share is tested; the published clause can be read both ways."""

    PLACEMENT = "placement"
    TOTAL = "total"


class DialogueResult(StrEnum):
    """What a dialogue meeting led to."""

    PLACES = "places"
    NONE = "none"
    POSTPONED = "postponed"


class ReportStep(StrEnum):
    """Steps of one period's report. `DUE` is told by the schedule, the others are acts."""

    DUE = "report_due"
    SUBMITTED = "report_submitted"
    RETURNED = "report_returned"
    APPROVED = "report_approved"


class HearingStep(StrEnum):
    """Steps of the supplier's chance to be heard before a claim."""

    STATEMENT_REQUESTED = "statement_requested"
    STATEMENT_GIVEN = "statement_given"
    DECISION = "decision"


class OutcomeResult(StrEnum):
    """Where the person was when followed up after a placement."""

    SAME_EMPLOYER = "same_employer"
    OTHER_JOB = "other_job"
    STUDY = "study"
    UNEMPLOYED = "unemployed"
    UNKNOWN = "unknown"


class Deadline(StrEnum):
    """How a duty with a last day stands."""

    MET = "met"
    MISSED = "missed"
    PENDING = "pending"


class CommitmentStatus(StrEnum):
    """How the whole commitment stands."""

    RUNNING = "running"
    MET = "met"
    NOT_MET = "not_met"
    RELIEVED = "relieved"


class Turn(StrEnum):
    """Who must act now."""

    SUPPLIER = "supplier"
    MATCHING = "matching"
    BUYER = "buyer"
    NOBODY = "nobody"


class Why(StrEnum):
    """Why a placement is credited as it is; the screens put it into words."""

    DONE = "done"
    CREDITED_IN_FULL = "credited_in_full"
    BELOW_EARLY_END_SHARE = "below_early_end_share"
    REPLACED = "replaced"
    GROUND_NOT_CREDITED = "ground_not_credited"
    TYPE_NOT_ACCEPTED = "type_not_accepted"
    OUTSIDE_COMMITMENT = "outside_commitment"
    BEYOND_BASE = "beyond_base"
    NOT_STARTED = "not_started"
