"""The line beside a text box names exactly those who can open what is written there: every role of the own
authority and of its supplier, and people of another authority and of another organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from core.models import Message
from followup.messages import send
from followup.readers import MESSAGES, NOTES
from matching.models.candidate import CANDIDATE_AUDIENCE
from matching.models.profile import PROFILE_AUDIENCE
from matching.models.serving import PLACEMENT_AUDIENCE
from organisations.audience import Audience
from organisations.models import Membership
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from procurements.models.commitment import COMMITMENT_AUDIENCE
from procurements.models.procurement import CASE_AUDIENCE
from strategy.models.decision import DECISION_AUDIENCE
from suppliers.forms.report import REVIEW_AUDIENCE
from tests.house.asking import Asker, logged_in, undone
from tests.house.world import Corner, World
from tests.organisations.factories import MembershipFactory

Doors = Callable[[Any], list[str]]


@dataclass(frozen=True)
class Text:
    """Where a text is written: about which row of a corner, who is named, and the pages that show it."""

    row: str
    audience: Audience
    pages: Doors
    about: Callable[[Any], Any] = lambda row: row


def page(name: str) -> Doors:
    return lambda row: [reverse(name, args=[row.pk])]


def beside(name: str) -> Doors:
    return lambda row: [reverse(name, args=[ContentType.objects.get_for_model(row).pk, row.pk])]


def messages(row: Any) -> list[str]:
    message = Message.objects.about(row).latest("pk")
    return [*beside("followup:thread")(row), reverse("followup:record", args=["meddelande", message.pk])]


def profile(row: Any) -> list[str]:
    return [reverse("matching:profile", args=[row.pk]), reverse("suppliers:profile", args=[row.pk])]


TEXTS = {
    "contract": Text("commitment", COMMITMENT_AUDIENCE, page("followup:hearing")),
    "case": Text("case", CASE_AUDIENCE, page("procurements:case")),
    "plan": Text("case", CASE_AUDIENCE, page("procurements:plan")),
    "entry questions": Text("case", CASE_AUDIENCE, page("procurements:entry_check")),
    "analysis": Text("case_drafting", CASE_AUDIENCE, page("procurements:assessment")),
    "profile": Text("profile_sent", PROFILE_AUDIENCE, profile),
    "draft profile": Text("profile_draft", PROFILE_AUDIENCE, profile),
    "placement": Text(
        "matched_placement", PLACEMENT_AUDIENCE, page("matching:placement"), lambda row: row.commitment
    ),
    "candidate": Text("candidate", CANDIDATE_AUDIENCE, page("matching:candidate")),
    "sent report": Text(
        "report_submitted", REVIEW_AUDIENCE, page("followup:review"), lambda row: row.commitment
    ),
    "decision": Text("decision", DECISION_AUDIENCE, page("strategy:decision")),
    "message on a contract": Text("commitment", MESSAGES[Commitment], messages),
    "message on a case": Text("case", MESSAGES[Procurement], messages),
    "note on a contract": Text("commitment", NOTES[Commitment], beside("followup:note_list")),
    "note on a case": Text("case", NOTES[Procurement], beside("followup:note_list")),
}


@pytest.fixture(scope="module")
def written(world: World) -> World:
    """With a message on the case as well, and a matching officer of another organisation named in it."""
    by, elsewhere = world.own.people[Role.PROCURER], world.foreign
    send(world.own.case, text="När annonseras det?", by=by)
    elsewhere.people[Role.MATCHING_OFFICER] = MembershipFactory(
        organisation=elsewhere.organisation, authority=elsewhere.authority, roles=[Role.MATCHING_OFFICER]
    )
    world.own.case.edit(matching_officer=elsewhere.people[Role.MATCHING_OFFICER], by=by)
    return world


@pytest.fixture(scope="module")
def people(written: World) -> list[tuple[Corner, Role, Asker]]:
    """Everybody in every corner, logged in."""
    found = []
    for corner in (written.own, written.other, written.foreign):
        for role, member in corner.people.items():
            known = Membership.objects.select_related("user", "organisation").get(pk=member.pk)
            found.append((corner, role, logged_in(f"{role.value} of {corner.name}", known.user, known)))
    return found


def is_named(audience: Audience, row: Any, member: Membership) -> bool:
    """Is the member in one of the circles that the line tells of?"""
    rows = type(row)._base_manager.filter(pk=row.pk)
    return any(c.admits(member) and rows.filter(c.rows(member)).exists() for c in audience.circles)


def opens(text: Text, row: Any, asker: Asker) -> bool:
    with undone():
        return any(asker.get(url).status_code == 200 for url in text.pages(row))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_those_who_are_named_are_those_who_can_open_it(written, people, text):
    row = getattr(written.own, text.row)

    named = {
        asker.name
        for _corner, _role, asker in people
        if is_named(text.audience, text.about(row), asker.member)
    }
    readers = {asker.name for _corner, _role, asker in people if opens(text, row, asker)}

    assert named == readers != set()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_words_name_each_role_that_can_open_it_and_no_other(written, people, text):
    row, line = getattr(written.own, text.row), str(text.audience.line())
    own = [(role, asker) for corner, role, asker in people if corner is written.own]

    said = {role for circle in text.audience.circles for role in circle.roles}
    readers = {role for role, asker in own if opens(text, row, asker)}

    assert readers <= said
    if text.row != "profile_draft":  # which says that the supplier reads it once it is sent
        assert said == readers
    told = {role for circle in text.audience.circles if circle.tells_roles for role in circle.roles}
    assert [str(role.label) for role in told if str(role.label).lower() not in line] == []
    assert [str(role.label) for role in set(Role) - told if f" {str(role.label).lower()}" in line] == []
    assert [circle.where for circle in text.audience.circles if str(circle.where) not in line] == []


@pytest.mark.parametrize(
    ("kind", "row", "readers"),
    [("thread", "commitment", MESSAGES[Commitment]), ("note_list", "case", NOTES[Procurement])],
)
def test_the_page_says_it_under_its_box(written, people, kind, row, readers):
    asker = next(a for corner, role, a in people if (corner, role) == (written.own, Role.PROCURER))
    (url,) = beside(f"followup:{kind}")(getattr(written.own, row))

    assert str(readers.line()) in asker.get(url).content.decode()
