"""The texts of the introductions, from a data file that holds every text in both languages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from followup.front.texts import worded

TEXTS = Path(__file__).with_name("texts.yaml")


@dataclass(frozen=True, kw_only=True)
class LessonText:
    """One step: a few sentences, and the page that they are about."""

    title: str
    text: tuple[str, ...]
    minutes: int
    link: str
    to: str


@dataclass(frozen=True, kw_only=True)
class IntroductionText:
    """The introduction for one role."""

    key: str
    slug: str
    name: str
    lead: str
    steps: tuple[LessonText, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def introductions_in(language: str) -> tuple[IntroductionText, ...]:
    rows = worded(read()["introductions"], language)
    return tuple(
        IntroductionText(**row | {"steps": tuple(LessonText(**step) for step in row["steps"])})
        for row in rows
    )


@cache
def read() -> dict[str, Any]:
    """The file as it stands; read once in the life of the process."""
    data: dict[str, Any] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return data
