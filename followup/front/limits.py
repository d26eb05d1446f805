"""How often one reader may make the front send a mail, counted in the cache by where she comes from."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from core.tokens import digest

MOST = 10
SECONDS = 3600


def may_ask(request: HttpRequest) -> bool:
    """Has she asked fewer than ten times within the hour? Counts this time, too."""
    key = f"front-asks-{digest(get_adapter().get_client_ip(request))[:32]}"
    cache.add(key, 0, SECONDS)
    return bool(cache.incr(key) <= MOST)
