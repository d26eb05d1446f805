"""House rules 7 and 8: what is too long, and what is named after nothing."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TypeGuard

from tests.house.guards.registry import guard
from tests.house.sources import Texts

MOST_LINES, MOST_IN_FUNCTION, MOST_IN_VIEW, MOST_IN_TEMPLATE = 500, 50, 25, 110
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "service", "misc", "common"}


@guard
def no_junk_drawers(names: Iterable[str]) -> Iterator[str]:
    """Modules named after nothing."""
    for name in names:
        path = PurePath(name)
        if name.endswith(".py") and DRAWERS & {path.stem, *path.parts[:-1]}:
            yield f"{name}: name the module after what it holds"


@guard
def files_and_functions_are_short(code: Texts) -> Iterator[str]:
    """Over 500 lines in a file, over 50 in a function."""
    for name, text in code.items():
        if (count := len(text.splitlines())) > MOST_LINES:
            yield f"{name} has {count} lines, at most {MOST_LINES}: split it"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (count := size(node)) > (
                MOST_IN_FUNCTION
            ):
                yield f"{name}:{node.lineno} {node.name} has {count} lines, at most {MOST_IN_FUNCTION}"


@guard
def views_are_thin(code: Texts) -> Iterator[str]:
    """Over 25 lines in a function that takes a request: rules and queries have rooms of their own."""
    for name, text in code.items():
        if "views" not in PurePath(name).with_suffix("").parts:
            continue
        for node in ast.parse(text).body:
            if is_view(node) and (count := size(node)) > MOST_IN_VIEW:
                yield f"{name}:{node.lineno} {node.name} has {count} lines, at most {MOST_IN_VIEW}"


def is_view(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    arguments = node.args.args if isinstance(node, ast.FunctionDef) else []
    return bool(arguments) and arguments[0].arg == "request"


@guard
def templates_are_short(templates: Texts) -> Iterator[str]:
    """Over 110 lines in a template."""
    for name, text in templates.items():
        if (count := len(text.splitlines())) > MOST_IN_TEMPLATE:
            yield f"templates/{name} has {count} lines, at most {MOST_IN_TEMPLATE}: take partials out"


def size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
