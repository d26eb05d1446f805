"""bin/check: everything that can be judged without running tests. Runs all of it, then sums up."""

import subprocess
import time
import tomllib
from collections.abc import Mapping

from launch.clone import Clone
from launch.environment import django, module
from launch.messages import say
from launch.services import services


def main(clone: Clone, arguments: list[str]) -> int:
    """Run the checks, or only those whose names are given; 1 if any failed."""
    checks = commands(clone)
    unknown = [name for name in arguments if name not in checks]
    if unknown:
        say(f"There is no check named {', '.join(unknown)}. There are: {', '.join(checks)}")
        return 2
    with services(clone, "test") as environment:
        verdicts = [
            run(name, checks[name], clone=clone, environment=environment) for name in arguments or checks
        ]
    failed = verdicts.count(False)
    say(f"\n{len(verdicts) - failed} passed, {failed} failed")
    return 1 if failed else 0


def commands(clone: Clone) -> dict[str, list[str]]:
    """The checks by name. Types are checked in the rooms that the layers name, and here."""
    rooms = tomllib.loads((clone.root / "pyproject.toml").read_text())["tool"]["importlinter"][
        "root_packages"
    ]
    return {
        "lint": module(clone, "ruff", "check", "."),
        "format": module(clone, "ruff", "format", "--check", "."),
        "types": module(clone, "mypy", "bin/launch", "manage.py", *rooms),
        "layers": [str(clone.venv / "bin" / "lint-imports")],
        "templates": module(clone, "djlint", "templates", "--lint", "--quiet"),
        "migrations": django(clone, "makemigrations", "--check", "--dry-run"),
        "translations": django(clone, "messages", "--check"),
    }


def run(name: str, command: list[str], *, clone: Clone, environment: Mapping[str, str]) -> bool:
    """One line for a check that passes; one that fails also shows what it said."""
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=clone.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = result.returncode == 0
    if not passed:
        say(f"\n{result.stdout.rstrip()}")
    say(f"{'ok    ' if passed else 'FAILED'} {name:<13} {time.monotonic() - started:5.1f} s")
    return passed
