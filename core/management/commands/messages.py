"""`manage.py messages`: collect, complete and compile the translations, room by room,
without gettext tools."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

KEYWORDS: dict[str, Any] = {
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
    "_t": None,
    "gettext_noop": None,
}
# Folders of templates/ that have no room of their own belong to core, apart from the pages about accounts and
# the refusals (templates/403.html), which are organisations'.
ACCOUNTS = "organisations"
LANGUAGE = "sv"


class Command(BaseCommand):
    help = "Collect translatable strings into locale/<room>/ and compile them."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", default=[])
        parser.add_argument("--check", action="store_true", help="fail on anything missing; write nothing")
        parser.add_argument("--compile-only", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        rooms = options["rooms"] or settings.ROOMS
        faults: list[str] = []
        for room in rooms:
            path = settings.BASE_DIR / "locale" / room / LANGUAGE / "LC_MESSAGES" / "django.po"
            catalog = read(path)
            if not options["compile_only"]:
                template = collected(room)
                faults += [f"{room}: {message}" for message in missing(template, catalog)]
                if options["check"]:
                    continue
                catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
                catalog.obsolete.clear()
                write(path, catalog)
            compile_mo(path.with_suffix(".mo"), catalog)
        if options["check"]:
            faults += contradictions()
        if options["check"] and faults:
            raise CommandError("Not translated, or in two ways:\n  " + "\n  ".join(faults))
        for fault in faults:
            self.stdout.write(f"not translated: {fault}")


def contradictions() -> Iterator[str]:
    """The same words put in Swedish in two ways: Django knows one catalog, so one room would lose."""
    told: dict[Any, dict[Any, str]] = {}
    for room in settings.ROOMS:
        path = settings.BASE_DIR / "locale" / room / LANGUAGE / "LC_MESSAGES" / "django.po"
        for message in read(path):
            if message.id:
                identity = message.id[0] if isinstance(message.id, list | tuple) else message.id
                told.setdefault((identity, message.context), {}).setdefault(str(message.string), room)
    for (identity, _context), ways in told.items():
        if len(ways) > 1:
            yield f"{identity!r} is {' and '.join(f'{text!r} in {room}' for text, room in ways.items())}"


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE, project="Insteg", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def write(path: Path, catalog: Catalog) -> None:
    """Store the catalog sorted and without line numbers, so that two people's work merges."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, omit_header=False, no_location=True, width=110)
    lines = [line for line in buffer.getvalue().splitlines(keepends=True) if not _dated(line)]
    path.write_bytes(b"".join(lines))


def compile_mo(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.part")  # several test workers compile at once
    with beside.open("wb") as file:
        write_mo(file, catalog)
    beside.replace(path)


def collected(room: str) -> Catalog:
    """Every translatable string of the room's code and templates."""
    catalog = Catalog(locale=LANGUAGE)
    for path, source in sources(room):
        for line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            catalog.add(message, locations=[(str(path), line)], auto_comments=comments, context=context)
    return catalog


def sources(room: str) -> Iterator[tuple[Path, str]]:
    base: Path = settings.BASE_DIR
    for path in sorted((base / room).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text(encoding="utf-8")
    for path in sorted((base / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"} and room_of(path.relative_to(base / "templates")) == room:
            # Babel reads the Python-like text that Django makes of a template.
            # Its indentation is that of the page, which Python would refuse.
            text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield path, "\n".join(line.strip() for line in text.splitlines())
    if room == "core":
        for path in sorted((base / "config").rglob("*.py")):
            yield path, path.read_text(encoding="utf-8")


def room_of(relative: Path) -> str:
    """Whose template it is: `procurements/x.html` and `emails/procurements/x.txt` are procurements'."""
    named = [part for part in relative.parts[:-1] if part in settings.ROOMS]
    if named:
        return named[0]
    is_refusal = len(relative.parts) == 1 and relative.stem[:3].isdigit()
    return ACCOUNTS if is_refusal or relative.parts[0] in {"account", "mfa"} else "core"


def missing(template: Catalog, catalog: Catalog) -> Iterator[str]:
    for message in template:
        if not message.id:
            continue
        identity = message.id[0] if isinstance(message.id, list | tuple) else message.id
        known = catalog.get(identity, message.context)
        strings = known.string if known is not None else ""
        complete = all(strings) if isinstance(strings, list | tuple) else bool(strings)
        if known is None or known.fuzzy or not complete:
            yield str(identity)


def _dated(line: bytes) -> bool:
    return line.startswith(
        (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Language-Team')
    )
