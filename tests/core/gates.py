"""Points at which a test can hold a worker: code of the test's own that the worker runs passes a gate.

`passing` notes that the point was reached and waits while the test holds that gate. Outside a worker of
tests/core/workers.py there are no gates.
"""

import os
import time
from pathlib import Path


class Gates:
    """The test's side: hold, see what was reached, open."""

    def __init__(self, workshop: Path) -> None:
        self.folder = workshop / "gates"
        self.folder.mkdir()

    def hold(self, point: str, key: object) -> None:
        held(self.folder, point, key).touch()

    def is_reached(self, point: str, key: object) -> bool:
        return reached(self.folder, point, key).exists()

    def open_all(self) -> None:
        for file in self.folder.glob("hold-*"):
            file.unlink()


def passing(point: str, key: object) -> None:
    """Called by the worker: note the point, then wait until nobody holds it."""
    workshop = os.environ.get("INSTEG_WORKSHOP")
    if workshop is None:
        return
    folder = Path(workshop) / "gates"
    reached(folder, point, key).touch()
    while held(folder, point, key).exists():
        time.sleep(0.05)


def held(folder: Path, point: str, key: object) -> Path:
    return folder / f"hold-{point}-{key}"


def reached(folder: Path, point: str, key: object) -> Path:
    return folder / f"reached-{point}-{key}"
