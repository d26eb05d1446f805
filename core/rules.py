"""The exceptions for a refused rule of the field, and for what has been done already."""

from django.core.exceptions import PermissionDenied


class RuleBroken(Exception):
    """A rule refused the act. The text is a sentence the reader can act on; views show it as it stands."""


class DoneAlready(PermissionDenied):
    """What was sent has been done, as when a form is sent from the back button: `told` says what, and the
    link leads to it. Answers 403 as any step that cannot be taken now, but never as a missing right."""

    def __init__(self, told: str, *, label: str, url: str) -> None:
        super().__init__(told)
        self.label, self.url = label, url
