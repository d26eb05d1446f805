"""The product over HTTP as production serves it, out of the tests' own transaction.

Requests are handed to Django one at a time and on the connection of the test's thread: the world is never
committed, and whatever a page writes is taken back with it. Style sheets, scripts and fonts are hashed and
compressed as in production.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.core.management import call_command
from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test import override_settings

from config.settings import base


@contextmanager
def as_in_production(folder: Path) -> Iterator[None]:
    """Static files are collected, hashed and compressed in the folder, and served from it."""
    served_so = override_settings(STORAGES=base.STORAGES, STATIC_ROOT=folder, MIDDLEWARE=base.MIDDLEWARE)
    with served_so:
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


class Gate:
    """Lets requests through to the application one by one while it is open; until then they wait."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.connection = connections["default"]
        self._taken = threading.Lock()
        self._taken.acquire()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
        with self._taken:
            connections["default"] = self.connection
            answer = self.application(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if close := getattr(answer, "close", None):
                    close()

    @contextmanager
    def open(self) -> Iterator[None]:
        """The caller asks the database nothing meanwhile. Between requests its connection stays as it is."""
        signals = (request_started, request_finished)
        for signal in signals:
            signal.disconnect(close_old_connections)
        self._taken.release()
        try:
            yield
        finally:
            self._taken.acquire()
            for signal in signals:
                signal.connect(close_old_connections)


class Server(ThreadingMixIn, WSGIServer):
    """A thread for each connection, as browsers open some that they never use."""

    daemon_threads = True


class Handler(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def served(gate: Gate) -> Iterator[str]:
    """The address at which the gate's application is reached."""
    server = Server(("127.0.0.1", 0), Handler)
    server.set_app(gate)
    gate.connection.inc_thread_sharing()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        gate.connection.dec_thread_sharing()
