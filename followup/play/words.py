"""What the played people write. Swedish, as everything that a Swedish authority draws up."""

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGE = "sv"

SUITS = _("The work needs many hands and part of it can be learned on the job.")
SCOPE = _("The contract as a whole, with the requirement as a special contract condition.")
AIM = _("More people who stand far from the labour market are to get a first job or an internship.")
STAKEHOLDERS = _("The orderer, the matching side, possible suppliers and the trade unions.")
STAFFING = _("The matching officer supports the supplier; the contract manager follows the reports.")
COMPETENCE = _("Beginners who get an introduction; some tasks need a driving licence.")
SECTOR = _("The sector finds it hard to recruit and is used to supervising new people.")
LOCAL = _("There are supervisors in the area and the place can be reached by public transport.")
RISK = _("The season and the supplier's orders decide how many can start at once.")
DISPLACEMENT = _("No one is replaced: those with a right of priority to re-employment are asked first.")
ORIGINAL_KEPT = _("With the case documents at the authority")
NO_DECISION = _("The leadership is asked in this case.")
AWARD_REASONS = _("The most advantageous bid that meets all demands.")
BIDDER = _("Bidder {number}")
BODY = _("The council")
DECISION_TITLE = _("Employment requirements in procurement")
MEETING_PEOPLE = _("The supplier, the contract manager and the matching officer.")
MEETING_NOTES = _("How many are to start and when, who supervises, and when reports are sent.")
DIALOGUE_PLACES = _("The supplier takes in people in the coming months; the matching officer proposes them.")
DIALOGUE_NONE = _("No places at present: the supplier has no work to lead people in.")
DIALOGUE_POSTPONED = _("The meeting was put off.")
ATTRIBUTED = _("Judged from the supplier's account at the start.")
GROUND = _("Change clause of the contract")
RETURNED = _("Details are missing.")
RELIEVED = _("Agreed between the parties.")
PERSON = _("Person {label}")
HEAD = _("Head of department")


def written(text: Promise, **values: object) -> str:
    """The text in the language of the documents, whatever language the reader of the screen has."""
    with translation.override(LANGUAGE):
        return str(text).format(**values) if values else str(text)
