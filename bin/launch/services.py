"""Everything a command of the project needs around it: environment, database, queue."""

from collections.abc import Iterator
from contextlib import contextmanager

from launch.clone import Clone
from launch.environment import ensure_environment
from launch.postgres import database
from launch.redis import queue


@contextmanager
def services(clone: Clone, purpose: str) -> Iterator[dict[str, str]]:
    """Yield the variables of a process with everything up. `purpose` is dev or test; both may run at once."""
    clone.open_state()
    environment = ensure_environment(clone)
    with database(clone, f"pg-{purpose}") as address, queue(clone, f"redis-{purpose}") as line:
        if tools := address.get("INSTEG_POSTGRES_BIN"):
            environment["PATH"] += f":{tools}"
        yield environment | address | line
