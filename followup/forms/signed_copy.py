"""The forms that hand in a signed copy, put another in its place, or take it back."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.attachments import MEBIBYTE
from core.documents.outside import check_signed_file, check_signed_on
from core.forms import DateField
from core.models import IssuedDocument, OutsideSigning
from core.privacy import warn_of_personal_number
from core.rules import RuleBroken
from followup.forms.dialogue import text_area

LIMIT = settings.ATTACHMENT_MAX_BYTES
READERS = _("Read by everyone who can read the document.")


class SignedFileField(forms.FileField):
    """A PDF, read once its size is known; gives its content."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Signed copy"),
            help_text=format_lazy(
                _("The PDF with the signature, at most {limit} MB."), limit=LIMIT // MEBIBYTE
            ),
            error_messages={"required": _("Choose the signed PDF."), "empty": _("The file is empty.")},
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The bytes of the file; refused beside the field where it cannot be kept."""
        file = super().clean(data, initial)
        if (file.size or 0) > LIMIT:
            raise forms.ValidationError(
                format_lazy(_("The file is too large. At most {limit} MB."), limit=LIMIT // MEBIBYTE)
            )
        content = file.read()
        try:
            check_signed_file(content)
        except RuleBroken as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return content


class SignedCopyForm(forms.Form):
    """`names_signer`: who signed is asked for; else the mandate or the copy before says it."""

    mark_optional = False
    content = SignedFileField()
    name = forms.CharField(
        label=_("Who signed?"), max_length=200, help_text=_("The name as it stands on the signed copy.")
    )
    function = forms.CharField(label=_("Function"), max_length=120, help_text=_("For example chair."))
    signed_on = DateField(label=_("Signed on"))

    def __init__(
        self, *args: Any, document: IssuedDocument, names_signer: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.document = document
        if not names_signer:
            del self.fields["name"], self.fields["function"]

    def clean_name(self) -> str:
        return warn_of_personal_number(self.cleaned_data["name"])

    def clean_signed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["signed_on"]
        try:
            check_signed_on(self.document, day)
        except RuleBroken as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return day


class ReplacementForm(SignedCopyForm):
    """The same with why. The day is kept with the signer where a decision rests on the copy."""

    readers = {"reason": READERS}
    reason = text_area(label=_("Why is it replaced?"))

    def __init__(self, *args: Any, signing: OutsideSigning, names_signer: bool, **options: Any) -> None:
        stands = {"name": signing.name, "function": signing.function, "signed_on": signing.signed_on}
        super().__init__(
            *args, document=signing.document, names_signer=names_signer, initial=stands, **options
        )
        if not names_signer:
            del self.fields["signed_on"]

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])


class WithdrawalForm(forms.Form):
    readers = {"reason": READERS}
    reason = text_area(label=_("Why is it withdrawn?"))

    def clean_reason(self) -> str:
        return warn_of_personal_number(self.cleaned_data["reason"])
