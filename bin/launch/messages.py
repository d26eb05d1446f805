"""What the launcher says: short lines on standard error, so that a command's own output stays clean."""

import sys


class Stop(Exception):
    """The launcher cannot go on; the text is one sentence that a person can act on."""


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, file=sys.stderr, flush=True)
