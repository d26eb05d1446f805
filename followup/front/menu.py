"""The menu of the public front."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Link


def menu(site: str, *, path: str) -> list[Link]:
    """The front's pages in the language of `site`; the one at `path` is marked as the current."""
    entries = [
        (_("How it works"), reverse("front:model", current_app=site)),
        (_("For companies"), reverse("front:companies", current_app=site)),
        (_("Coming procurements"), reverse("front:coming", current_app=site)),
        (_("Bidder's school"), reverse("front:school", current_app=site)),
        (_("Whom to ask"), reverse("front:contacts", current_app=site)),
    ]
    return [Link(label=label, url=url, is_current=path == url) for label, url in entries]
