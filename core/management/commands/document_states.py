"""`manage.py document_states`: draw every state machine in docs/states/,
and with --check fail on a stale one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from core.models.stepping import Stepping

LANGUAGES = ("en", "sv")
WORD = re.compile(r"(?<!^)(?=[A-Z])")


class Command(BaseCommand):
    help = "Write docs/states/<machine>.md for every state machine."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if a diagram is stale; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = settings.BASE_DIR / "docs" / "states"
        wanted = {folder / f"{file_name(machine)}.md": drawing(machine) for machine in machines()}
        stale = [path for path, text in wanted.items() if not is_written(path, text)]
        orphans = [path for path in sorted(folder.glob("*.md")) if path not in wanted]
        if options["check"]:
            report_stale([*stale, *orphans])
            return
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8")
            self.stdout.write(f"drew {path.name}")
        for path in orphans:
            path.unlink()
            self.stdout.write(f"removed {path.name}")


def machines() -> Iterator[type[Stepping]]:
    """Every concrete model that steps, in the order of the rooms."""
    for model in apps.get_models():
        if issubclass(model, Stepping):
            yield model


def file_name(machine: type[Stepping]) -> str:
    """leadership_decision for LeadershipDecision."""
    return WORD.sub("_", machine.__name__).lower()


def drawing(machine: type[Stepping]) -> str:
    """The page of one machine: what it is, its diagram, and its states in both languages."""
    name = file_name(machine).replace("_", " ").capitalize()
    lines = [f"# {name}", "", f"`{machine.__module__}.{machine.__name__}`. {purpose(machine)}".strip(), ""]
    lines += ["Made by `manage.py document_states` from the transition table; not edited by hand.", ""]
    lines += ["```mermaid", "stateDiagram-v2", *diagram(machine), "```", ""]
    lines += ["| State | English | Swedish |", "|---|---|---|", *rows(machine), ""]
    return "\n".join(lines)


def purpose(machine: type[Stepping]) -> str:
    """The first paragraph of the model's docstring in one line."""
    return " ".join((machine.__doc__ or "").split("\n\n")[0].split())


def diagram(machine: type[Stepping]) -> Iterator[str]:
    for state in starts(machine):
        yield f"    [*] --> {state}"
    for state, label in labels(machine, "en").items():
        yield f"    {state}: {label}"
    for state in machine.STATES.values:
        for target in machine.STATES.values:  # in the order of the list of states, whatever the set's
            if target in machine.TRANSITIONS.get(state, frozenset()):
                yield f"    {state} --> {target}"
    for state in machine.STATES.values:
        if not machine.TRANSITIONS.get(state):
            yield f"    {state} --> [*]"


def rows(machine: type[Stepping]) -> Iterator[str]:
    english, swedish = (labels(machine, language) for language in LANGUAGES)
    for state in machine.STATES.values:
        yield f"| `{state}` | {english[state]} | {swedish[state]} |"


def labels(machine: type[Stepping], language: str) -> dict[str, str]:
    with translation.override(language):
        return {state: str(label) for state, label in machine.STATES.choices}


def starts(machine: type[Stepping]) -> list[str]:
    """The field's default, else the states that no step leads to, else the first."""
    field = machine._meta.get_field("state")
    if field.has_default():
        return [str(field.get_default())]
    reached = frozenset().union(*machine.TRANSITIONS.values())
    values: list[str] = list(machine.STATES.values)
    return [state for state in values if state not in reached] or values[:1]


def is_written(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def report_stale(paths: list[Path]) -> None:
    """Name the stale pages and the remedy."""
    if paths:
        names = ", ".join(path.name for path in paths)
        raise CommandError(f"Stale in docs/states: {names}. Run bin/manage document_states.")
