"""What is late, told together: the same count everywhere, a list with pages, nothing of others."""

from django.urls import reverse

from followup.homes import home_page
from organisations.models import Membership, Part
from organisations.permissions import Role
from procurements.models import Commitment
from tests.followup.late.matters import (
    a_committee,
    a_leaderships_decision,
    a_meeting,
    a_report,
    a_request,
    kinds,
)
from tests.organisations.factories import MembershipFactory
from tests.procurements.factories import CommitmentFactory


def everything(row: Commitment, leader: Membership) -> int:
    """Some of each sort; how many there are."""
    for make in (a_report, a_request, a_meeting, a_committee, a_leaderships_decision):
        make(row, leader)
    return 5


def test_the_count_is_the_same_on_the_dashboard_the_list_the_home_and_in_the_file(started, leader, as_member):
    count, client = everything(started, leader), as_member(leader)

    board = client.get(reverse("followup:dashboard")).context["page"].late
    listed = client.get(board.url).context
    home = [row for row in home_page(leader, whose="").counts if row.url == reverse("followup:late_list")]
    lines = client.get(reverse("followup:late_list"), {"format": "csv"}).content.decode("utf-8-sig")

    assert (board.count, len(board.rows)) == (count, count)
    assert (listed["page"].paginator.count, len(listed["page"].object_list)) == (count, count)
    assert [row.value for row in home] == [str(count)]
    assert len(lines.splitlines()) == count + 1
    days = [row.days for row in board.rows]
    assert days == sorted(days, reverse=True)


def test_the_list_can_be_limited_to_a_kind_and_to_an_authority(started, leader, as_member):
    everything(started, leader)
    url, client = reverse("followup:late_list"), as_member(leader)
    other = CommitmentFactory(authority__organisation=leader.organisation, authority__name="Skolnämnden")

    meetings = client.get(url, {"kind": "procurements.meetings"}).context["page"]
    school = client.get(url, {"authority": other.authority.pk}).context["page"]
    nonsense = client.get(url, {"kind": "x", "authority": "y", "page": "z"}).context["page"]

    assert [row.late.what for row in meetings] == ["Startmöte"]
    assert [row.late.subject for row in school] == [other.title]
    assert nonsense.paginator.count == 6


def test_a_long_list_has_pages_that_hold_each_row_once(leader, commitment, as_member, monkeypatch):
    monkeypatch.setattr("followup.views.figures.PER_PAGE", 2)
    for number in range(4):
        CommitmentFactory(authority=commitment.authority, title=f"Avtal {number}")
    client, url = as_member(leader), reverse("followup:late_list")

    pages = [client.get(url, {"page": page}).context["page"] for page in (1, 2, 3, 9)]
    titles = [row.late.subject for page in pages[:3] for row in page.object_list]

    assert len(titles) == len(set(titles)) == 5
    assert [page.number for page in pages] == [1, 2, 3, 3]
    assert len(pages[3].object_list) == 1


def test_nothing_of_others_is_told_and_no_person_to_other_organisations(started, leader):
    a_meeting(started, leader)
    stranger = MembershipFactory(roles=[Role.DECISION_MAKER], organisation__parts=list(Part.values))
    economist = MembershipFactory(roles=[Role.ECONOMIST], organisation=leader.organisation)
    communicator = MembershipFactory(roles=[Role.COMMUNICATOR], organisation=leader.organisation)

    assert kinds(stranger) == kinds(communicator) == {}
    assert kinds(economist) == {}  # does not see cases


def test_the_page_is_not_there_when_its_part_is_off(leader, as_member):
    leader.organisation.parts = []
    leader.organisation.save()

    assert as_member(leader).get(reverse("followup:late_list")).status_code == 404
    assert reverse("followup:late_list") not in {row.url for row in home_page(leader, whose="").counts}
