"""One address of Redis in two spellings: Celery writes a socket as redis+socket://, redis-py as unix://."""

from urllib.parse import parse_qs, urlsplit

SOCKET = "redis+socket"


def client_address(queue: str) -> str:
    """The address of the queue as redis-py, and with it Django's cache, reads it."""
    parts = urlsplit(queue)
    if parts.scheme != SOCKET:
        return queue
    database = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return f"unix://{parts.path}?db={database}"
