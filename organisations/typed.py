"""What somebody had typed in a form that cannot be received: shown back, so that no text is lost."""

from typing import Any

LONG = 20
MOST = 50
SECRET = ("password", "code", "credential", "token")


def typed_texts(request: Any) -> list[str]:
    """The longer texts of the post, as they were written; never passwords, codes or hidden values."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    texts = [value for name, value in sent if len(value) > LONG and not any(word in name for word in SECRET)]
    return [text for text in texts if " " in text.strip()][:MOST]
