"""bin/dev: the whole site on one machine, in one foreground process."""

import argparse
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launch.clone import Clone
from launch.environment import django, ensure_environment, module
from launch.fresh import start_over
from launch.lease import only_one
from launch.messages import Stop, say
from launch.processes import Crew, end_leftovers, foreground
from launch.services import services

HOST = "127.0.0.1"
LONE_WORKER = ["--concurrency", "2", "--without-mingle", "--without-gossip"]
LETTING_GO = 5  # seconds
QUIET = "ignore:You're running the worker with superuser"  # said of root at every start


def main(clone: Clone, arguments: list[str]) -> int:
    """Run until Ctrl-C, or until one of the processes ends by itself, which is a failure."""
    options = parse(arguments)
    clone.open_state()
    with _alone(clone, options.port):
        if left := end_leftovers(_note(clone)):
            say(f"Ended {left} processes of an earlier run that was killed.")
            _until_free(options.port)
        check_port(options.port)
        if options.fresh:
            ensure_environment(clone)
            start_over(clone)
        with services(clone, "dev") as environment:
            environment |= {"INSTEG_SITE_URL": site(options.port), "PYTHONUNBUFFERED": "1"}
            environment |= {"PYTHONWARNINGS": QUIET, "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
            prepare(clone, environment)
            return serve(clone, environment, port=options.port)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/dev", description="Start Insteg on this machine; Ctrl-C stops it."
    )
    parser.add_argument("--port", type=int, default=8000, help="of the web server on localhost (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the local database and files away first")
    return parser.parse_args(arguments)


def site(port: int) -> str:
    return f"http://localhost:{port}"


def preparations(clone: Clone) -> list[tuple[str, list[str]]]:
    """What brings database and files up to this version of the code, in this order; all repeatable."""
    steps = [("translations", ["messages", "--compile-only"])]
    if not (clone.state / "keyring.json").exists():
        steps.append(("key ring", ["make_keyring"]))
    steps.append(("database", ["migrate", "--no-input", "--verbosity", "0"]))
    steps.append(("demo world", ["prepare_dev"]))
    return steps


def prepare(clone: Clone, environment: Mapping[str, str]) -> None:
    """Run the preparations; the first that fails ends the start."""
    for name, arguments in preparations(clone):
        say(f"Preparing the {name} …")
        code = foreground(django(clone, *arguments), environment=environment, folder=clone.root)
        if code != 0:
            raise Stop(f"Preparing the {name} failed (manage.py {arguments[0]}); see above.")


def serve(clone: Clone, environment: Mapping[str, str], *, port: int) -> int:
    """Web, worker and beat until somebody stops us or one of them ends."""
    check_port(port)
    crew = Crew(environment=environment, folder=clone.root, note=_note(clone))
    try:
        for name, command in crew_commands(clone, port).items():
            crew.start(name, command)
        ended = _watch(crew, port)
        code = crew.members[ended].returncode
        say(f"The {ended} process ended by itself (exit code {code}); stopping the others.")
        return 1
    finally:
        say("Stopping …")
        crew.stop()


def crew_commands(clone: Clone, port: int) -> dict[str, list[str]]:
    celery = module(clone, "celery", "--quiet", "-A", "config")
    return {
        "web": django(clone, "runserver", f"{HOST}:{port}"),
        "worker": [*celery, "worker", "--loglevel", "INFO", *LONE_WORKER],
        "beat": [
            *celery,
            "beat",
            "--loglevel",
            "WARNING",
            "--schedule",
            str(clone.state / "beat"),
            "--pidfile",
            "",
        ],
    }


def welcome(port: int) -> str:
    """The last thing on the screen when everything runs."""
    return (
        f"\n  Insteg        {site(port)}/"
        f"\n  Log in as     {site(port)}/personas/   (one click per persona, no password)"
        f"\n  Mail sent     {site(port)}/_mail/"
        "\n  Stop          Ctrl-C\n"
    )


def check_port(port: int) -> None:
    """Refuse a port that another program has, before anything slow happens, and name a free one."""
    if not 1 <= port <= 65535 or is_free(port):
        if not 1024 <= port <= 65535:
            raise Stop(
                f"{port} is no port for this; take one from 1024 to 65535, for example bin/dev --port 8000."
            )
        return
    other = next((one for one in range(port + 1, min(port + 100, 65536)) if is_free(one)), None)
    advice = f"bin/dev --port {other}" if other else "bin/dev --port with another number"
    raise Stop(f"Port {port} is taken by another program. Stop that one, or use: {advice}")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free for a server
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _until_free(port: int) -> None:
    """A process that was just ended lets go of its port a moment later."""
    deadline = time.monotonic() + LETTING_GO
    while not is_free(port) and time.monotonic() < deadline:
        time.sleep(0.05)


def _watch(crew: Crew, port: int) -> str:
    """Greet as soon as the web server answers; then wait for a member to end and answer with its name."""
    greeted = False
    while (ended := crew.first_ended()) is None:
        if not greeted and _answers(port):
            print(welcome(port), flush=True)
            greeted = True
        time.sleep(0.3)
    return ended


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def _alone(clone: Clone, port: int) -> Iterator[None]:
    """One bin/dev per clone: two would share a database and do the background work twice."""
    lock = clone.state / "locks" / "dev"
    with only_one(lock) as other:
        if other is not None:
            raise Stop(f"bin/dev already runs in this clone: {other}")
        lock.write_text(site(port))
        yield


def _note(clone: Clone) -> Path:
    """Where the running processes are written down, for the run after a kill."""
    return clone.state / "processes"
