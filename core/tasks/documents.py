"""Rendering of ordered documents."""

from typing import Any

from celery import shared_task
from celery.signals import worker_init

from core.documents.ordering import TASK
from core.documents.rendering import due_ids, render
from core.queue import Engine, engines


@shared_task(name=TASK)
def render_document(document_id: int) -> None:
    """Make the file of one ordered document. Safe to run twice: the second run finds nothing to claim."""
    render(document_id)


@worker_init.connect
def load_renderer(**_signal: Any) -> None:
    """Load WeasyPrint and the font tables once, before the worker forks its children."""
    from core.documents import guards, pages

    guards.printable()
    pages.shared_engine()


engines.fill(Engine(task=TASK, due_ids=due_ids), key="documents")
