"""What is asked of a running contract, on the one page as in a row of a file."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, NumberField, Radios, WholeNumberField
from core.privacy import warn_of_personal_number
from organisations.forms.diary import begin_diary_number
from organisations.models import Authority, Membership
from organisations.models.organisation import plain_number, validate_organisation_number
from organisations.permissions import Permission
from procurements.actions.running_contract import RunningContract
from procurements.choices import KINDS_IN_WORDS, DialogueResult, Purpose, ReportEvery, RequirementKind
from suppliers.actions.takeover import AlreadyDone, AlreadyHeld
from suppliers.forms.questions import AsksFirst

# Beyond these something was typed wrongly, as in a contract that begins before our time or ends long after.
MOST_MONTHS, MOST_PLACES = 100_000, 10_000
FIRST_YEAR, YEARS_AHEAD = 1990, 50
MOST_MONTHS_TO_BEGIN = 60
OWE_DIALOGUE = frozenset({RequirementKind.DIALOGUE, RequirementKind.COMBINED})
NO_DIALOGUE = _("Only a contract with a dialogue has this. Choose that as kind above.")
HELD = [(one.value, one.label) for one in DialogueResult if one is not DialogueResult.POSTPONED]
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# On the page a reserved contract is told apart, beside what is bought.
KINDS = [(kind.value, kind.label) for kind in RequirementKind if kind is not RequirementKind.RESERVED]


class ContractFacts(forms.Form):
    """What one knows of a contract; nothing else is asked before it can be followed.

    Whoever inherits adds the field `authority`.
    """

    units = {
        "full_time_months": _("full-time months"),
        "places": _("places"),
        "done_months": _("full-time months"),
        "done_places": _("places"),
        "first_start_months": _("months from the first day"),
        "dialogue_months": _("months from the first day"),
    }
    conditions: ClassVar[dict[str, Any]] = {
        "full_time_months": _("this or places, if a volume is required"),
        "places": _("this or full-time months, if a volume is required"),
    }
    title = forms.CharField(
        label=_("What does the contract concern?"),
        max_length=200,
        help_text=_("For example Care of streets and parks"),
    )
    diary_number = forms.CharField(label=_("Diary number"), max_length=40, required=False)
    supplier_name = forms.CharField(label=_("Supplier"), max_length=160)
    supplier_number = forms.CharField(
        label=_("The supplier's organisation number"),
        max_length=13,
        help_text=_("Ten digits, for example 556036-0793"),
    )
    starts_on = DateField(label=_("First day of the contract"))
    ends_on = DateField(label=_("Last day of the contract"))
    kind = forms.ChoiceField(
        label=_("Kind of requirement"),
        choices=KINDS,
        initial=RequirementKind.NUMERIC,
        widget=Radios(helps=KINDS_IN_WORDS),
    )
    full_time_months = NumberField(
        label=_("Volume over the whole contract"),
        min_value=Decimal("0.1"),
        max_value=MOST_MONTHS,
        decimal_places=2,
        required=False,
        help_text=_(
            "One month at 100 % is one full-time month. Two persons at half time for a year are 12 full-time "
            "months."
        ),
    )
    places = WholeNumberField(
        label=_("Number of places"),
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("If the contract counts places."),
    )
    done_months = NumberField(
        label=_("Already done"),
        min_value=0,
        max_value=MOST_MONTHS,
        decimal_places=2,
        required=False,
        help_text=_("Leave empty if nothing has been done, or if the supplier is to report each person."),
    )
    done_places = WholeNumberField(
        label=_("Places already filled"), min_value=0, max_value=MOST_PLACES, required=False
    )
    done_on = DateField(
        label=_("Counted up to and including"), required=False, help_text=_("If empty: yesterday.")
    )
    done_source = forms.CharField(
        label=_("Where the figure comes from"),
        max_length=200,
        required=False,
        help_text=_("For example the supplier's list of 3 September"),
    )
    reporter_name = forms.CharField(label=_("Contact person at the supplier"), max_length=120, required=False)
    reporter_email = forms.EmailField(
        label=_("E-mail to the one who reports"),
        max_length=254,
        required=False,
        help_text=_("Gets a link when it is time to report. No account is needed."),
    )
    reporter_phone = forms.CharField(label=_("Phone to the contact person"), max_length=40, required=False)
    first_start_months = WholeNumberField(
        label=_("First start at the latest"),
        min_value=1,
        max_value=MOST_MONTHS_TO_BEGIN,
        required=False,
        help_text=_("If the contract says so and nobody has started yet."),
    )
    dialogue_months = WholeNumberField(
        label=_("First dialogue at the latest"),
        min_value=1,
        max_value=MOST_MONTHS_TO_BEGIN,
        required=False,
        help_text=_("If the contract says so."),
    )
    report_every = forms.ChoiceField(
        label=_("The supplier reports"), choices=ReportEvery.by_schedule, initial=ReportEvery.QUARTER
    )

    def clean_title(self) -> str:
        return warn_of_personal_number(self.cleaned_data["title"])

    def clean_done_source(self) -> str:
        return warn_of_personal_number(self.cleaned_data["done_source"])

    def clean_supplier_number(self) -> str:
        number = plain_number(self.cleaned_data["supplier_number"])
        validate_organisation_number(number)
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_dates(data)
        self._check_years(data)
        volumes = (data.get("full_time_months"), data.get("places"))
        has_none = not any(volumes) and not {"full_time_months", "places"} & self.errors.keys()
        if has_none and data.get("kind") != RequirementKind.DIALOGUE:
            self.add_error("full_time_months", _("State full-time months or places."))
        self._check_kind(data)
        return data

    def _check_kind(self, data: dict[str, Any]) -> None:
        """What the kind of requirement does not have is not told of it."""
        kind = RequirementKind(data.get("kind") or RequirementKind.COMBINED)
        if data.get("first_start_months") and kind is RequirementKind.DIALOGUE:
            self.add_error(
                "first_start_months", _("A contract with a dialogue only has nobody who must start.")
            )
        if data.get("dialogue_months") and kind not in OWE_DIALOGUE:
            self.add_error("dialogue_months", NO_DIALOGUE)

    def _check_years(self, data: dict[str, Any]) -> None:
        """A slip of the finger gives a contract of a thousand years."""
        for name in ("starts_on", "ends_on", "done_on"):
            day = data.get(name)
            if day and not FIRST_YEAR <= day.year <= clock.today().year + YEARS_AHEAD:
                self.add_error(name, _("Check the year."))

    def _check_dates(self, data: dict[str, Any]) -> None:
        starts_on, done_on = data.get("starts_on"), data.get("done_on")
        if self._comes_before("ends_on", "starts_on", data):
            self.add_error("ends_on", _("The last day must not be before the first day."))
        if done_on and done_on >= clock.today():
            self.add_error("done_on", _("Choose a day that has passed."))
        if self._comes_before("done_on", "starts_on", data):
            self.add_error("done_on", _("Choose a day after the contract's first day."))
        if self._says_done(data) and starts_on and starts_on >= clock.today():
            self.add_error("done_months", _("The contract has not begun, so nothing can be done yet."))

    def _comes_before(self, name: str, other: str, data: dict[str, Any]) -> bool:
        """Of a day that cannot be read its year is asked, so that order and reading are told in one round."""
        first, then = data.get(name), data.get(other)
        if first and then:
            return bool(first < then)
        years = [self._year_told(field, data) for field in (name, other)]
        return bool(years[0] and years[1] and years[0] < years[1])

    def _year_told(self, name: str, data: dict[str, Any]) -> int | None:
        if day := data.get(name):
            return int(day.year)
        found = YEAR.search(str(self.data.get(self.add_prefix(name)) or ""))
        return int(found[0]) if found else None

    def _says_done(self, data: dict[str, Any]) -> bool:
        return data.get("done_months") is not None or data.get("done_places") is not None

    @property
    def contract(self) -> RunningContract:
        """What `take_over` takes."""
        data = self.cleaned_data
        volume = data["kind"] != RequirementKind.DIALOGUE
        return RunningContract(
            authority=data["authority"],
            supplier_name=data["supplier_name"],
            supplier_number=data["supplier_number"],
            title=data["title"],
            diary_number=data["diary_number"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            kind=data["kind"],
            full_time_months=data["full_time_months"] if volume else None,
            places=data["places"] if volume else None,
            report_every=data["report_every"],
            reporter_name=data["reporter_name"],
            reporter_email=data["reporter_email"],
            reporter_phone=data["reporter_phone"],
            first_start_within_months=data["first_start_months"],
            dialogue_first_within_months=data["dialogue_months"],
        )

    @property
    def done(self) -> AlreadyDone | None:
        """The opening balance, if something was done before."""
        data = self.cleaned_data
        if not self._says_done(data):
            return None
        return AlreadyDone(
            on=data["done_on"] or clock.today() - dt.timedelta(days=1),
            full_time_months=data["done_months"] or Decimal(0),
            places_filled=data["done_places"] or 0,
            source=data["done_source"] or str(_("Own statement")),
        )


class RunningContractForm(AsksFirst, ContractFacts):
    """The one page on which a running contract is entered. Few contracts have what is folded in."""

    units = {**ContractFacts.units, "place_hours": _("hours a week")}
    conditions: ClassVar[dict[str, Any]] = {
        **ContractFacts.conditions,
        "dialogue_held_on": _("if one is held"),
        "dialogue_result": _("if one is held"),
    }
    authority = forms.ModelChoiceField(Authority.objects.none(), label=_("Authority"))
    buys_places = forms.BooleanField(label=_("The places themselves are what is bought"), required=False)
    place_hours = WholeNumberField(
        label=_("Hours a week per place"), min_value=1, max_value=40, required=False
    )
    is_reserved = forms.BooleanField(
        label=_("The contract is reserved for social enterprises and the like (LOU 4:18)"), required=False
    )
    dialogue_held_on = DateField(label=_("The first dialogue was held"), required=False)
    dialogue_result = forms.ChoiceField(label=_("What it led to"), choices=[("", "–"), *HELD], required=False)
    dialogue_outcome = forms.CharField(
        label=_("What was agreed, or why no places"), max_length=600, required=False
    )
    FOLDED = (
        "first_start_months", "dialogue_months", "dialogue_held_on", "dialogue_result", "dialogue_outcome",
        "buys_places", "place_hours", "is_reserved",
    )  # fmt: skip

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        authorities = Authority.objects.filter(
            pk__in=member.authority_ids_with(Permission.CONTRACT_EDIT)
        ).order_by("sort_key")
        field = self.fields["authority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = authorities
        found = list(authorities[:2])
        if len(found) == 1:
            field.initial, field.widget = found[0].pk, forms.HiddenInput()
        begin_diary_number(self, member, Permission.CONTRACT_EDIT)

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FOLDED]

    @property
    def folded_is_open(self) -> bool:
        """Is there something to see: a value, or an error?"""
        return any(bound.value() or bound.errors for bound in self.folded)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        owes_dialogue = data.get("kind") in OWE_DIALOGUE
        for name in ("buys_places", "is_reserved"):
            if data.get(name) and owes_dialogue:
                self.add_error(name, _("Such a contract has a stated volume. Choose that as kind above."))
        if data.get("place_hours") and not data.get("buys_places"):
            self.add_error("place_hours", _("Tick that the places are what is bought, or leave this empty."))
        if not owes_dialogue and data.get("dialogue_held_on"):
            self.add_error("dialogue_held_on", NO_DIALOGUE)
        self._check_dialogue(data)
        self.ask_first(data)
        return data

    def _check_dialogue(self, data: dict[str, Any]) -> None:
        """The day, and what it led to: both or none."""
        held_on, result = data.get("dialogue_held_on"), data.get("dialogue_result")
        if held_on and held_on > clock.today():
            self.add_error("dialogue_held_on", _("Choose today or an earlier day."))
        if held_on and not result:
            self.add_error("dialogue_result", _("Choose what the dialogue led to."))
        told = result or data.get("dialogue_outcome")
        if told and not held_on and "dialogue_held_on" not in self.errors:
            self.add_error("dialogue_held_on", _("Write the day on which it was held."))

    def clean_dialogue_outcome(self) -> str:
        return warn_of_personal_number(self.cleaned_data["dialogue_outcome"])

    @property
    def dialogue(self) -> AlreadyHeld | None:
        """The first dialogue, if it was held before."""
        data = self.cleaned_data
        if not data["dialogue_held_on"]:
            return None
        return AlreadyHeld(
            on=data["dialogue_held_on"],
            result=data["dialogue_result"],
            outcome=data["dialogue_outcome"] or str(_("Noted when the contract was entered.")),
        )

    @property
    def contract(self) -> RunningContract:
        data = self.cleaned_data
        purpose = Purpose.PURCHASED_PLACES if data["buys_places"] else Purpose.SIDE_CONDITION
        told = replace(super().contract, purpose=purpose, place_hours=data["place_hours"])
        return replace(told, kind=RequirementKind.RESERVED) if data["is_reserved"] else told
