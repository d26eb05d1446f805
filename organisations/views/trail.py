"""Breadcrumbs: the way back up from a page."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.components import Link

MEMBERS = (_("Members"), "member_list")
ORGANISATION = (_("Organisation"), "organisation")
COOPERATION = (_("Co-operation"), "cooperation_list")
PROFILE = (_("My settings"), "profile")
OPERATOR = (_("Organisations"), "operator_organisation_list")


def trail(*places: tuple[Promise, str]) -> list[Link]:
    """Links to pages that take no argument, from the top down."""
    return [Link(label=label, url=reverse(name)) for label, name in places]
