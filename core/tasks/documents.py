"""Rendering of ordered documents."""

from celery import shared_task

from core.documents.ordering import TASK
from core.documents.rendering import due_ids, render
from core.queue import Engine, engines


@shared_task(name=TASK)
def render_document(document_id: int) -> None:
    """Make the file of one ordered document. Safe to run twice: the second run finds nothing to claim."""
    render(document_id)


engines.fill(Engine(task=TASK, due_ids=due_ids), key="documents")
