"""The line beside a text box that says who reads what is written there."""

from collections.abc import Iterator

from lxml import html

from tests.house.guards.registry import guard


@guard
def text_boxes_name_their_readers(label: str, page: str) -> Iterator[str]:
    """Every box that somebody can write a text in is described by a line of words."""
    tree = html.fromstring(page)
    for box in tree.iter("textarea"):
        if box.get("readonly") is not None:
            continue
        described = (box.get("aria-describedby") or "").split()
        lines = [tree.get_element_by_id(part, None) for part in described if part.endswith("_readers")]
        if not any(line is not None and line.text_content().strip() for line in lines):
            yield f"{label}: nothing says who reads {box.get('name')!r}; give the form `readers`"
