"""The administrator's entries of the role navigation."""

from django.utils.translation import gettext_lazy as _

from organisations.permissions import Permission
from organisations.slots import NavigationItem, navigation


def fill_slots() -> None:
    """Called when the app is ready."""
    administers = (Permission.ORGANISATION_ADMINISTER,)
    navigation.fill(NavigationItem(_("Members"), "member_list", administers), key="members", order=900)
    navigation.fill(
        NavigationItem(_("Organisation"), "organisation", administers), key="organisation", order=910
    )
