"""What the code may not do, wherever it stands: rules of the house that a reader would have to watch for."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from tests.house.guards.registry import guard
from tests.house.sources import Texts

STEPPING = "core/models/stepping.py"
CLOCK = "core/clock.py"


def trees(code: Texts) -> Iterator[tuple[str, ast.Module]]:
    for name, text in code.items():
        yield name, ast.parse(text)


@guard
def state_is_set_in_stepping_only(code: Texts) -> Iterator[str]:
    """`.state =` (also by setattr, update or save_audited) on a row that may exist already.

    A row that the same function has just made (`row = Model(...)`, then `save`) has no earlier state.
    """
    for name, tree in trees(code):
        if name == STEPPING:
            continue
        for function in functions_of(tree):
            made = made_here(function)
            for node in own_nodes(function):
                if sets_state(node, made):
                    where = f"{name}:{node.lineno}"
                    yield f"{where} sets .state outside stepping: give the model a verb that steps"


def functions_of(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """What stands in the function itself, not in those inside it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += ast.iter_child_nodes(node)


def made_here(function: ast.AST) -> set[str]:
    """Names that are given a new instance in the function, or that it saves as a new row."""
    names: set[str] = set()
    for node in own_nodes(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            called = node.value.func
            is_class = isinstance(called, ast.Name) and (called.id[:1].isupper() or called.id == "cls")
            names |= {target.id for target in node.targets if isinstance(target, ast.Name) and is_class}
        if isinstance(node, ast.Call) and any(k.arg == "force_insert" for k in node.keywords):
            names |= {n.id for n in ast.walk(node.func) if isinstance(n, ast.Name)}
    return names


def sets_state(node: ast.AST, made: set[str]) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        flat = [
            one for target in targets for one in (target.elts if isinstance(target, ast.Tuple) else [target])
        ]
        return any(
            isinstance(target, ast.Attribute)
            and target.attr == "state"
            and not (isinstance(target.value, ast.Name) and target.value.id in made)
            for target in flat
        )
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("update", "save_audited", "bulk_update"):
            return any(keyword.arg == "state" for keyword in node.keywords)
        return name == "setattr" and any(
            isinstance(a, ast.Constant) and a.value == "state" for a in node.args
        )
    return False


NOW = re.compile(
    r"\b(?:timezone\.now|timezone\.localdate|timezone\.localtime|date\.today|datetime\.(?:now|today|utcnow)|time\.time)\(\)"
    r"|\bauto_now(?:_add)?=True"
    r"|default=timezone\.now"
)


@guard
def time_comes_from_the_clock(code: Texts) -> Iterator[str]:
    """Any other source of the present moment than core/clock.py."""
    for name, text in code.items():
        if name == CLOCK or name.startswith("bin/"):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if found := NOW.search(line):
                yield f"{name}:{number} asks {found[0]}: take the moment from core.clock"


# Written apart, so that this file does not accuse itself. Folders inside a container are its own.
MACHINE = re.compile(
    r"(?<![\w.~$/}-])/(?:" + "work" + r"|Users/\w+|ho" + r"me/\w+|ro" + r"ot)(?=[/\s\"'`)]|$)"
    r"|\.\./" + "shared" + r"|/tmp/" + "insteg"
)  # fmt: skip


@guard
def no_path_of_a_machine(texts: Texts) -> Iterator[str]:
    """A path that exists on one machine only, or outside the repository."""
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if (found := MACHINE.search(line)) and "house: allowed" not in line:
                yield f"{name}:{number} names {found[0]}: a path of one machine, or outside the repository"


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


DRAWERS = {"utils", "util", "helpers", "helper", "manager", "service", "misc", "common"}


@guard
def no_junk_drawers(names: Iterable[str]) -> Iterator[str]:
    """Modules named after nothing."""
    for name in names:
        path = PurePath(name)
        if name.endswith(".py") and DRAWERS & {path.stem, *path.parts[:-1]}:
            yield f"{name}: name the module after what it holds"


MOST_LINES, MOST_IN_FUNCTION = 500, 50


@guard
def files_and_functions_are_short(code: Texts) -> Iterator[str]:
    """Over 500 lines in a file, over 50 in a function."""
    for name, text in code.items():
        if (count := len(text.splitlines())) > MOST_LINES:
            yield f"{name} has {count} lines, at most {MOST_LINES}: split it"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                if count > MOST_IN_FUNCTION:
                    yield f"{name}:{node.lineno} {node.name} has {count} lines, at most {MOST_IN_FUNCTION}"


@guard
def nothing_is_swallowed(code: Texts) -> Iterator[str]:
    """A bare `except`, or one of everything that does nothing."""
    for name, tree in trees(code):
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and swallows(node):
                yield f"{name}:{node.lineno} swallows every exception: name the one that is expected"


def swallows(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return not any(isinstance(node, ast.Raise) for node in ast.walk(handler))
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    is_broad = any(isinstance(c, ast.Name) and c.id in ("Exception", "BaseException") for c in caught)
    idle = all(isinstance(s, ast.Pass | ast.Continue | ast.Expr) and not _calls(s) for s in handler.body)
    return is_broad and idle


def _calls(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Call) for node in ast.walk(statement))


UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b(?!s)")


@guard
def nothing_is_left_for_later(code: Texts) -> Iterator[str]:
    """Marks of unfinished work."""
    for name, text in code.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if "#" in line and UNFINISHED.search(line.partition("#")[2]):
                yield f"{name}:{number} leaves something for later: do it, or write an issue"


BRANDS = re.compile("GOV" + r"\.UK|GDS " + r"Transport|\bcr" + r"own\b|\bcr" + r"est\b", re.IGNORECASE)


@guard
def no_other_brand(served: Texts) -> Iterator[str]:
    """Names and signs of the state whose building blocks we use, in what reaches a reader."""
    for name, text in served.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if found := BRANDS.search(line):
                yield f"{name}:{number} says {found[0]!r}"


COLOUR = re.compile(
    r"(?<![\w&-])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgba?|hsla?|oklch|lab|color)\("
)
TOKEN = re.compile(r"\s*--[\w-]+:\s*#[0-9a-fA-F]{6};")
# Where colours are given their names: for the screen, and for documents, which know no dark scheme.
COLOURS = {"static/css/tokens.css"}
DOCUMENT_COLOURS = "static/documents/base.css"


@guard
def colours_are_tokens(stylesheets: Texts) -> Iterator[str]:
    """A colour literal outside the tokens."""
    for name, text in stylesheets.items():
        if name in COLOURS:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if name == DOCUMENT_COLOURS and TOKEN.fullmatch(line):
                continue
            if found := COLOUR.search(line):
                yield f"{name}:{number} paints {found[0]}: use a token"
