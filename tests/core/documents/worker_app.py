"""The app that a real worker gets in the slow tests: the gated kind,
and gates around the storing of the file."""

from django.apps import AppConfig


class DocumentWorker(AppConfig):
    name = "tests.core.documents"
    label = "tests_documents"

    def ready(self) -> None:
        from tests.core.documents import gated_kinds

        gated_kinds.declare()
