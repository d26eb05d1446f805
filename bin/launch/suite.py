"""bin/test: all tests with real servers and a real browser, in parallel over the cores."""

import os

from launch.clone import Clone
from launch.environment import django, module
from launch.messages import Stop
from launch.packages import ensure_chromium
from launch.processes import foreground
from launch.services import services

SLOW = "--slow"


def main(clone: Clone, arguments: list[str]) -> int:
    """Answer with pytest's exit code."""
    chromium = ensure_chromium()
    with services(clone, "test") as environment:
        environment["INSTEG_CHROMIUM"] = str(chromium)
        compiled = foreground(
            django(clone, "messages", "--compile-only"), environment=environment, folder=clone.root
        )
        if compiled != 0:
            raise Stop("The translations could not be compiled; see above.")
        command = module(clone, "pytest", *pytest_arguments(arguments))
        return foreground(command, environment=environment, folder=clone.root)


def pytest_arguments(given: list[str]) -> list[str]:
    """Ours first: of an option given twice pytest takes the later one, so a person's choice wins."""
    marker = "slow" if SLOW in given else "not slow"
    parallel = ["-n", str(core_count()), "--dist", "loadgroup"]
    return [*parallel, "-m", marker, *(one for one in given if one != SLOW)]


def core_count() -> int:
    """Cores that we may use, which in a container may be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
