"""A site with faults: pages beside the product's own, each wrong in one way, and the same done right.

Used as ROOT_URLCONF (fixture `faulty_site`). Everything around the views is the product's: middleware, doors,
scopes, frame and refusals.
"""

from django.urls import include, path

from config import urls
from tests.house.plants import site_bids, site_doors, site_forms, site_lists, site_parts

handler403, handler404 = urls.handler403, urls.handler404
WITH_ROW = (
    site_doors.scoped, site_doors.unscoped, site_doors.for_everyone, site_doors.telling,
    site_doors.writing_unscoped, site_doors.speechless, site_doors.closed, site_doors.hasty,
    site_doors.evasive, site_doors.chatty, site_doors.open_to_all,
    site_doors.open_to_those_with_a_row, site_bids.bids_exported,
)  # fmt: skip
WITHOUT_ROW = (
    site_doors.doorless, site_lists.list_lean, site_lists.list_restless, site_lists.list_row_by_row,
    site_lists.list_greedy, site_lists.list_of_nothing, site_lists.table, site_lists.time_line,
    site_parts.writing_on_get, site_parts.naming_nothing, site_parts.leading_nowhere,
    site_parts.leading_there, site_parts.leading_home,
)  # fmt: skip
MADE = {
    name: view
    for module in (site_forms, site_parts, site_bids)
    for name, view in vars(module).items()
    if name.startswith(("form_", "swap_", "bids_", "carrying_", "link_"))
}
PLAIN = ("swap_", "carrying_", "link_")
planted = [
    *(path(f"{view.__name__}/<int:pk>/", view, name=view.__name__) for view in WITH_ROW),
    *(path(f"{view.__name__}/", view, name=view.__name__) for view in WITHOUT_ROW),
    *(path(f"{name}/" if name.startswith(PLAIN) else f"{name}/<int:pk>/", view, name=name)
      for name, view in MADE.items() if name != "bids_exported"),
]  # fmt: skip
urlpatterns = [path("planted/", include((planted, "planted"))), *urls.urlpatterns]
