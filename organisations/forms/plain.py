"""A form without fields: the button alone says yes."""

from django import forms


class ConfirmForm(forms.Form):
    """Carries only the refusal, where the act was not allowed."""
