"""Every form of every page, posted by a plain client: what it answers, and what trail it leaves."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from core.models import Acted
from tests.house.asking import Asker, undone, was_refused
from tests.house.guards.registry import guard
from tests.house.pages import Page, PlainForm, forms_of

ANSWERS = {302, 403, 422}
BUTTONS_OF_A_KIND = 3
WRITE = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
# Who acts without a membership: by a link, on her own account, or for the installation.
OF_A_MEMBER = ("link:", "account:")
OUTSIDERS = (*OF_A_MEMBER, "operator:")
# Sessions are the browser's state, no act.
NO_ACT = {"django_session", "core_sentform"}
# Acts that are nobody's business afterwards. Anything else that is written must say who did it.
WITHOUT_TRAIL = {
    "language": "the reader's own choice of language",
    "followup:thread_reading": "a mark that a message has been read",
    "suppliers:report_person": "the supplier's draft; its sending is the act",
    "suppliers:report_change": "the supplier's draft; its sending is the act",
    "suppliers:report_row": "the supplier's draft; its sending is the act",
    "suppliers:link_report_person": "the supplier's draft; its sending is the act",
    "suppliers:link_report_change": "the supplier's draft; its sending is the act",
    "suppliers:link_report_row": "the supplier's draft; its sending is the act",
}


@dataclass(frozen=True)
class Posted:
    """One sending of one form, and what came of it."""

    page: Page
    form: PlainForm
    how: str
    status: int
    onward: str
    onward_status: int
    refused: bool
    written: frozenset[str]
    names_sender: bool
    added_again: frozenset[str] = frozenset()

    def wrong(self, sentence: str) -> str:
        return f"{self.page.label}: the form to {self.form.url}, sent {self.how}, {sentence}"


def post_all(page: Page, done: Counter[object]) -> Iterator[Posted]:
    """Send each form of the page that this asker has not sent from another page, and of a row of buttons
    that differ in their value only the first few."""
    sent_before = Counter(done)
    for form in forms_of(page):
        mark = (page.asker.name, *form.mark)
        if sent_before[mark] or done[mark] >= BUTTONS_OF_A_KIND:
            continue
        done[mark] += 1
        sendings = form.sendings if form.method == "post" else {"as it stands": form.initial}
        for how, pairs in sendings.items():
            yield _send(page, form, how, pairs)


def _send(page: Page, form: PlainForm, how: str, pairs: list[tuple[str, str]]) -> Posted:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    onward_status, again = 0, frozenset[str]()
    with undone():
        with CaptureQueriesContext(connection) as queries:
            if form.method == "post":
                answer = page.asker.post(form.url, data)
            else:
                answer = page.asker.client.get(form.url, data)
        onward = answer.headers.get("Location", "")
        refused = answer.status_code == 302 and was_refused(answer)
        writes = [found for query in queries.captured_queries if (found := WRITE.match(query["sql"]))]
        added = Counter(found[2] for found in writes if found[1] == "INSERT INTO")
        names_sender = any(names(page.asker, model, count) for model, count in acted(added))
        if how == "filled in" and onward.startswith("/"):
            onward_status = page.asker.client.get(onward).status_code
            again = _added_by(lambda: page.asker.post(form.url, data))
    written = frozenset(found[2] for found in writes) - NO_ACT
    return Posted(
        page, form, how, answer.status_code, onward, onward_status, refused, written, names_sender, again
    )


def _added_by(act: Callable[[], object]) -> frozenset[str]:
    """The tables that an act adds rows to."""
    with CaptureQueriesContext(connection) as queries:
        act()
    found = [WRITE.match(query["sql"]) for query in queries.captured_queries]
    return frozenset(one[2] for one in found if one and one[1] == "INSERT INTO") - NO_ACT


@guard
def forms_answer(posted: Posted) -> Iterator[str]:
    """302, 403 or 422 to a POST; a form that only asks (GET) shows a page. The way on leads somewhere."""
    allowed = ANSWERS if posted.form.method == "post" else {200, 302}
    if posted.status not in allowed:
        yield posted.wrong(f"answers {posted.status}")
    if posted.onward_status >= 400:
        yield posted.wrong(f"leads on to {posted.onward}, which answers {posted.onward_status}")


def acted(added: Counter[str]) -> Iterator[tuple[type[Acted], int]]:
    """Of the tables that rows were added to, those whose rows name who acted, and how often."""
    for model in apps.get_models():
        if issubclass(model, Acted) and added[model._meta.db_table]:
            yield model, added[model._meta.db_table]


def names(asker: Asker, model: type[Acted], count: int) -> bool:
    """Does one of the latest rows name this asker?

    A member is named as such; on a public page as the holder of a link, too. Who has no membership is named
    by link, account or as operator, or has just become a member by accepting an invitation.
    """
    latest = model._default_manager.order_by("-pk")[:count]
    if asker.member is not None:
        known = asker.member.pk
        return any(row.member_id == known or row.agent.startswith(OF_A_MEMBER) for row in latest)
    return any(row.member_id is not None or row.agent.startswith(OUTSIDERS) for row in latest)


@guard
def posts_leave_a_trail(posted: Posted) -> Iterator[str]:
    """Whoever changes something is named in a row: a status change, an audit row, a fact, an approval."""
    if posted.status != 302 or posted.refused or not posted.written:
        return
    if posted.names_sender or resolve(posted.form.url.partition("?")[0]).view_name in WITHOUT_TRAIL:
        return
    yield posted.wrong(
        f"writes {sorted(posted.written)}, and no row says that {posted.page.asker.name} did it"
    )
