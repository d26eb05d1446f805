"""The agreement after a dialogue as a document. The authority draws it up; both parties read it."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actors import Actor
from core.documents import DocumentKind, order, register
from core.documents.parts import Column, Grid, Row, Section
from core.models import IssuedDocument, RecordStatus
from core.templatetags.formats import date_words
from followup.dialogue_duty import ordered
from followup.paper import LANGUAGE, TEMPLATE, Paper, lines, matter_of
from organisations.models import Authority, Organisation
from procurements.choices import DialogueResult, PlacementType
from procurements.models import Commitment, Contract, DialogueMeeting


def agreement_of(meeting: DialogueMeeting) -> Paper:
    """The outcome of the meeting in words."""
    return Paper(
        lead=_("The buyer and the supplier have met about occupation under the contract."),
        sections=tuple(section for section in _sections(meeting) if section is not None),
    )


def _sections(meeting: DialogueMeeting) -> tuple[Section | None, ...]:
    agreed = meeting.result == DialogueResult.PLACES
    outcome = _("The parties agreed") if agreed else _("Why there are no places")
    return (
        matter_of(
            meeting.commitment,
            (_("Held"), date_words(meeting.valid_from)),
            (_("Took part"), ", ".join(lines(meeting.participants))),
            (_("Result"), str(meeting.get_result_display())),
            (_("Next meeting"), date_words(meeting.next_on) if meeting.next_on else ""),
            heading=_("The dialogue"),
        ),
        Section(heading=_("Agreed places"), grid=_places(meeting)) if meeting.places else None,
        Section(heading=outcome, paragraphs=lines(meeting.outcome)),
        Section(heading=_("The talk concerned"), paragraphs=lines(meeting.topics))
        if meeting.topics
        else None,
        Section(
            heading=_("What this means"),
            paragraphs=(
                _(
                    "Agreed places are aims for both parties. They change nothing in the contract, and "
                    "no sanction follows if they are not reached."
                ),
                _("The outcome is written down here, as the contract asks. Both parties have got it."),
            ),
        ),
    )


def _places(meeting: DialogueMeeting) -> Grid:
    columns = (Column(label=_("Type")), Column(label=_("Number"), is_number=True))
    rows = tuple(
        Row(head=str(PlacementType(kind).label), cells=(str(number),))
        for kind, number in ordered(meeting.places)
    )
    return Grid(caption=_("Agreed places"), columns=columns, rows=rows)


def specimen() -> Paper:
    """An invented dialogue for the preview pages and tests."""
    buyer = Organisation(name="Ekhamns kommun")
    contract = Contract(supplier=Organisation(name="Blank Städ AB"))
    return agreement_of(
        DialogueMeeting(
            commitment=Commitment(
                title="Lokalvård i förskolor",
                diary_number="SEN 2026/0412",
                contract=contract,
                authority=Authority(name="Servicenämnden", organisation=buyer),
            ),
            valid_from=dt.date(2026, 10, 14),
            result=DialogueResult.PLACES,
            participants="Avtalsansvarig\nMatchare\nArbetsledare hos leverantören",
            topics="Bemanning efter nyår och vad som går att lära på plats.",
            outcome="Två praktikplatser i februari. Den som klarar kursen erbjuds en visstidsanställning.",
            places={"internship": 2, "employment": 1},
            next_on=dt.date(2027, 3, 3),
        )
    )


DIALOGUE_AGREEMENT = DocumentKind(
    key="followup.dialogue_agreement",
    template=TEMPLATE,
    context=Paper,
    title=gettext_lazy("Agreement after a dialogue"),
    specimen=specimen,
    is_signed=True,
)


def order_agreement(meeting: DialogueMeeting, *, by: Actor) -> IssuedDocument:
    """Order the paper; a worker makes the file after commit."""
    with translation.override(LANGUAGE):
        agreed = meeting.result == DialogueResult.PLACES
        title = _("Agreement after the dialogue {day}") if agreed else _("Outcome of the dialogue {day}")
        return order(
            DIALOGUE_AGREEMENT,
            meeting,
            context=agreement_of(meeting),
            title=title.format(day=date_words(meeting.valid_from)),
            authority=meeting.commitment.authority,
            by=by,
            diary_number=meeting.commitment.diary_number,
            language=LANGUAGE,
            record_status=RecordStatus.DRAWN_UP,
        )


def fill_slots() -> None:
    """Called once the apps are ready."""
    register(DIALOGUE_AGREEMENT)
