"""What messages, notes and files may hang on, who of its readers works for it, and the parts of its page."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Link
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.case_page import subnav_of
from procurements.models import Participant, Procurement
from procurements.slots import case_parts
from suppliers.slots import commitment_parts

READERS = (Permission.MESSAGE_WRITE, Permission.RECORD_SEE)
FILE_READERS = (*READERS, Permission.SUPPLIER_WORK)


def works_for(member: Membership, subject: Any) -> bool:
    """Does the member work for the authority that the object belongs to?"""
    return subject.authority_id in member.authority_ids_with(*READERS)


def keeps_notes(member: Membership, subject: Any) -> bool:
    """Is the object one of the member's own authority, on which she reads and writes notes?"""
    return (
        subject.authority_id in member.own_authority_ids_with(*READERS)
        or own_authority(member, subject) is not None
    )


def own_authority(member: Membership, subject: Any) -> Authority | None:
    """The authority in whose name the member keeps notes on the object; None for another party.

    Strictly the member's own: a role that sees the whole organisation does not open another's notes.
    """
    own = member.own_authority_ids_with(*READERS)
    if subject.authority_id in own:
        return Authority.objects.get(pk=subject.authority_id)
    if isinstance(subject, Procurement):
        part = Participant.objects.filter(procurement=subject, authority__in=own)
        found = part.select_related("authority").order_by("pk").first()
        return found.authority if found else None
    return None


def parts(member: Membership, subject: models.Model) -> Iterable[Link]:
    """Messages, notes and files of the object, each to those who may read it."""
    content_type = ContentType.objects.get_for_model(subject, for_concrete_model=False).pk
    arguments = [content_type, subject.pk]
    if any(member.may(permission) for permission in READERS):
        yield Link(label=_("Messages"), url=reverse("followup:thread", args=arguments))
        if keeps_notes(member, subject):
            yield Link(label=_("Notes"), url=reverse("followup:note_list", args=arguments))
    if any(member.may(permission) for permission in FILE_READERS):
        yield Link(label=_("Files"), url=reverse("followup:attachment_list", args=arguments))


def parts_of(member: Membership, subject: Any, *, path: str) -> list[Link]:
    """The sub-navigation of the object's page, with the part at `path` as the present one."""
    if isinstance(subject, Procurement):
        links = list(subnav_of(subject, member, current=""))
    else:
        added = (link for fill in commitment_parts for link in fill(member, subject))
        links = [Link(label=_("The contract"), url=subject.get_absolute_url()), *added]
    return [replace(link, is_current=link.url == path) for link in links]


def fill_slots() -> None:
    """Called once the apps are ready."""
    case_parts.fill(parts, key="followup")
    commitment_parts.fill(parts, key="followup")
