"""Forms of a hearing: what the supplier is asked, what it says, what the buyer decides."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios
from core.privacy import warn_of_personal_number
from followup.choices import ReliefGround, Shortcoming, Verdict
from followup.forms.dialogue import BOTH_READ, text_area

USUAL_TIME = dt.timedelta(days=14)  # this product's own pace; what is reasonable depends on the matter


class GuardedTextForm(forms.Form):
    """A form with one text that both parties read."""

    readers = {"text": BOTH_READ}

    def clean_text(self) -> str:
        return warn_of_personal_number(self.cleaned_data["text"])


class RequestForm(GuardedTextForm):
    """What the supplier is asked about, and by when."""

    about = forms.ChoiceField(label=_("What it is about"), choices=Shortcoming.choices, widget=Radios)
    text = text_area(
        label=_("What you have seen"),
        help_text=_("Facts and dates, and the point of the contract that they concern. No judgement yet."),
    )
    due_on = DateField(
        label=_("Last day to answer"),
        help_text=_("The supplier gets reasonable time; two weeks if nothing is urgent."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"due_on": clock.today() + USUAL_TIME})


class StatementForm(GuardedTextForm):
    """The supplier's view."""

    text = text_area(
        label=_("Your view"),
        help_text=_("What has happened, what you have done, and what you can do now and by when."),
    )
    told_by = forms.CharField(
        label=_("Your name or function"), max_length=120, help_text=_("Who speaks for the supplier.")
    )


class DecisionForm(GuardedTextForm):
    """What the buyer decides."""

    mark_optional = False  # whether a day is needed follows from the decision
    verdict = forms.ChoiceField(
        label=_("Decision"),
        choices=[(kind.value, kind.label) for kind in (Verdict.NO_CLAIM, Verdict.REMEDY, Verdict.CLAIM)],
        widget=Radios(
            helps={
                Verdict.NO_CLAIM: _("The matter is closed."),
                Verdict.CLAIM: _("Only what the contract itself says can be claimed."),
            },
            reveals={Verdict.REMEDY: "due_on"},
        ),
    )
    due_on = DateField(
        label=_("To be put right by"),
        required=False,
        help_text=_("Only if the supplier gets time to put it right."),
    )
    text = text_area(
        label=_("Reasons"), help_text=_("How you have judged what the supplier says. Both parties read it.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needs_day = data.get("verdict") == Verdict.REMEDY
        if needs_day and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("State by which day the supplier is to put it right."))
        return data


class ReliefForm(GuardedTextForm):
    """Why the supplier is freed."""

    ground = forms.ChoiceField(label=_("Ground"), choices=ReliefGround.choices, widget=Radios)
    text = text_area(
        label=_("Reasons"),
        help_text=_("What the supplier has tried, and what the matching side has answered."),
    )


class WithdrawalForm(GuardedTextForm):
    """Why a relief is taken back."""

    text = text_area(label=_("Why the relief is withdrawn"))
