"""A real Celery worker and beat on the running test's database, to be killed and started again.

For tests with real transactions only. An app of the test's own declares its kinds in the worker:

    @pytest.fixture
    def crew(tmp_path, transactional_db):
        with Crew(tmp_path, apps=["tests.core.mail.worker_app.MailWorker"]) as crew:
            yield crew

    crew.start(); ...; crew.kill_worker(); crew.start_worker(); crew.wait_for(lambda: ..., seconds=60)
"""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlencode

import redis
from celery import Celery
from django.conf import settings
from django.db import connection

from config.redis import client_address
from tests.core.gates import Gates

QUICK = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Crew:
    """Worker and beat as processes of their own, with their own queue and folder (`workshop`)."""

    def __init__(self, workshop: Path, *, apps: Sequence[str], concurrency: int = 2) -> None:
        self.workshop = workshop
        self.gates = Gates(workshop)
        self.concurrency = concurrency
        self.prefix = f"insteg-test-{uuid.uuid4().hex[:12]}-"
        self.redis_url = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "DATABASE_URL": database_url(),
            "REDIS_URL": self.redis_url,
            "INSTEG_WORKSHOP": str(workshop),
            "TMPDIR": str(workshop),  # a killed worker clears nothing away
            "INSTEG_WORKER_APPS": ",".join(apps),
            "INSTEG_QUEUE_PREFIX": self.prefix,
            "INSTEG_KEY_RING": str(settings.KEY_RING_PATH),
        }
        self.worker: subprocess.Popen[bytes] | None = None
        self.beat: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        for process in (self.worker, self.beat):
            kill(process)
        with redis.Redis.from_url(client_address(self.redis_url)) as server:
            for key in server.scan_iter(f"{self.prefix}*"):
                server.delete(key)

    def start(self) -> None:
        self.start_beat()
        self.start_worker()

    def start_worker(self) -> None:
        options = ["--concurrency", str(self.concurrency), "--loglevel", "INFO", *QUICK]
        self.worker = self._start("worker", *options)

    def start_beat(self) -> None:
        self.beat = self._start("beat", "--loglevel", "INFO", "--pidfile", "")

    def kill_worker(self) -> None:
        """kill -9 of the worker with all its child processes: nothing is cleaned up, nothing is recorded."""
        kill(self.worker)

    def ask(self, task: str, *arguments: int) -> None:
        """Put a task in the queue, as the web process does."""
        options = {"global_keyprefix": self.prefix}
        with Celery(broker=self.redis_url, broker_transport_options=options, set_as_current=False) as app:
            app.send_task(task, args=list(arguments))

    def wait_for(self, condition: Callable[[], bool], *, seconds: float) -> float:
        """Wait until it holds; returns after how many seconds. Fails with the end of the worker's log."""
        begun = time.monotonic()
        while not condition():
            waited = time.monotonic() - begun
            assert waited < seconds, f"not within {seconds} s\n{self.log('worker')}\n{self.log('beat')}"
            time.sleep(0.1)
        return time.monotonic() - begun

    def log(self, name: str) -> str:
        return (self.workshop / f"{name}.log").read_text(encoding="utf-8")[-6000:]

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.workshop / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *arguments],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def kill(process: subprocess.Popen[bytes] | None) -> None:
    """kill -9 of the process and everything it started."""
    if process is not None and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def database_url() -> str:
    """The database of this test run, as the application role that its connection has."""
    values = connection.settings_dict
    account = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
    place = {"host": values["HOST"], "port": values["PORT"]}
    query = urlencode({name: value for name, value in place.items() if value})
    return f"postgresql://{account}@/{quote(values['NAME'])}" + (f"?{query}" if query else "")


# pg_locks, not pg_stat_activity: inside a transaction the latter shows what it showed at first.
HERE = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"


def waits_for_table(table: str) -> bool:
    """Does a worker wait for a lock on the whole table?"""
    return _is_true(
        f"SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = %s::regclass AND {HERE})",
        table,
    )


def waits_for_row(table: str) -> bool:
    """Does a worker that works with the table wait for a row that somebody else has locked?"""
    users = f"SELECT pid FROM pg_locks WHERE granted AND relation = %s::regclass AND {HERE}"
    waiting = f"SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid' AND pid IN ({users})"
    return _is_true(f"SELECT EXISTS ({waiting})", table)


def _is_true(sql: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        return bool(cursor.fetchone()[0])
