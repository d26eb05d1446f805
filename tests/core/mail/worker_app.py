"""The app that a real worker gets in the slow tests, so that it knows the kinds of this folder."""

from django.apps import AppConfig


class MailWorker(AppConfig):
    name = "tests.core.mail"
    label = "tests_mail"

    def ready(self) -> None:
        from tests.core.mail import gated_kinds

        gated_kinds.declare()
