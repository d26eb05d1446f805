"""The form that puts a file on a case."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.attachments import MEBIBYTE, has_personal_number
from core.forms import Radios
from core.models import RecordStatus
from core.rules import RuleBroken

LIMIT = settings.ATTACHMENT_MAX_BYTES


class AttachmentForm(forms.Form):
    """`is_own`: the sender works for the authority and says what the file is."""

    mark_optional = False
    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _(
                "PDF, docx, xlsx, odt, ods, png, jpg, txt or csv, at most {limit} MB. "
                "No tenders before award."
            ),
            limit=LIMIT // MEBIBYTE,
        ),
    )
    status = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (RecordStatus.WORKING, _("Working material")),
            (RecordStatus.RECEIVED, _("Received by the authority")),
            (RecordStatus.DRAWN_UP, _("Drawn up by the authority")),
        ],
        initial=RecordStatus.WORKING,
        widget=Radios(
            helps={
                RecordStatus.WORKING: _("A draft. Not a public record. It can be removed again."),
                RecordStatus.RECEIVED: _("A public record. The registrar is told."),
                RecordStatus.DRAWN_UP: _("A finished document, a public record. The registrar is told."),
            }
        ),
    )
    is_shared = forms.BooleanField(label=_("The other parties on the case may read it"), required=False)
    holds_personal_number = forms.BooleanField(
        label=_("The file holds a personal number, and it must be there"), required=False
    )

    def __init__(self, *args: Any, is_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.content = b""
        if not is_own:
            del self.fields["status"], self.fields["is_shared"]
        if not self.is_bound:
            del self.fields["holds_personal_number"]

    def clean_file(self) -> UploadedFile:
        """Read once the size is known; a size over the limit is never read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LIMIT:
            raise ValidationError(
                format_lazy(_("The file is too large. At most {limit} MB."), limit=LIMIT // MEBIBYTE),
                code="size",
            )
        self.content = file.read()
        return file

    def clean(self) -> dict[str, Any]:
        """A personal number in a text file, or in the name, is asked about before the file is kept."""
        told: dict[str, Any] = self.cleaned_data
        if "file" not in told or told.get("holds_personal_number"):
            return told
        try:
            found = has_personal_number(self.content, name=told["file"].name)
        except RuleBroken as refusal:
            self.add_error("file", str(refusal))
            return told
        if found:
            self.add_error(
                "holds_personal_number",
                _(
                    "There is a personal number in the file. Take it away, "
                    "or confirm and choose the file again."
                ),
            )
        return told

    def wanted(self) -> dict[str, Any]:
        """The arguments of `followup.attachments.put`."""
        told = self.cleaned_data
        return {
            "name": told["file"].name,
            "content": self.content,
            "status": told.get("status", ""),
            "is_shared": told.get("is_shared", False),
        }
