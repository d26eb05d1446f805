"""Who at the supplier shall be let in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Radios
from procurements.models import ContactPerson


class AccountForm(forms.Form):
    """One of the supplier's contact persons."""

    person = forms.ChoiceField(label=_("Who shall log in for the supplier?"), widget=Radios)

    def __init__(self, data: Any, *, people: Sequence[ContactPerson]) -> None:
        super().__init__(data, initial={"person": people[0].pk if len(people) == 1 else None})
        self.people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, f"{person.name}, {person.email}") for key, person in self.people.items()]

    def wanted(self) -> ContactPerson:
        return self.people[self.cleaned_data["person"]]
