"""Small numbers in words, for headings that count: "Two details need correcting"."""

from django.utils.translation import gettext_lazy

WORDS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def in_words(number: int) -> str:
    """0 to 12 in words, as text style asks for; larger numbers in figures."""
    return str(WORDS[number]) if 0 <= number < len(WORDS) else str(number)
