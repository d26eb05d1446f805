"""Every page that some role is shown, with its forms read the way a plain browser reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from tests.house.addresses import Address
from tests.house.asking import Asker, may_enter
from tests.house.case import Case
from tests.house.world import World

Pairs = list[tuple[str, str]]
# What a person would type in a field of this name; otherwise its kind decides.
WORDS = {
    "number": "556036-0793",
    "supplier_number": "556036-0793",
    "receiver_number": "212000-1355",
    "percent": "50",
    "q": "park",
}
BY_TYPE = {
    "email": "nils.ny@example.org",
    "password": "hemligt ord med mellanslag",
    "url": "https://example.org/",
}
ONE_OF_EACH = ("radio", "checkbox")


@dataclass
class Page:
    """One address as one role is shown it."""

    address: Address
    asker: Asker
    url: str
    answer: Any

    @property
    def tree(self) -> Any:
        """The page, parsed anew, so that nobody changes another's copy."""
        return html.fromstring(self.answer.content.decode(), base_url=f"http://testserver{self.url}")

    @property
    def is_shown(self) -> bool:
        return self.answer.status_code == 200 and is_whole_page(self.answer)

    @property
    def is_refused(self) -> bool:
        return self.answer.status_code in (403, 404)

    @property
    def shape(self) -> object:
        """What it is built of: the templates, and each kind of element in it."""
        kinds = {(node.tag, node.get("class"), node.get("type")) for node in self.tree.iter()}
        return frozenset(kinds), frozenset(template.name for template in self.answer.templates)

    @property
    def label(self) -> str:
        return f"{self.address.name} as {self.asker.name} ({self.url})"


@dataclass(frozen=True)
class PlainForm:
    """A form with everything it would send."""

    url: str
    method: str
    initial: Pairs
    filled: Pairs
    submit: Pairs = field(default_factory=list)

    @property
    def sendings(self) -> dict[str, Pairs]:
        """As it stands, with nothing in it, and as somebody would fill it in."""
        return {
            "as it stands": self.initial + self.submit,
            "empty": self.submit,
            "filled in": self.filled + self.submit,
        }

    @property
    def mark(self) -> tuple[object, ...]:
        """Two forms with the same mark are the same form on two pages, or two of a row of buttons."""
        names = tuple(sorted({name for name, _value in self.initial + self.filled}))
        return (self.url, self.method, names)


def shown_pages(
    address: Address, case: Case, world: World, everyone: Sequence[Asker], *, only: Asker | None = None
) -> Iterator[Page]:
    """The address for the own row in each of its states, as every role that is shown a page."""
    for asker in readers(address, case, everyone):
        if only in (None, asker):
            for row in ("", *case.states):
                page = page_at(address, case, world, asker, row=row)
                if page.is_shown:
                    yield page


def readers(address: Address, case: Case, everyone: Sequence[Asker]) -> list[Asker]:
    """Who may come in. A public page knows no roles: one member and the stranger stand for all."""
    asking = [everyone[0], everyone[-1]] if address.door == "public" else everyone
    return [asker for asker in asking if may_enter(asker, address.door) and not case.is_costly]


def page_at(address: Address, case: Case, world: World, asker: Asker, *, row: str) -> Page:
    url = case.url(address.name, world.own, row=row)
    return Page(address, asker, url, asker.get(url))


def shapes(address: Address, case: Case, world: World, everyone: Sequence[Asker]) -> Iterator[Page]:
    """Fewer: each row for the first role that is let in (for every role where the case says that they
    differ), and of pages that are built of the same templates and kinds of elements only the first."""
    known: set[object] = set()
    asking = readers(address, case, everyone)
    for row in ("", *case.states):
        for page in _let_in(address, case, world, asking, row=row):
            if page.is_shown and page.shape not in known:
                known.add(page.shape)
                yield page


def _let_in(address: Address, case: Case, world: World, asking: list[Asker], *, row: str) -> Iterator[Page]:
    """The row's page for whoever is let in first. She comes to the front of those who ask: the address's next
    row is probably hers as well."""
    for number, asker in enumerate(list(asking)):
        page = page_at(address, case, world, asker, row=row)
        if not page.is_refused:
            yield page
            if not case.differs_by_role:
                asking.insert(0, asking.pop(number))
                return


def is_whole_page(answer: Any) -> bool:
    """Not a download, nor a piece that only htmx asks for."""
    is_html = answer.headers["Content-Type"].startswith("text/html")
    return is_html and b"<html" in answer.content[:1000]


def forms_of(page: Page) -> list[PlainForm]:
    """The page's forms, once for each way to send it."""
    tree = page.tree
    return [plain for form in tree.forms for plain in _read(form, page_url=page.url)]


def _read(form: Any, *, page_url: str) -> Iterator[PlainForm]:
    initial = [(name, value) for name, value in form.form_values() if name != "csrfmiddlewaretoken"]
    for button in _buttons(form) or [None]:
        own = {} if button is None else dict(button.attrib)
        submit = [(own["name"], own.get("value", ""))] if own.get("name") else []
        url = path_of(own.get("formaction") or form.get("action") or page_url, page_url)
        method = (own.get("formmethod") or form.get("method") or "get").lower()
        yield PlainForm(url, method, initial, filled(form), submit)


def _buttons(form: Any) -> list[Any]:
    inside = form.xpath(".//button[not(@type) or @type='submit'] | .//input[@type='submit']")
    outside = form.xpath("//button[@form=$id]", id=form.get("id")) if form.get("id") else []
    return [*inside, *outside]


def path_of(url: str, page_url: str) -> str:
    """The address within the site; one that leads elsewhere stays whole."""
    parts = urlsplit(urljoin(page_url, url))
    return urljoin(page_url, url) if parts.netloc else parts.path + (f"?{parts.query}" if parts.query else "")


def filled(form: Any) -> Pairs:
    """Every field with something plausible: the first choice, a date, a figure, a sentence."""
    found: Pairs = []
    chosen: set[str] = set()
    for control in form.inputs:
        kind = "select" if control.tag == "select" else control.get("type", control.tag)
        name = control.get("name")
        if (
            not name
            or name == "csrfmiddlewaretoken"
            or "disabled" in control.attrib
            or kind in ("submit", "file", "button")
        ):
            continue
        if kind in ONE_OF_EACH:
            if name not in chosen and control.get("value", "on"):
                found.append((name, control.get("value", "on")))
                chosen.add(name)
        elif kind == "select":
            found.append((name, next((value for value in control.value_options if value), "")))
        elif kind == "hidden":
            found.append((name, control.get("value", "")))
        else:
            found.append((name, plausible(control)))
    return found


def plausible(control: Any) -> str:
    """What somebody could have written in the field."""
    name = str(control.get("name")).rpartition("-")[2]
    if name in WORDS:
        return WORDS[name]
    if control.get("data-module") == "date-field":
        return "1 december 2026"
    if control.get("inputmode") in ("decimal", "numeric") or control.get("type") == "number":
        return "1"
    return BY_TYPE.get(control.get("type", ""), "Ett svar i en mening")
