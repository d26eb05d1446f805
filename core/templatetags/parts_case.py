"""Parts of the case page and of home: steps, facts, tasks, events, people, dates, documents."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.components import Contact, Date, Document, Event, Fact, Record, Status, Step, Task, Text, Todo
from core.templatetags.library import register


@register.inclusion_tag("components/step_bar.html")
def step_bar(*, steps: Sequence[Step], label: Text = "") -> dict[str, Any]:
    """The steps as rising treads. On phones only the treads and "Step 4 of 6", the list folds out."""
    current = next(
        (step for step in steps if step.state in (Status.RUNNING, Status.ACTION_NEEDED, Status.LATE)), None
    )
    return {"steps": steps, "current": current, "label": label or _("The steps of the case")}


@register.inclusion_tag("components/facts.html")
def facts(*, items: Sequence[Fact]) -> dict[str, Any]:
    """Three to five facts side by side in the band."""
    return {"items": items}


@register.inclusion_tag("components/fact_list.html")
def fact_list(*, items: Sequence[Fact]) -> dict[str, Any]:
    """Facts as rows: label to the left, value to the right; for profiles and settings."""
    return {"items": items}


@register.inclusion_tag("components/task_list.html")
def task_list(*, tasks: Sequence[Task]) -> dict[str, Any]:
    """Tasks inside a step. The one that waits for the reader has the accent edge."""
    return {"tasks": tasks}


@register.inclusion_tag("components/todo_list.html")
def todo_list(*, items: Sequence[Todo]) -> dict[str, Any]:
    """The to-do rows of home; the caller sorts (late first)."""
    return {"items": items}


@register.inclusion_tag("components/timeline.html")
def timeline(*, events: Sequence[Event]) -> dict[str, Any]:
    """What happened, latest first."""
    return {"events": events}


@register.inclusion_tag("components/news_list.html")
def news_list(*, events: Sequence[Event]) -> dict[str, Any]:
    """New since last time: moment to the left, sentence to the right."""
    return {"events": events}


@register.inclusion_tag("components/contacts.html")
def contacts(*, people: Sequence[Contact]) -> dict[str, Any]:
    """People to ask."""
    return {"people": people}


@register.inclusion_tag("components/side_list.html")
def side_list(*, items: Sequence[Date]) -> dict[str, Any]:
    """Dates in the side column."""
    return {"items": items}


@register.inclusion_tag("components/document_list.html")
def document_list(*, documents: Sequence[Document]) -> dict[str, Any]:
    """Documents, each with its state as a record: received, drawn up, or working material."""
    return {"rows": [{"document": document, "record": record_words(document)} for document in documents]}


def record_words(document: Document) -> str:
    """The state of a record in words: received or drawn up with its date, or working material."""
    record = Record(document.record)
    words = {
        Record.RECEIVED: _("Received"),
        Record.DRAWN_UP: _("Drawn up"),
        Record.WORKING: _("Working material"),
    }
    return f"{words[record]} {document.date}".strip() if record is not Record.WORKING else words[record]
