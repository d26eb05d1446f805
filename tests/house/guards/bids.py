"""Bids are secret until the award decision: before its day nobody finds one, nor that there is one.

Guards the answers of the product, not its code: the same is asked twice, without the planted bids and with
them. A name or a price gives a bid away; any other difference tells that there are bids, or how many.
"""

import difflib
import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core import mail

from core.delivery import send_due
from core.reminders import queue_due_reminders
from tests.harness import CHANCE
from tests.house.asking import Asker, undone
from tests.house.guards.answers import asked, plain
from tests.house.guards.registry import guard

SPACE = re.compile(r"\s|&nbsp;")
# The moment that a file was made at, and signatures, which hold the moment and the number of a row.
CHANGES_ANYWAY = re.compile(r"<dcterms:(?:created|modified)[^>]*>[^<]*<|[\w.-]+:\w{6}:[\w-]{43}")


@dataclass(frozen=True)
class Looked:
    """What somebody reads at one place, without the planted bids and with them."""

    label: str
    without: str
    planted: str


def looked_at(label: str, read: Callable[[], str], *, plant: Callable[[], object]) -> Looked:
    """Read, plant, read again, and take back what was planted. Rows in no order come in the same one."""
    with undone():
        CHANCE.seed(label)
        without = read()
        plant()
        CHANCE.seed(label)
        return Looked(label, without, read())


def words_of(asker: Asker, url: str) -> str:
    """The answer as text; of a workbook or a document for a word processor, all of its parts."""
    answer: Any = asked(asker, url)
    content = answer.downloaded if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(name).decode(errors="replace") for name in sorted(packed.namelist())]
        return CHANGES_ANYWAY.sub("", "\n".join(parts))
    body = content.decode(errors="replace") if answer.streaming else plain(answer)
    return CHANGES_ANYWAY.sub("", f"{answer.status_code} {answer.headers.get('Location', '')}\n{body}")


@guard
def bids_are_not_found(looked: Looked, marks: Sequence[str]) -> Iterator[str]:
    """A bidder or a price, or anything that is told differently when there are bids."""
    squeezed = SPACE.sub("", looked.planted)
    for mark in marks:
        if SPACE.sub("", mark) in squeezed:
            yield f"{looked.label}: shows the bid of {mark}"
    if looked.without != looked.planted:
        lines = difflib.unified_diff(
            looked.without.splitlines(), looked.planted.splitlines(), "without", "planted", n=0, lineterm=""
        )
        yield f"{looked.label}: tells that there are bids:\n" + "\n".join(list(lines)[2:8])


@guard
def bids_are_not_logged(lines: Iterable[str], marks: Sequence[str]) -> Iterator[str]:
    """A bidder or a price in a line of the log."""
    for line in lines:
        if any(mark in line for mark in marks):
            yield f"the log holds the bid: {line}"


def letters() -> str:
    """Every reminder and mail that the world would send today, as text; nothing of it stays."""
    with undone():
        queue_due_reminders()
        send_due(1000)
        told = [f"{m.subject} {m.to} {m.body} {m.alternatives}" for m in mail.outbox]
        mail.outbox.clear()
        return "\n".join(sorted(told))


@contextmanager
def logged() -> Iterator[list[str]]:
    """Everything that is logged, but for the statements of the database, which only debugging logs."""
    lines: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: lines.append(f"{record.name} {record.getMessage()}")  # type: ignore[method-assign]
    handler.addFilter(lambda record: not record.name.startswith("django.db"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
