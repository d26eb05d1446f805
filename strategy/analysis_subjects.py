"""What an analysis asks: eight questions on prerequisites, and five things that must be in place."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """A question, or a success factor."""

    AIM = "aim", _("What do we want to reach?")
    LABOUR_MARKET = "labour_market", _("What will the labour market here look like in the next five years?")
    SUPPLIERS = "suppliers", _("Which competence do our suppliers need?")
    INTEGRATION = "integration", _("How easily do newcomers get into the labour market here?")
    JOB_SEEKERS = "job_seekers", _("What can the job seekers do?")
    TOOLS = "tools", _("Which other ways do we have of getting people into work?")
    BONUS = "bonus", _("Do we want to pay a bonus, and is there money for it?")
    COOPERATION = "cooperation", _("Can we cooperate with other buyers?")
    AGREEMENT = "agreement", _("Broad agreement")
    DEFINITION = "definition", _("Shared definition")
    ASSIGNMENT = "assignment", _("Clear assignment")
    ROUTINES = "routines", _("Routines for following up")
    EXPERIENCE = "experience", _("Experience that is used again")


class Verdict(models.TextChoices):
    """Is a success factor in place?"""

    YES = "yes", _("In place")
    PARTLY = "partly", _("Partly")
    NO = "no", _("Not yet")


S = Subject
FACTORS = (S.AGREEMENT, S.DEFINITION, S.ASSIGNMENT, S.ROUTINES, S.EXPERIENCE)
QUESTIONS = tuple(subject for subject in Subject if subject not in FACTORS)

HELP: dict[Subject, Promise] = {
    S.AIM: _(
        "Say it so that it can be followed up: how many people, who they are, by when. “More people in work” "
        "is an aim; “ten persons a year who have been out of work for long” is a goal."
    ),
    S.LABOUR_MARKET: _(
        "Which trades will lack people, and where will there be too many? Look at the forecasts of the "
        "employment service and the region, and at who retires in your own organisation."
    ),
    S.SUPPLIERS: _(
        "Ask the companies you buy from already: which tasks are hard to staff, and which can be learned at "
        "work? A trade with few formal demands and many hours gives the most places."
    ),
    S.INTEGRATION: _(
        "How long does it take newcomers, the young and persons with disabilities to get their first job "
        "here? Who is left out, and what stops them: language, schooling, contacts, travel?"
    ),
    S.JOB_SEEKERS: _(
        "Ask the labour-market unit for counts, never names: schooling, trades, driving licences, languages. "
        "How many could begin at once, and how many after a short training?"
    ),
    S.TOOLS: _(
        "Subsidised jobs, training, places at social enterprises, summer jobs. Is the requirement to do "
        "something that these do not, or to lead on from them?"
    ),
    S.BONUS: _(
        "A bonus pays the supplier for more places than required, or for a more even share of women and men. "
        "No is a good answer. If yes: how much a year, and from whose budget?"
    ),
    S.COOPERATION: _(
        "Neighbours, the region, municipal companies. The same wording makes it easier for suppliers, and a "
        "person can work under two contracts."
    ),
    S.AGREEMENT: _(
        "Do politicians, managers, procurers and the labour-market unit want the same thing? Have the unions "
        "and the companies been heard?"
    ),
    S.DEFINITION: _(
        "Have you agreed on what counts as occupation, who the target groups are and what a direct "
        "consequence is? Then the figures mean the same to everybody."
    ),
    S.ASSIGNMENT: _("Is there somebody whose task it is to hold the work together, with time for it?"),
    S.ROUTINES: _("Is it settled who follows up every contract, how often, and who gets to know?"),
    S.EXPERIENCE: _(
        "Do you look at what earlier contracts gave, and ask those who have done it before, before you begin "
        "the next?"
    ),
}
