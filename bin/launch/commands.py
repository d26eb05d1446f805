"""One entry per door in bin/: its name picks what runs, Stop becomes one sentence and a failing exit."""

from collections.abc import Callable

from launch import checks, dev, lock, manage, suite
from launch.clone import Clone
from launch.messages import Stop, say
from launch.signals import Stopped, orderly_end

DOORS: dict[str, Callable[[Clone, list[str]], int]] = {
    "dev": dev.main,
    "test": suite.main,
    "manage": manage.main,
    "bench": manage.bench,
    "check": checks.main,
    "lock": lock.main,
}


def main(arguments: list[str]) -> int:
    """Run one door and answer with its exit code."""
    clone = Clone.here()
    try:
        with orderly_end():
            return DOORS[arguments[0]](clone, arguments[1:])
    except Stop as reason:
        say(f"\n{reason}")
        return 1
    except Stopped as stopped:
        return stopped.exit_code
    except OSError as error:
        if not str(error.filename or "").startswith(str(clone.state)):
            raise
        say(
            f"\nThe state folder {clone.state} is broken ({error}). "
            "Start over with bin/dev --fresh; if that says the same, remove the folder."
        )
        return 1
