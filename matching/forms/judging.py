"""Many people under one contract judged on one page: the fields of each, and what holds for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import DateField, Radios
from matching.actions.judging import Judged
from matching.choices import Attribution, GroupBasis
from matching.forms.shared import AttributionForm, guarded
from matching.judgements import Judgement, judgement_of
from matching.models import Placement


@dataclass(frozen=True)
class PersonRow:
    """The fields of one person; no field for the target group where it is confirmed already."""

    placement: Placement
    judgement: Judgement
    attribution: forms.BoundField
    reason: forms.BoundField
    belongs: forms.BoundField | None


class JudgingForm(forms.Form):
    """Only what is chosen is kept. A reason or a basis that holds for all is written once."""

    mark_optional = False
    readers = {"common_reason": AttributionForm.readers["reason"]}
    judged_on = DateField(label=_("Judged on"), initial=clock.today)
    common_reason = guarded(
        label=_("Why you judge so, where nothing else is written in the row"), max_length=300, required=False
    )
    basis = forms.ChoiceField(
        label=_("How it is known who belongs to the target group"),
        choices=GroupBasis.choices,
        required=False,
        widget=Radios(),
    )

    def __init__(self, data: Any = None, *, people: Sequence[Placement]) -> None:
        super().__init__(data)
        self.people = people
        for row in people:
            self._add(row)

    def _add(self, row: Placement) -> None:
        name = row.person.reference
        kept = _t("As it is: {connection}").format(connection=row.get_attribution_display())
        choices = [("", kept), *Attribution.choices]
        self.fields[f"attribution_{row.pk}"] = forms.ChoiceField(
            label=_t("Connection to the requirement, {name}").format(name=name),
            choices=choices,
            required=False,
        )
        self.fields[f"reason_{row.pk}"] = guarded(
            label=_t("Why, {name}").format(name=name), max_length=300, required=False
        )
        if row.group_confirmed_on is None:
            self.fields[f"belongs_{row.pk}"] = forms.BooleanField(
                label=_t("{name} belongs to the target group").format(name=name), required=False
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        shared = told.get("common_reason", "")
        for row in self.people:
            name = f"reason_{row.pk}"
            if (
                told.get(f"attribution_{row.pk}")
                and not (told.get(name) or shared)
                and name not in self.errors
            ):
                self.add_error(name, _t("Write why, here or once for all."))
        if any(told.get(f"belongs_{row.pk}") for row in self.people) and not told.get("basis"):
            self.add_error("basis", _t("Choose how it is known."))
        return told

    @property
    def rows(self) -> list[PersonRow]:
        return [
            PersonRow(
                placement=row,
                judgement=judgement_of(row),
                attribution=self[f"attribution_{row.pk}"],
                reason=self[f"reason_{row.pk}"],
                belongs=self[f"belongs_{row.pk}"] if f"belongs_{row.pk}" in self.fields else None,
            )
            for row in self.people
        ]

    @property
    def common(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    @property
    def judgements(self) -> list[Judged]:
        """What was chosen, for whom; those left as they are are not among them."""
        told = self.cleaned_data
        found = [
            Judged(
                placement=row,
                attribution=told[f"attribution_{row.pk}"],
                reason=told[f"reason_{row.pk}"] or told["common_reason"],
                basis=told["basis"] if told.get(f"belongs_{row.pk}") else "",
            )
            for row in self.people
        ]
        return [one for one in found if one.attribution or one.basis]
