"""What is noted of a dialogue under a contract."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios, WholeNumberField
from core.privacy import warn_of_personal_number
from followup.forms.sections import FormSection
from procurements.choices import DialogueResult, PlacementType
from procurements.models import Commitment, DialogueMeeting
from procurements.models.commitment import COMMITMENT_AUDIENCE

BOTH_READ = COMMITMENT_AUDIENCE.line(
    _(
        "The supplier's contact persons may read it by their link. It becomes a public record: name no "
        "candidate, write nothing about health."
    )
)
TEXTS = ("participants", "topics", "outcome")
PLACES = "places_"


def text_area(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **options)


class DialogueForm(forms.Form):
    """A meeting that was held, or put off."""

    readers = dict.fromkeys(TEXTS, BOTH_READ)
    conditions: ClassVar[dict[str, Any]] = {"next_on": _("needed if you put the meeting off")}
    held_on = DateField(label=_("Day"), help_text=_("The day you met, or the day you put the meeting off."))
    result = forms.ChoiceField(label=_("Result"), choices=DialogueResult.choices, widget=Radios)
    participants = text_area(
        label=_("Who took part"),
        required=False,
        help_text=_("Functions, not names. One a line, for example Contract manager."),
    )
    topics = text_area(label=_("What you talked about"), required=False)
    outcome = text_area(
        label=_("What was agreed, or why no places"),
        help_text=_("With places: what, from when and who does what. Without: the reasons."),
    )
    next_on = DateField(label=_("Next meeting"), required=False)

    def __init__(self, data: Any = None, *, commitment: Commitment, initial: Any = None) -> None:
        super().__init__(data, initial={"held_on": clock.today(), **(initial or {})})
        self.kinds = [kind for kind in PlacementType.values if kind in commitment.types]
        for kind in self.kinds:
            self.fields[PLACES + kind] = WholeNumberField(
                label=PlacementType(kind).label, required=False, min_value=0, max_value=1000
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in TEXTS:
            self._guard(name, data.get(name, ""))
        result = data.get("result")
        if result == DialogueResult.PLACES and not self._places(data) and not self._has_faulty_place:
            self.add_error(PLACES + self.kinds[0], _("State how many places of at least one type."))
        if result == DialogueResult.POSTPONED and not data.get("next_on"):
            self.add_error("next_on", _("State when you will meet instead."))
        return data

    def _guard(self, name: str, text: str) -> None:
        try:
            warn_of_personal_number(text)
        except forms.ValidationError as fault:
            self.add_error(name, fault)

    @property
    def _has_faulty_place(self) -> bool:
        return any(name.startswith(PLACES) for name in self.errors)

    def _places(self, data: dict[str, Any]) -> dict[str, int]:
        return {kind: number for kind in self.kinds if (number := data.get(PLACES + kind))}

    @property
    def told(self) -> dict[str, Any]:
        """What `record_dialogue` takes."""
        data = self.cleaned_data
        named = {name: data[name] for name in ("held_on", "result", *TEXTS, "next_on")}
        return {**named, "places": self._places(data)}

    @property
    def sections(self) -> list[FormSection]:
        """The fields in the order of a conversation: when, what came of it, and what then."""
        return [
            FormSection(fields=[self["held_on"], self["result"]]),
            FormSection(
                heading=_("Agreed places"),
                help=_("Fill in only if you agreed on places."),
                fields=[self[PLACES + kind] for kind in self.kinds],
                is_row=True,
            ),
            FormSection(fields=[self[name] for name in ("outcome", "participants", "topics", "next_on")]),
        ]


class DialogueCorrectionForm(DialogueForm):
    """The same, with why it is put right."""

    readers = {**DialogueForm.readers, "reason": BOTH_READ}
    reason = text_area(label=_("Why this is changed"))

    @classmethod
    def initial_of(cls, meeting: DialogueMeeting) -> dict[str, Any]:
        named = {name: getattr(meeting, name) for name in ("result", *TEXTS, "next_on")}
        places = {PLACES + kind: number for kind, number in meeting.places.items()}
        return {"held_on": meeting.valid_from, **named, **places}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._guard("reason", data.get("reason", ""))
        return data

    @property
    def told(self) -> dict[str, Any]:
        return {**super().told, "reason": self.cleaned_data["reason"]}

    @property
    def sections(self) -> list[FormSection]:
        return [*super().sections, FormSection(fields=[self["reason"]])]
