"""What every test runs under: a page that asks may not write, nor carry script or style of its own; a
template that names what nobody gave fails; rows that nobody put in order come in any order; nobody speaks to
another machine."""

import os
import random
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, models
from django.template import Engine
from django.test.client import ClientHandler
from django.test.signals import reset_template_engines

ASKING = {"GET", "HEAD"}
WRITE = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE)
# A session notes that the reader has been shown a notice; allauth that an address has been confirmed.
NOT_A_WRITE = {"django_session"}
THIRD_PARTY = "/konto/"
LAX = "UNDEFINED<%s>"  # what the settings of tests show for an undefined variable
INLINE = (
    (
        re.compile(rb"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", re.I),
        "inline script",
    ),
    (re.compile(rb"<style\b", re.I), "inline style sheet"),
    (re.compile(rb"<[a-z][^<>]*\sstyle\s*=", re.I), "style attribute"),
    (re.compile(rb"<[a-z][^<>]*\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=", re.I), "inline handler"),
    (re.compile(rb"<[a-z][^<>]*=\s*[\"']?\s*javascript:", re.I), "javascript: address"),
)


class GetWrote(AssertionError):
    """A request that only asks has changed the database."""


class InlineCode(AssertionError):
    """A page carries script, style or a handler that the Content-Security-Policy refuses."""


class UndefinedVariable(AssertionError):
    """A template names something that its context does not have."""


class Undefined(str):
    """What a template shows for an undefined variable: nothing, the test fails."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(f"the template names {variable}, which its context does not have")


def refuse_writes(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    """A wrapper of every statement of a request that only asks."""
    found = WRITE.match(str(sql))
    if found and found[2] not in NOT_A_WRITE:
        raise GetWrote(f"GET writes: {str(sql)[:200]}")
    return execute(sql, params, many, context)


def check_inline(answer: Any) -> None:
    """Refuse a page that only a lax policy would let run."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    for pattern, what in INLINE:
        if found := pattern.search(answer.content):
            raise InlineCode(f"{what}: {found[0][:200].decode(errors='replace')}")


def strict(handle: Callable[..., Any]) -> Callable[..., Any]:
    """The test client's way into the product, with both refusals."""

    def handled(self: ClientHandler, environ: dict[str, Any]) -> Any:
        if environ["REQUEST_METHOD"] in ASKING and not environ.get("PATH_INFO", "").startswith(THIRD_PARTY):
            with connection.execute_wrapper(refuse_writes):
                answer = handle(self, environ)
        else:
            answer = handle(self, environ)
        check_inline(answer)
        return answer

    return handled


class NetworkAsked(AssertionError):
    """A test speaks to another machine."""


HERE = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}


def may_be_reached(address: Any) -> bool:
    """This machine, by any of its names, and the queue's server where the environment names one."""
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    return (
        host in HERE or host.startswith("127.") or host == urlsplit(os.environ.get("REDIS_URL", "")).hostname
    )


def at_home(connect: Callable[..., Any]) -> Callable[..., Any]:
    """A socket's way out, which leads no further than this machine."""

    def connected(self: socket.socket, address: Any) -> Any:
        if not may_be_reached(address):
            raise NetworkAsked(f"a test connects to {address}")
        return connect(self, address)

    return connected


# Seeded anew for each test, so that a failure can be repeated.
CHANCE = random.Random()


def shuffled(fetch: Callable[..., Any]) -> Callable[..., Any]:
    """A queryset's own way to its rows; those that nobody put in order come in any order."""

    def fetched(self: models.QuerySet[Any]) -> None:
        is_first = self._result_cache is None
        fetch(self)
        if is_first and len(self._result_cache) > 1 and not self.ordered:
            CHANCE.shuffle(self._result_cache)

    return fetched


def made_strict(make: Callable[..., None]) -> Callable[..., None]:
    """A template engine's own making. Django makes a new one whenever a test lends other settings."""

    def made(self: Engine, *args: Any, **options: Any) -> None:
        make(self, *args, **options)
        if self.string_if_invalid == LAX:
            self.string_if_invalid = Undefined(self.string_if_invalid)

    return made


@contextmanager
def harness() -> Iterator[None]:
    """Everything above, for the time of one test run."""
    client, fetch = ClientHandler.__call__, models.QuerySet._fetch_all
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    make, Engine.__init__ = Engine.__init__, made_strict(Engine.__init__)
    reset_template_engines(setting="TEMPLATES")
    ClientHandler.__call__ = strict(client)
    models.QuerySet._fetch_all = shuffled(fetch)
    socket.socket.connect, socket.socket.connect_ex = at_home(connect), at_home(connect_ex)
    try:
        yield
    finally:
        Engine.__init__ = make
        reset_template_engines(setting="TEMPLATES")
        ClientHandler.__call__, models.QuerySet._fetch_all = client, fetch
        socket.socket.connect, socket.socket.connect_ex = connect, connect_ex
