"""Coming procurements as RSS and Atom."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from followup.front.coming import ComingFilter, row_of, summary_of
from followup.front.frame import LANGUAGE_OF, site_of
from procurements.models import ComingNotice

MOST = 100


class ComingFeed(Feed):
    """RSS. Titles and facts are those of the page; each item leads to its place there."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> ComingFilter:
        self.page = reverse("front:coming", current_app=site_of(request))
        self.language = LANGUAGE_OF[site_of(request)]
        return ComingFilter(request.GET)

    def title(self) -> str:
        return _("Coming procurements with an employment requirement")

    def description(self) -> str:
        return _("What buyers plan, and chose to show. Plans can change.")

    def link(self, obj: ComingFilter) -> str:
        return self.page + obj.query

    def items(self, obj: ComingFilter) -> list[ComingNotice]:
        return list(obj.chosen()[:MOST])

    def item_title(self, item: ComingNotice) -> str:
        return item.title

    def item_description(self, item: ComingNotice) -> str:
        return summary_of(row_of(item))

    def item_link(self, item: ComingNotice) -> str:
        return f"{self.page}#p{item.pk}"

    def item_pubdate(self, item: ComingNotice) -> Any:
        return item.at


class ComingAtom(ComingFeed):
    """The same as Atom."""

    feed_type = Atom1Feed
    subtitle = ComingFeed.description
