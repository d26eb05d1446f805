"""Starting over: remove what bin/dev made. What a test run is using at this moment is left alone."""

import shutil

from launch.clone import Clone
from launch.lease import in_use
from launch.messages import Stop, say
from launch.postgres import cluster
from launch.redis import Redis

SERVERS_AND_LOCKS = ("pg-dev", "pg-test", "redis-dev", "redis-test", "locks")


def start_over(clone: Clone) -> None:
    """Remove database, queue, files, mails and keys of the dev site, and everything of idle tests."""
    say("Starting over …")
    locks = clone.state / "locks"
    if in_use(locks / "pg-dev") or in_use(locks / "redis-dev"):
        raise Stop("Another command, perhaps bin/manage, is using the local database. End it and try again.")
    for purpose in ("dev", "test"):
        if not in_use(locks / f"pg-{purpose}"):
            cluster(clone, f"pg-{purpose}").remove()
        if not in_use(locks / f"redis-{purpose}"):
            Redis(clone, f"redis-{purpose}").remove()
    kept = set(SERVERS_AND_LOCKS)
    clone.forget(*(path.name for path in clone.state.iterdir() if path.name not in kept))
    if clone.outside.exists() and not any(clone.outside.glob("pg-*")):
        shutil.rmtree(clone.outside)
