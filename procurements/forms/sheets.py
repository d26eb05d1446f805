"""One page of fields for each of the first steps."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, NumberField, Radios, WholeNumberField
from procurements.choices import KINDS_IN_WORDS, Answer, GoOutcome, RequirementKind
from procurements.models import Assessment, EntryCheck, MarketPicture, Plan, Procurement
from procurements.models.procurement import CASE_AUDIENCE
from procurements.policy_answer import answer_for
from procurements.suggesting import suggestion_for
from strategy.rules import PolicyAnswer

READ_BY_CASE = CASE_AUDIENCE.line(_("It can be printed in the decision basis."))
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
Sections = tuple[tuple[Any, tuple[str, ...]], ...]


def small_text(label: Any, *, rows: int = 2, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class SheetForm(forms.ModelForm):
    """A page of answers, nothing of it required. Not bound to its row: `write` compares for the audit log."""

    mark_optional = False
    units: ClassVar[dict[str, Any]] = {}
    SECTIONS: ClassVar[Sections] = ()

    def __init__(self, data: Any = None, *, case: Procurement) -> None:
        self.case = case
        row = self._meta.model.objects.filter(procurement=case).first()
        self.stored = self.shown(model_to_dict(row, fields=self._meta.fields) if row else {})
        super().__init__(data, initial={**self.suggested(case), **self.stored})
        self.is_new = row is None

    def suggested(self, case: Procurement) -> dict[str, Any]:
        """What the case already says, offered where nothing is written yet."""
        return {}

    def shown(self, stored: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in stored.items() if value not in {None, ""}}

    @property
    def readers(self) -> dict[str, Any]:
        return {name: READ_BY_CASE for name, f in self.fields.items() if isinstance(f.widget, forms.Textarea)}

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in self.SECTIONS]


@dataclass(frozen=True)
class Question:
    """One entry question as the page shows it."""

    field: forms.BoundField
    reason: forms.BoundField
    ask: Any

    @property
    def is_open(self) -> bool:
        """Is it shown from the start whom to ask?"""
        return self.field.value() == "no"


class EntryCheckForm(SheetForm):
    """Yes or no, and for a no how one means to go on."""

    HELPS: ClassVar = {
        "has_decision": _(
            "Without one the model is hard to work with. A decision-maker must then agree that you go on."
        ),
        "orderer_wants_it": _("If not: the head of the ordering unit can settle it."),
        "has_officer": _("If not: the head of the labour-market unit can name one."),
        "has_network": _("If not: the head of purchasing can ask neighbouring buyers."),
    }
    ASKS: ClassVar = {
        "has_decision": _(
            "Ask for consent to go on meanwhile, and for a decision. The question goes by mail when you save."
        ),
        "orderer_wants_it": _("Ask whether the unit is to use the requirement, and who speaks for it."),
        "has_officer": _("Ask them to have a matching officer named, and from which day."),
        "has_network": _("Ask them whom you may work together with, and who can make the first contact."),
    }
    SECTIONS: ClassVar[Sections] = tuple(
        (None, (question, f"{question}_reason")) for question in EntryCheck.QUESTIONS
    )

    class Meta:
        model = EntryCheck
        fields = tuple(n for q in EntryCheck.QUESTIONS for n in (q, f"{q}_reason"))

    def __init__(self, data: Any = None, *, case: Procurement) -> None:
        super().__init__(data, case=case)
        for question in EntryCheck.QUESTIONS:
            label = EntryCheck._meta.get_field(question).verbose_name  # type: ignore[union-attr]
            self.fields[question] = forms.TypedChoiceField(
                label=label,
                choices=YES_NO,
                required=False,
                coerce=lambda value: value == "yes",
                empty_value=None,
                widget=Radios(layout="inline", reveals={"no": f"{question}_reason"}),
                help_text=self.HELPS[question],
            )
            if question in self.known and question not in self.stored:
                self.fields[question].help_text = self.known[question]
            reason = self.fields[f"{question}_reason"]
            reason.widget = forms.Textarea(attrs={"rows": 2})
            reason.help_text = _("Write this only if you answered no to the question above.")

    def suggested(self, case: Procurement) -> dict[str, Any]:
        """Yes to what the case already shows."""
        self.policy = answer_for(case)
        self.known = known_of(case, self.policy)
        return dict.fromkeys(self.known, "yes")

    def shown(self, stored: dict[str, Any]) -> dict[str, Any]:
        """Yes and no as the choices name them."""
        answers = {True: "yes", False: "no"}
        return {
            name: answers.get(value, value) if name in EntryCheck.QUESTIONS else value
            for name, value in super().shown(stored).items()
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for question in EntryCheck.QUESTIONS:
            if values.get(question) is False and not values.get(f"{question}_reason", "").strip():
                self.add_error(f"{question}_reason", _("Write why you go on although the answer is no."))
        return values

    @property
    def questions(self) -> list[Question]:
        """Each question with its reason and what to ask those who can solve a no."""
        asks = self.ASKS.items()
        return [Question(self[name], self[f"{name}_reason"], ask) for name, ask in asks]

    def _post_clean(self) -> None:
        """The row is written by its verb; no instance is built here."""


def known_of(case: Procurement, answered: PolicyAnswer) -> dict[str, Any]:
    """Entry questions whose answer is known to be yes, each with how it is known."""
    found: dict[str, Any] = {}
    if answered.applies:
        found["has_decision"] = _t("Filled in beforehand. {why}").format(why=answered.sentence)
    if case.matching_officer:
        why = _t("{name} is chosen in the case.").format(name=case.matching_officer)
        found["has_officer"] = _t("Filled in beforehand. {why}").format(why=why)
    return found


class PlanForm(SheetForm):
    SECTIONS: ClassVar[Sections] = (
        (_("What and why"), ("scope", "aim", "reserved_instead")),
        (_("Who"), ("stakeholders", "staffing")),
        (_("What must be found out"), ("to_find_out",)),
        (_("Time plan"), Plan.DATES),
    )
    scope = small_text(_("What is bought, and what is not"), rows=4)
    aim = small_text(_("What the requirement is to lead to"), help_text=_("One goal a line."))
    stakeholders = small_text(_("Who is affected, inside and outside"))
    staffing = small_text(_("Who does what, and who supports during the contract"))
    to_find_out = small_text(_("What must be found out before the decision"))
    reserved_instead = small_text(_("Can a reserved procurement take the requirement's place?"))
    go_wanted_on = DateField(label=_("Decision to go on"), required=False)
    publication_on = DateField(label=_("Publication"), required=False, help_text="")
    tenders_due_on = DateField(label=_("Last day for bids"), required=False, help_text="")
    award_on = DateField(label=_("Award decision"), required=False, help_text="")
    contract_starts_on = DateField(label=_("First day of the contract"), required=False, help_text="")

    class Meta:
        model = Plan
        fields = (
            "scope", "aim", "stakeholders", "staffing", "to_find_out", "reserved_instead", *Plan.DATES,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        days = [(name, values.get(name)) for name in Plan.DATES if values.get(name)]
        for (_earlier, before), (name, after) in pairwise(days):
            if before and after and after < before:
                self.add_error(name, _("This is before the step that comes earlier. Check the dates."))
        return values


class MarketForm(SheetForm):
    units: ClassVar = {"places_possible": _("places"), "hours_possible": _("hours a year")}
    SECTIONS: ClassVar[Sections] = (
        (_("What is possible"), ("places_possible", "hours_possible", "competence_profiles")),
        (
            _("What suppliers say"),
            ("suppliers_asked", "competence_needed", "sector_conditions", "local_conditions"),
        ),
        (_("The target group"), ("target_group_picture",)),
    )
    places_possible = WholeNumberField(label=_("Possible places"), required=False, min_value=0)
    hours_possible = WholeNumberField(label=_("Possible hours"), required=False, min_value=0)
    competence_profiles = small_text(
        _("Competence profiles"), rows=3, help_text=_("Education, skills and experience; one profile a line.")
    )
    suppliers_asked = small_text(_("Suppliers asked, and how"), help_text=_("All get the same information."))
    competence_needed = small_text(_("Which competence do the suppliers need?"), rows=3)
    sector_conditions = small_text(_("Which conditions are special to the sector?"), rows=3)
    local_conditions = small_text(
        _("Which local conditions affect their chances to employ or take interns?"), rows=3
    )
    target_group_picture = small_text(
        _("The target group, in the matching officer's words"),
        rows=3,
        help_text=_("Numbers and experience as a whole. Never single persons, and no group under five."),
    )

    class Meta:
        model = MarketPicture
        fields = (
            "places_possible", "hours_possible", "competence_profiles", "suppliers_asked",
            "competence_needed", "sector_conditions", "local_conditions", "target_group_picture",
        )  # fmt: skip


class AssessmentForm(SheetForm):
    units: ClassVar = {"full_time_months": _("full-time months")}
    SECTIONS: ClassVar[Sections] = (
        (_("Eight questions"), Assessment.QUESTIONS),
        (_("For and against"), ("in_favour", "against", "displacement", "alternatives")),
        (_("Your proposal"), ("proposal", "kind", "full_time_months", "motive")),
    )
    in_favour = small_text(_("In favour"), rows=3, help_text=_("One argument a line."))
    against = small_text(
        _("Against, and risks"), rows=3, help_text=_("One risk a line, with what you do about it.")
    )
    displacement = small_text(
        _("Displacement and right of priority to re-employment"),
        help_text=_(
            "Can others lose their work or their chance? Does anyone have a right of priority (LAS 25 §)?"
        ),
    )
    alternatives = small_text(_("Alternatives that were considered"), help_text=_("One a line."))
    proposal = forms.ChoiceField(
        label=_("Proposal"), choices=GoOutcome.choices, required=False, widget=Radios()
    )
    kind = forms.ChoiceField(
        label=_("Kind of requirement"),
        choices=RequirementKind.choices,
        required=False,
        widget=Radios(helps=KINDS_IN_WORDS),
    )
    full_time_months = NumberField(
        label=_("Proposed volume over the contract"),
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        help_text=_("One month at 100 % is one full-time month; one person for a year is 12."),
    )
    motive = small_text(_("Why this is proposed"), rows=3)

    class Meta:
        model = Assessment
        fields = (
            *Assessment.QUESTIONS, "in_favour", "against", "displacement", "alternatives", "proposal", "kind",
            "full_time_months", "motive",
        )  # fmt: skip

    def __init__(self, data: Any = None, *, case: Procurement) -> None:
        super().__init__(data, case=case)
        for question in Assessment.QUESTIONS:
            label = Assessment._meta.get_field(question).verbose_name  # type: ignore[union-attr]
            self.fields[question] = forms.ChoiceField(
                label=label, choices=Answer.choices, required=False, widget=Radios(layout="inline")
            )
        if suggestion := suggestion_for(case):
            field = self.fields["full_time_months"]
            field.help_text = f"{field.help_text} {suggestion.text_in_months}"

    def suggested(self, case: Procurement) -> dict[str, Any]:
        """What the particulars of the case already answer."""
        share, months = case.staff_cost_share, case.months_with_options
        known = {
            "is_longer_than_a_year": None if months is None else months > 12,
            "is_mostly_staff_cost": None if share is None else share > 0.5,
            "is_done_by_several": None if case.performers is None else case.performers > 1,
        }
        return {q: Answer.YES if yes else Answer.NO for q, yes in known.items() if yes is not None}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("proposal") == GoOutcome.GO and not values.get("kind"):
            self.add_error("kind", _("Choose which kind of requirement you propose."))
        return values
