"""What has happened with requirement profiles, for the home page."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import StatusChange
from core.news import latest_steps
from core.slots import News
from core.together import Inquiry, Rows
from matching.models import RequirementProfile
from matching.states import ProfileState
from organisations.models import Membership
from organisations.permissions import Permission

TOLD = (ProfileState.AGREED, ProfileState.CLOSED)


def news_of(member: Membership) -> Iterable[Inquiry[News]]:
    """Profiles that both sides agreed to, and those that were closed. Nothing about persons."""
    profiles = RequirementProfile.objects.visible_to(member)
    steps = latest_steps(profiles, member=member, states=TOLD)
    about = profiles.filter(pk__in=steps.values("object_id")).select_related("commitment__contract")

    def tell(found: list[StatusChange], told: list[RequirementProfile]) -> Iterable[News]:
        return _tell(found, told, member)

    yield Inquiry(tell, Rows(steps), Rows(about.order_by("pk")))


def _tell(
    steps: list[StatusChange], profiles: list[RequirementProfile], member: Membership
) -> Iterable[News]:
    known = {profile.pk: profile for profile in profiles}
    for step in steps:
        profile = known[step.object_id]
        is_agreed = step.to_state == ProfileState.AGREED
        yield News(
            at=step.at,
            text=(
                _("Both sides agreed to the requirement profile.")
                if is_agreed
                else _("The requirement profile was closed.")
            ),
            subject=profile.title,
            url=_address(profile, member),
            actor=step.actor_name,
        )


def _address(profile: RequirementProfile, member: Membership) -> str:
    """The supplier reads it on a page of the room above."""
    is_reader = member.may(Permission.PROFILE_SEE)
    return profile.get_absolute_url() if is_reader else reverse("suppliers:profile", args=[profile.pk])
