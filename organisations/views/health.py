"""Is the service well? Asked by whatever watches over it, without log-in."""

import logging

from django.db import Error, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisations.access import public

logger = logging.getLogger(__name__)


@public
@require_safe
@never_cache
@transaction.non_atomic_requests
def health(request: HttpRequest) -> HttpResponse:
    """200 when this process reaches the database, else 503. The queue does not count: no page needs it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as problem:
        logger.error("the database does not answer: %s", type(problem).__name__)
        return HttpResponse("database\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
