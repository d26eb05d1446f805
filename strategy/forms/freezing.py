"""What a calculation is called and tied to when it is saved for good."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Membership
from strategy.freezing import find_subject, subjects_of


class FreezingForm(forms.Form):
    """The choices are the decisions and procurements of the member's own authorities."""

    readers = {"title": _("Read by everyone in your organisation who can see calculations of the authority.")}
    title = forms.CharField(
        label=_("Heading"), max_length=160, help_text=_("For example: Park care 2027, two posts for a year.")
    )
    subject = forms.ChoiceField(
        label=_("Tied to"), help_text=_("The decision or procurement that it is made for.")
    )

    def __init__(self, *args: Any, member: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.member = member
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(subject.key, subject.label) for subject in subjects_of(member)]

    @property
    def chosen(self) -> dict[str, Any]:
        """Heading and subject. Only after `is_valid`."""
        subject = find_subject(self.member, self.cleaned_data["subject"])
        assert subject is not None
        return {"title": self.cleaned_data["title"], "subject": subject}
