"""What everybody is to read of a coming procurement."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField
from procurements.models import ComingNotice, Procurement

EVERYBODY = _("Read by everybody, also outside the organisation.")


class ComingNoticeForm(forms.Form):
    """Title, month, contact person; and that she means it."""

    readers = {"title": EVERYBODY, "contact_name": EVERYBODY}

    title = forms.CharField(label=_("Title that everybody reads"), max_length=160)
    planned_for = DateField(
        label=_("About when do you publish the notice?"),
        help_text=_("Write any day of the month, for example 1 April 2027. Only month and year are shown."),
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=120)
    contact_email = forms.EmailField(label=_("The contact person's e-mail"))
    contact_phone = forms.CharField(label=_("The contact person's telephone"), max_length=40, required=False)
    is_meant = forms.BooleanField(
        label=_(
            "I know that everybody can read this, and that followers get a mail the first time it is shown"
        ),
        error_messages={"required": _("Tick the box when you want it to be shown.")},
    )

    def __init__(self, data: Any = None, *, case: Procurement, shown: ComingNotice | None) -> None:
        super().__init__(data, initial=_initial(case, shown))

    @property
    def values(self) -> dict[str, Any]:
        """As `ComingNotice.show` takes them."""
        given = self.cleaned_data
        planned: dt.date = given["planned_for"]
        contact = (given["contact_name"], given["contact_email"], given["contact_phone"])
        return {"title": given["title"], "planned_for": planned, "contact": contact}


def _initial(case: Procurement, shown: ComingNotice | None) -> dict[str, Any]:
    """What is shown now; else the case's title, and its handler as the one to ask."""
    names = ("title", "planned_for", "contact_name", "contact_email", "contact_phone")
    if shown is not None:
        return {name: getattr(shown, name) for name in names}
    user = case.handler.user if case.handler else None
    contact = (user.name, user.email, user.phone) if user else (case.authority.contact_name, "", "")
    return {"title": case.title, **dict(zip(names[2:], contact, strict=True))}
