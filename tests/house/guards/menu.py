"""The main menu marks where one is: one entry, and on the page of an entry that very one."""

from collections.abc import Container, Iterator

from lxml import html

from tests.house.guards.registry import guard

# Pages under no entry: about oneself and one's work as a whole, what anybody reads, and the organisation's
# pages as they are shown to those who do not look after it.
APART = {
    "accessibility", "calendar", "cooperation", "cooperation_list", "deputyship_list", "document_check",
    "document_check_answer", "document_previews", "followup:party", "glossary", "help",
    "invitation_acceptance", "mail_previews", "mails", "message_list", "organisation",
    "persona_second_factor", "personas", "privacy", "profile", "search", "second_factor", "start",
}  # fmt: skip


@guard
def menu_marks_the_page(
    name: str, label: str, path: str, page: str, *, apart: Container[str]
) -> Iterator[str]:
    """A page without a menu, as for somebody with a link, has nothing to mark."""
    entries = html.fromstring(page).xpath("//nav[@class='navigation']//a")
    marked = [entry.get("href") for entry in entries if entry.get("aria-current") == "page"]
    own = [entry.get("href") for entry in entries if entry.get("href") == path]
    if own and marked != own:
        yield f"{label}: the menu marks {marked}, not the entry that led here"
    elif len(marked) > 1:
        yield f"{label}: the menu marks {marked}, one can be right"
    elif entries and not marked and name not in apart:
        yield f"{label}: the menu marks nothing; name the view in `also` of the entry it lies under"
