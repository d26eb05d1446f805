"""Coming procurements as strangers read them: on the page, in feeds and in a calendar. One choice for all."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event

from core import clock
from core.mail import Contact
from followup.coming_mails import month_words
from followup.models.subscription import followed_organisations
from organisations.models import Organisation
from procurements.choices import Nature
from procurements.models import ComingNotice

PRODUCT = "-//Insteg//Coming procurements//SV"
ASKED_AGAIN = dt.timedelta(hours=12)


class ComingFilter(forms.Form):
    """Whose procurements, and of what kind; stands in the address of page, feed and calendar alike."""

    buyer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Who buys"),
        required=False,
        empty_label=gettext_lazy("All"),
        to_field_name="number",
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Nature"), choices=[("", gettext_lazy("All")), *Nature.choices], required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["buyer"]
        field.queryset = followed_organisations()

    def chosen(self) -> QuerySet[ComingNotice]:
        """What is shown of it, the nearest month first. A choice that does not exist chooses nothing out."""
        self.is_valid()
        rows = ComingNotice.objects.shown().select_related("procurement__authority__organisation", "cpv")
        if buyer := self.cleaned_data.get("buyer"):
            rows = rows.filter(procurement__authority__organisation=buyer)
        if nature := self.cleaned_data.get("nature"):
            rows = rows.filter(nature=nature)
        return rows.order_by("planned_for", "title", "pk")

    @property
    def query(self) -> str:
        """What stands after the address of the feeds for the same choice."""
        given = [(name, self.data.get(name, "")) for name in self.fields]
        chosen = "&".join(f"{name}={value}" for name, value in given if value and name not in self.errors)
        return f"?{chosen}" if chosen else ""


@dataclass(frozen=True, kw_only=True)
class ComingRow:
    pk: int
    title: str
    when: str
    nature: str
    cpv: str
    buyer: str
    contact: Contact


def row_of(notice: ComingNotice) -> ComingRow:
    authority = notice.authority
    return ComingRow(
        pk=notice.pk,
        title=notice.title,
        when=month_words(notice.planned_for),
        nature=notice.get_nature_display(),
        cpv=str(notice.cpv or ""),
        buyer=", ".join(dict.fromkeys([str(authority.organisation), str(authority)])),
        contact=Contact(notice.contact_name, notice.contact_email, notice.contact_phone),
    )


def summary_of(row: ComingRow) -> str:
    """The facts in one line, for feeds and calendars."""
    facts = [row.buyer, _("The notice is planned for about {month}").format(month=row.when), row.nature]
    facts += [f"CPV {row.cpv}"] if row.cpv else []
    return ". ".join([*facts, _("Contact: {who}").format(who=row.contact.line)])


def calendar_of(notices: Iterable[ComingNotice], *, site: str) -> bytes:
    """Each as a whole day, the first of its month, that does not make anybody busy (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, _("Coming procurements"))
    for key in ("refresh-interval", "x-published-ttl"):
        calendar.add(key, ASKED_AGAIN)
    page = urljoin(settings.SITE_URL, reverse("front:coming", current_app=site))
    for notice in notices:
        row, event = row_of(notice), Event()
        event.add("uid", f"coming-{notice.pk}@insteg")
        event.add("dtstamp", clock.now())
        event.add("dtstart", notice.planned_for)
        event.add("summary", row.title)
        event.add("description", summary_of(row))
        event.add("url", f"{page}#p{notice.pk}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
