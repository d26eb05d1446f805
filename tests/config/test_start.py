"""Production starts only as it should, and then serves over gunicorn."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from tests.config.conftest import HOST
from tests.core.workers import database_url, kill

THROUGH_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}
GUNICORN = ["gunicorn", "--config", "python:config.gunicorn", "--bind", "127.0.0.1:0", "config.wsgi"]
PATIENCE = 120  # seconds that a process may take on a busy machine


def test_the_deployment_check_finds_nothing(manage):
    run = manage("check", "--deploy", "--fail-level", "INFO")

    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("SECRET_KEY", "SECRET_KEY"), ("INSTEG_HOSTS", "INSTEG_HOSTS"), ("INSTEG_KEY_RING", "no key ring")],
)
def test_the_check_names_what_is_missing(manage, tmp_path, missing, sentence):
    run = manage("check", without=(missing,), INSTEG_STATE_DIR=str(tmp_path))

    assert run.returncode != 0
    assert sentence in run.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [GUNICORN, ["celery", "-A", "config", "worker"]],
    ids=["web", "worker"],
)
def test_nothing_starts_without_a_key_ring(production, tmp_path, command):
    nowhere = str(tmp_path / "none.json")

    run = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=settings.BASE_DIR,
        env=production | {"INSTEG_KEY_RING": nowhere},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )

    assert run.returncode != 0
    assert f"There is no key ring at {nowhere}" in run.stdout + run.stderr


@pytest.fixture
def address(production, collected, django_db_setup, tmp_path) -> Iterator[str]:
    """A gunicorn on a free port, on the test run's database, of which these pages need no row."""
    log = tmp_path / "gunicorn.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", *GUNICORN],
            cwd=settings.BASE_DIR,
            env=production | {"DATABASE_URL": database_url()},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield listening(server, log)
        server.terminate()
        assert server.wait(PATIENCE) == 0, log.read_text()
    finally:
        kill(server)


def listening(server: subprocess.Popen, log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        text = log.read_text()
        if found := re.search(r"Listening at: http://(\S+)", text):
            return found[1]
        assert server.poll() is None, text
        assert time.monotonic() < deadline, text
        time.sleep(0.1)


def get(address: str, path: str, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
    line = HTTPConnection(address, timeout=PATIENCE)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer, answer.read()
    finally:
        line.close()


@pytest.mark.slow
def test_gunicorn_serves_a_page_with_all_its_files(address):
    answer, body = get(address, reverse("account_login"), THROUGH_PROXY)
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', body.decode()))

    assert answer.status == 200
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "'none'" in answer.headers["Content-Security-Policy"]
    assert len(files) > 8
    for file in files:
        served, content = get(address, file, THROUGH_PROXY)
        assert (file, served.status, bool(content)) == (file, 200, True)
        assert "immutable" in served.headers["Cache-Control"]


@pytest.mark.slow
def test_the_watchman_is_answered_without_https_and_everybody_else_is_sent_there(address):
    well, body = get(address, reverse("health"), {"Host": HOST})
    sent, _body = get(address, reverse("account_login"), {"Host": HOST})
    stranger, _body = get(address, reverse("health"), {"Host": "other.example.org"})

    assert (well.status, body) == (200, b"ok\n")
    assert sent.status == 301
    assert urlsplit(sent.headers["Location"]).scheme == "https"
    assert stranger.status == 400
