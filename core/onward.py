"""Where to go after an act, when the page before said where it came from."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, wished: str, *, otherwise: str = "/") -> str:
    """`wished` when it is the path of an address of this site, so that no link leads a reader elsewhere."""
    is_ours = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if is_ours and wished.startswith("/") else otherwise
