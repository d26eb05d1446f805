"""States of the requirement profile and of the proposal, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProfileState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed upon")
    CLOSED = "closed", pgettext_lazy("profile", "Closed")


class ProposalState(models.TextChoices):
    """Where one person stands with one profile."""

    ASKED = "asked", _("The person is asked")
    WILLING = "willing", _("The person wants to")
    UNWILLING = "unwilling", _("The person does not want to")
    DISCLOSED = "disclosed", _("Proposed to the supplier")
    CHOSEN = "chosen", _("Chosen by the supplier")
    DECLINED = "declined", _("Not chosen by the supplier")
    STARTED = "started", _("Started")
    WITHDRAWN = "withdrawn", _("Taken back")


P, S = ProfileState, ProposalState

# From draft to draft: one side has agreed, or a side asks for a change.
PROFILE_TRANSITIONS: dict[str, frozenset[str]] = {
    P.DRAFT: frozenset({P.DRAFT, P.AGREED, P.CLOSED}),
    P.AGREED: frozenset({P.DRAFT, P.CLOSED}),
    P.CLOSED: frozenset(),
}
# People change their minds: a no may become a new question, a declined person may be chosen after all.
PROPOSAL_TRANSITIONS: dict[str, frozenset[str]] = {
    S.ASKED: frozenset({S.WILLING, S.UNWILLING, S.WITHDRAWN}),
    S.WILLING: frozenset({S.UNWILLING, S.DISCLOSED, S.WITHDRAWN}),
    S.UNWILLING: frozenset({S.WILLING, S.WITHDRAWN}),
    S.DISCLOSED: frozenset({S.CHOSEN, S.DECLINED, S.WITHDRAWN}),
    S.CHOSEN: frozenset({S.STARTED, S.WITHDRAWN}),
    S.DECLINED: frozenset({S.CHOSEN}),
    S.STARTED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
# Still on the way to a start; what the supplier has been shown; where the words passed on may be read.
ON_THE_WAY = frozenset({S.ASKED, S.WILLING, S.DISCLOSED, S.CHOSEN})
SHOWN = frozenset({S.DISCLOSED, S.CHOSEN, S.DECLINED, S.STARTED})
READABLE = frozenset({S.DISCLOSED, S.CHOSEN})
ANSWERED = frozenset({S.WILLING, S.UNWILLING, *SHOWN})
