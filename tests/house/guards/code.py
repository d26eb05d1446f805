"""What the code may not do, wherever it stands: rules of the house that a reader would have to watch for."""

import ast
import re
from collections.abc import Iterator
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
    """`.state =` (also by setattr, update, save_audited and SQL) on a row that may exist already.

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
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(STATE_BY_SQL.search(node.value))
    return isinstance(node, ast.Call) and gives_state(node)


STATE_BY_SQL = re.compile(r"\bUPDATE\b[^;]*\bSET\b[^;]*\bstate\s*=", re.IGNORECASE | re.DOTALL)
WRITERS = {"update", "save_audited", "update_or_create", "aupdate", "bulk_update", "bulk_create"}


def gives_state(call: ast.Call) -> bool:
    """Does the call write a column named state, by keyword, in a dict of defaults, or by its name?"""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "setattr":
        return any(_is_state(argument) for argument in call.args)
    if name not in WRITERS:
        return False
    if name in ("bulk_update", "bulk_create"):
        given = [keyword.value for keyword in call.keywords if keyword.arg in ("fields", "update_fields")]
        return any(_is_state(node) for part in (*call.args, *given) for node in ast.walk(part))
    dicts = [keyword.value for keyword in call.keywords if isinstance(keyword.value, ast.Dict)]
    # update_or_create(state=...) looks the row up; what it writes stands in its dicts.
    by_keyword = name != "update_or_create" and any(keyword.arg == "state" for keyword in call.keywords)
    return by_keyword or any(key and _is_state(key) for one in dicts for key in one.keys)


def _is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "state"


NOW = re.compile(
    r"\b(?:timezone\.now\b|(?:timezone\.)?local(?:date|time)\(\)|date\.today\b|datetime\.(?:now|today|utcnow)\b"
    r"|time\.time\(\)|Now\(\))"
    r"|\bauto_now(?:_add)?=True"
    r"|\bimport\b.*\bnow\b|\bCURRENT_(?:DATE|TIME|TIMESTAMP)\b|(?<![\w.])now\(\)"
)


@guard
def time_comes_from_the_clock(code: Texts) -> Iterator[str]:
    """Any other source of the present moment than core/clock.py, the database's included."""
    for name, text in code.items():
        if name == CLOCK or name.startswith("bin/"):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if found := NOW.search(line):
                yield f"{name}:{number} asks {found[0]}: take the moment from core.clock"


@guard
def nothing_is_swallowed(code: Texts) -> Iterator[str]:
    """A bare `except`, or one of everything, that neither raises anew nor tells anybody."""
    for name, tree in trees(code):
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and swallows(node):
                yield f"{name}:{node.lineno} swallows every exception: name the one that is expected"
            if isinstance(node, ast.Call) and suppresses_all(node):
                yield f"{name}:{node.lineno} suppresses every exception: name the one that is expected"


BROAD = {"Exception", "BaseException"}


def swallows(handler: ast.ExceptHandler) -> bool:
    """Is everything caught, and the exception neither raised nor handed on?"""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    if not any(one is None or _names_broad(one) for one in caught):
        return False
    inside = [node for statement in handler.body for node in ast.walk(statement)]
    if any(isinstance(node, ast.Raise) for node in inside):
        return False
    return not any(isinstance(node, ast.Call) and _tells(node, handler.name) for node in inside)


def _names_broad(node: ast.expr) -> bool:
    return (node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")) in BROAD


def _tells(call: ast.Call, name: str | None) -> bool:
    """Is the exception given to somebody: as an argument, or to the log by `logger.exception`?"""
    is_log = isinstance(call.func, ast.Attribute) and call.func.attr == "exception"
    given = [node for part in (*call.args, *(k.value for k in call.keywords)) for node in ast.walk(part)]
    return is_log or any(isinstance(node, ast.Name) and node.id == name for node in given)


def suppresses_all(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name == "suppress" and any(_names_broad(argument) for argument in call.args)


# Written apart, so that this file does not accuse itself.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b(?!s)")
# What a remark begins with; in a text everything is one.
REMARK = {
    ".py": "#", ".yaml": "#", ".yml": "#", ".toml": "#", ".sh": "#", "": "#",
    ".html": "{#", ".txt": "{#", ".css": "/*", ".js": "//", ".md": "",
}  # fmt: skip


@guard
def nothing_is_left_for_later(texts: Texts) -> Iterator[str]:
    """Marks of unfinished work in the remarks of code, templates, styles and texts."""
    for name, text in texts.items():
        start = REMARK.get(PurePath(name).suffix)
        if start is None:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if UNFINISHED.search(line[line.index(start) :] if start in line else ""):
                yield f"{name}:{number} leaves something for later: do it, or write an issue"


@guard
def nothing_is_a_stub(code: Texts) -> Iterator[str]:
    """A function that only says that it is not written yet, and that no class below writes either."""
    classes = [
        node for _name, tree in trees(code) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    written = {(base, method) for one in classes for base in _bases(one) for method in _methods(one)}
    for name, tree in trees(code):
        above = {
            id(raised)
            for one in ast.walk(tree)
            if isinstance(one, ast.ClassDef)
            for method, body in _methods(one).items()
            if (one.name, method) in written
            for raised in ast.walk(body)
        }
        for node in ast.walk(tree):
            is_stub = isinstance(node, ast.Raise) and node.exc and _names_unwritten(node.exc)
            if is_stub and id(node) not in above:
                yield f"{name}:{node.lineno} raises NotImplementedError: write it, or leave it out"


def _bases(one: ast.ClassDef) -> list[str]:
    plain = [base.value if isinstance(base, ast.Subscript) else base for base in one.bases]
    return [base.id for base in plain if isinstance(base, ast.Name)]


def _methods(one: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in one.body if isinstance(node, ast.FunctionDef)}


def _names_unwritten(raised: ast.expr) -> bool:
    called = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(called, ast.Name) and called.id == "NotImplementedError"


def lines_of(texts: Texts) -> Iterator[tuple[str, int, str]]:
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            yield name, number, line
