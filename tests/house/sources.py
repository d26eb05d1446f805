"""The repository's own files as text, by their path: what the guards of code, templates and words read."""

import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings

Texts = dict[str, str]
BASE: Path = settings.BASE_DIR
# Files of others that lie in the repository unchanged.
FOREIGN = ("static/vendor/", "tests/data/", "LICENSES/", "reference/data/", "LICENSE")
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".po",
    ".json",
    ".svg",
    ".csv",
    "",
}


@cache
def repository() -> tuple[str, ...]:
    """Every file that git keeps or would keep; all files where there is no git, as in an unpacked archive."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(
            command, cwd=BASE, capture_output=True, check=True, text=True
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(BASE)) for path in walk_without_hidden(BASE)]
    return tuple(sorted(name for name in set(listed) if (BASE / name).is_file()))


def walk_without_hidden(folder: Path) -> Iterable[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name in {"__pycache__", "staticfiles", "node_modules"}:
            continue
        if path.is_dir():
            yield from walk_without_hidden(path)
        else:
            yield path


def read(names: Iterable[str]) -> Texts:
    return {name: (BASE / name).read_text(encoding="utf-8") for name in names}


def texts() -> Texts:
    """Everything that people write here."""
    return read(n for n in repository() if Path(n).suffix in TEXT and not n.startswith(FOREIGN))


def code() -> Texts:
    """Python of the product: rooms, configuration and the doors in bin/."""
    rooms = (*(f"{room}/" for room in settings.ROOMS), "config/", "bin/")
    return read(n for n in repository() if n.endswith(".py") and n.startswith(rooms))


def tests() -> Texts:
    """Python of the tests, the guards themselves included."""
    return read(n for n in repository() if n.endswith(".py") and n.startswith("tests/"))


def links() -> dict[str, str]:
    """Symbolic links by their name, and where they lead."""
    return {name: str((BASE / name).readlink()) for name in repository() if (BASE / name).is_symlink()}


def production_code() -> Texts:
    return {name: text for name, text in code().items() if "/migrations/" not in name}


def templates() -> Texts:
    """By the name under which they are rendered."""
    inside = (name for name in repository() if name.startswith("templates/"))
    return {name.removeprefix("templates/"): (BASE / name).read_text(encoding="utf-8") for name in inside}


def read_by_people() -> Texts:
    """What is written in the language of the reader: templates, the demo world, samples of the galleries."""
    shown = ("templates/", "demo/", "followup/scenario/", "followup/play/")
    samples = ("gallery.yaml", "specimen.json")
    kinds = (".html", ".txt", ".yaml", ".json")
    return read(n for n in repository() if n.endswith(kinds) and (n.startswith(shown) or n.endswith(samples)))


def stylesheets() -> Texts:
    return read(
        n
        for n in repository()
        if n.startswith("static/") and n.endswith(".css") and not n.startswith(FOREIGN)
    )


def served() -> Texts:
    """Static files that reach a browser or a document, those of others included."""
    kinds = (".css", ".js", ".svg", ".txt")
    return read(n for n in repository() if n.startswith("static/") and n.endswith(kinds))


def translations() -> Texts:
    return read(n for n in repository() if n.startswith("locale/") and n.endswith(".po"))
