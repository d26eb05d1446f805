"""The administrator's entries of the role navigation."""

from django.utils.translation import gettext_lazy as _

from organisations.permissions import Permission
from organisations.slots import NavigationItem, navigation


def fill_slots() -> None:
    """Called when the app is ready."""
    administers = (Permission.ORGANISATION_ADMINISTER,)
    members = NavigationItem(_("Members"), "member_list", administers, is_seldom=True, also=("invitation",))
    organisation = NavigationItem(
        _("Organisation"),
        "organisation",
        administers,
        is_seldom=True,
        also=("strategy:item", "strategy:new_item"),
    )
    navigation.fill(members, key="members", order=900)
    navigation.fill(organisation, key="organisation", order=910)
