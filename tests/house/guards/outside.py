"""The repository stands by itself: no path of one machine, nothing read from outside it, no host named."""

import ast
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from tests.house.guards.registry import guard
from tests.house.sources import Texts

# Written apart, so that this file does not accuse itself. Folders inside a container are its own.
MACHINE = re.compile(
    r"(?<![\w.~$/}-])/(?:" + "work" + r"|Users/\w+|ho" + r"me/\w+|ro" + r"ot)(?=[/\s\"'`)]|$)"
    r"|/tmp/" + r"insteg|\b[A-Z]:\\\\?Us" + "ers"
)


@guard
def no_path_of_a_machine(texts: Texts) -> Iterator[str]:
    """A path that exists on one machine only."""
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if found := MACHINE.search(line):
                yield f"{name}:{number} names {found[0]}: a path of one machine"


# What tests ask for to see it refused.
ABOVE = "../"
REFUSED = {
    "tests/core/test_filetypes.py": f"{ABOVE}{ABOVE}etc",
    "tests/core/documents/test_pdf.py": f"{ABOVE}config",
}
UP = re.compile(r"(?<![\w./])(?:\.\./)+[\w.-]+|(?<![\w./])\.\.(?=[\"'])")
# A folder beside the repository that others may have in common, however its path is put together.
BESIDE = re.compile(r"\.\./+sha" + r"red|/\s*[\"']sha" + r"red[/\"']|[\"']sha" + r"red/")


@guard
def nothing_outside_is_read(texts: Texts, links: Mapping[str, str]) -> Iterator[str]:
    """A path that leads out of the repository: written out, climbed to in code, or a symbolic link.

    A relative path in a page or a style sheet starts at the file's own folder; in code at the folder where
    the command is given, so there it may not climb at all.
    """
    for name, text in texts.items():
        folder = "" if name.endswith((".py", ".sh")) or "." not in name else posixpath.dirname(name)
        for number, line in enumerate(text.splitlines(), start=1):
            for found in UP.finditer(line):
                if climbs_out(folder, found[0]) and REFUSED.get(name) != found[0]:
                    yield f"{name}:{number} names {found[0]}, which lies outside the repository"
            if found := BESIDE.search(line):
                yield f"{name}:{number} reads {found[0]}: copy what is needed to reference/data or tests/data"
        if name.endswith(".py"):
            yield from _climbing(name, text)
    for name, target in links.items():
        if target.startswith("/") or climbs_out(posixpath.dirname(name), target):
            yield f"{name} is a link to {target}, outside the repository"


def climbs_out(folder: str, path: str) -> bool:
    return posixpath.normpath(posixpath.join(folder, path)).startswith(posixpath.pardir)


def _climbing(name: str, text: str) -> Iterator[str]:
    """`Path(__file__)` and the settings' BASE_DIR, taken further up than the repository's own folder."""
    depth = len(PurePosixPath(name).parts)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute | ast.Subscript):
            start, steps = _steps_up(node)
            room = {"__file__": depth, "BASE_DIR": 0, "BASE": 0, "ROOT": 0}.get(start)
            if room is not None and steps > room:
                yield f"{name}:{node.lineno} climbs out of the repository from {start}"


def _steps_up(node: ast.expr) -> tuple[str, int]:
    """Where a chain of `.parent` and `.parents[n]` begins, and how many folders up it leads."""
    steps = 0
    current: ast.expr = node
    while True:
        if isinstance(current, ast.Subscript):
            inner = current.value
            if not (isinstance(inner, ast.Attribute) and inner.attr == "parents"):
                return "", 0
            index = current.slice
            steps += (
                index.value + 1 if isinstance(index, ast.Constant) and isinstance(index.value, int) else 99
            )
            current = inner.value
        elif isinstance(current, ast.Attribute) and current.attr == "parent":
            steps, current = steps + 1, current.value
        elif isinstance(current, ast.Attribute):
            return current.attr, steps
        elif isinstance(current, ast.Call):
            is_method = isinstance(current.func, ast.Attribute)
            current = current.func.value if is_method else next(iter(current.args), current.func)
        else:
            return getattr(current, "id", ""), steps


ADDRESS = re.compile(r"https?://\S+|--(?:extra-)?index-url|--find-links|^\s*-[if]\s|\bgit\+", re.MULTILINE)


@guard
def requirements_name_no_host(requirements: Texts) -> Iterator[str]:
    """An address in a requirements file: whoever installs chooses the registry."""
    for name, text in requirements.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if found := ADDRESS.search(line):
                yield (
                    f"{name}:{number} names {found[0][:80]}: "
                    "requirement files hold names, versions and hashes only"
                )
