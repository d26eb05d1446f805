"""A list becomes contracts, all or none, and is undone as one while nothing has happened on them."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from core import clock
from core.models import AuditRow, OutgoingMail
from core.rules import RuleBroken
from organisations.importing.taking import KEPT
from organisations.models import Organisation
from organisations.permissions import Role
from procurements.models import Commitment, Procurement
from suppliers.actions import importing
from suppliers.actions.importing import (
    discard_old,
    due_ids,
    order_entry,
    order_undoing,
    read_columns_as,
    take_in,
    work_on,
)
from suppliers.importing.columns import COLUMNS
from suppliers.models import ContractImport, ImportedContract, KnownHeading
from suppliers.models.imports import MOST_TRIES
from suppliers.states import IMPORT_TRANSITIONS, ImportState
from tests.organisations.factories import AuthorityFactory, MembershipFactory, organisation_number
from tests.suppliers.importing.lists import HEADINGS, cells, csv_of

pytestmark = pytest.mark.django_db
S = ImportState


def a_manager(**options):
    authority = AuthorityFactory(name="Tekniska nämnden")
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER], **options
    )


@pytest.fixture
def manager():
    return a_manager()


def many(count: int) -> list[list]:
    return [
        cells(diary_number=f"TN {n}", supplier_number=organisation_number(8000 + n)) for n in range(count)
    ]


def uploaded(manager, *rows, headings=HEADINGS) -> ContractImport:
    return take_in(
        name="våra avtal.csv", content=csv_of(*rows, headings=headings), authority=None, by=manager
    )


def entered(manager, *rows, **options) -> ContractImport:
    row = uploaded(manager, *rows)
    order_entry(row, **{"leaves_wrong_out": False, "takes_duplicates": False, **options}, by=manager)
    work_on(row.pk)
    row.refresh_from_db()
    return row


def steps(row) -> list[str]:
    return [change.to_state for change in row.status_changes.order_by("pk")]


def test_nothing_is_entered_before_it_is_ordered(manager):
    row = uploaded(manager, *many(3))

    assert (row.state, row.line_count, due_ids(9)) == (S.DRAFT, 3, [])
    assert not Commitment.objects.exists()
    assert not Organisation.objects.filter(kind="supplier").exists()


def test_the_worker_enters_every_contract_and_tells_nobody(manager):
    row = entered(manager, *many(3))

    assert (row.state, row.lines) == (S.CREATED, [])
    assert [c.line for c in row.contracts.all()] == [2, 3, 4]
    found = Commitment.objects.visible_to(manager)
    assert {c.diary_number for c in found} == {"TN 0", "TN 1", "TN 2"}
    assert all(c.reports.exists() and c.contract_manager == manager for c in found)
    assert [c.status_changes.get().member for c in found] == [manager] * 3
    assert steps(row) == [S.DRAFT, S.CREATING, S.CREATED]
    assert not OutgoingMail.objects.exists()


def test_one_wrong_row_stops_all_until_it_is_left_out_on_purpose(manager):
    rows = [*many(2), cells(starts_on="i våras")]
    row = uploaded(manager, *rows)
    with pytest.raises(RuleBroken, match="Rätta raderna som är fel"):
        order_entry(row, leaves_wrong_out=False, takes_duplicates=False, by=manager)
    assert row.state == S.DRAFT

    assert entered(manager, *rows, leaves_wrong_out=True).contracts.count() == 2


def test_duplicates_are_left_out_unless_they_are_wanted(manager):
    rows = [cells(), cells(title="Igen")]

    assert entered(manager, *rows).contracts.count() == 1
    with pytest.raises(RuleBroken, match="ingen rad kvar"):
        entered(manager, *rows)
    assert entered(manager, *rows, takes_duplicates=True).contracts.count() == 2


def test_a_row_that_the_verb_refuses_takes_all_with_it_and_says_which(manager, monkeypatch):
    take_over = importing.take_over

    def refuse_the_last(contract, **told):
        if contract.diary_number == "TN 2":
            raise RuleBroken("Numret är upptaget.")
        return take_over(contract, **told)

    monkeypatch.setattr(importing, "take_over", refuse_the_last)
    row = entered(manager, *many(3))

    assert (row.state, row.line_count, len(row.lines)) == (S.DRAFT, 3, 3)
    assert row.refusal == "Rad 4: Numret är upptaget. Ingenting har lagts in."
    assert not Commitment.objects.exists()
    assert not ImportedContract.objects.exists()
    monkeypatch.setattr(importing, "take_over", take_over)
    order_entry(row, leaves_wrong_out=False, takes_duplicates=False, by=manager)
    work_on(row.pk)
    row.refresh_from_db()
    assert (row.state, row.refusal) == (S.CREATED, "")


def test_work_that_fails_again_and_again_comes_to_an_end(manager, monkeypatch):
    row = uploaded(manager, *many(1))
    order_entry(row, leaves_wrong_out=False, takes_duplicates=False, by=manager)
    monkeypatch.setattr(importing, "take_over", None)

    for _try in range(MOST_TRIES):
        with pytest.raises(TypeError):
            work_on(row.pk)
    assert due_ids(9) == [row.pk]
    work_on(row.pk)

    row.refresh_from_db()
    assert (row.state, due_ids(9)) == (S.DRAFT, [])
    assert "Ingenting har ändrats" in row.refusal


def test_a_repeated_hint_enters_nothing_twice(manager):
    row = entered(manager, *many(2))
    work_on(row.pk)

    assert Commitment.objects.count() == 2


def test_who_may_no_longer_enter_contracts_gets_none_entered(manager):
    row = uploaded(manager, *many(1))
    order_entry(row, leaves_wrong_out=False, takes_duplicates=False, by=manager)
    manager.roles = [Role.ECONOMIST]
    manager.save()
    work_on(row.pk)

    row.refresh_from_db()
    assert (row.state, Commitment.objects.count()) == (S.DRAFT, 0)
    assert "får inte längre" in row.refusal


def test_a_deputy_enters_for_the_one_she_acts_for(manager):
    deputy = MembershipFactory(organisation=manager.organisation, roles=[Role.REGISTRAR])
    deputy.acting_for = manager
    row = entered(deputy, *many(1))

    change = Commitment.objects.get().status_changes.get()
    assert (change.member, change.on_behalf_of) == (deputy, manager)
    assert row.state == S.CREATED


def test_the_whole_list_is_undone(manager):
    row = entered(manager, *many(3))
    order_undoing(row, by=manager)
    work_on(row.pk)

    row.refresh_from_db()
    assert row.state == S.UNDONE
    assert not Commitment.objects.visible_to(manager).exists()
    assert not Procurement.objects.visible_to(manager).exists()
    again = entered(manager, *many(3))
    assert (again.state, Commitment.objects.visible_to(manager).count()) == (S.CREATED, 3)


def test_what_has_happened_since_stops_the_undoing(manager):
    row = entered(manager, *many(2))
    order_undoing(row, by=manager)
    Commitment.objects.get(diary_number="TN 1").close(by=manager)
    work_on(row.pk)

    row.refresh_from_db()
    assert row.state == S.CREATED
    assert "hänt något på 1 av avtalen" in row.refusal
    assert Commitment.objects.visible_to(manager).count() == 2


def test_what_the_columns_are_is_remembered_for_the_organisation(manager):
    headings = ["Objekt", "Dnr", "Lev", "Nr", "A", "B", "Mängd"]
    row = uploaded(manager, cells(), headings=headings)
    fields = ["title", "diary_number", "supplier_name", "supplier_number", "starts_on", "ends_on"]
    read_columns_as(row, [*fields, "full_time_months"], authority=None, by=manager)

    colleague = MembershipFactory(
        organisation=manager.organisation, authority=manager.authorities.get(), roles=[Role.PROCURER]
    )
    assert uploaded(colleague, cells(), headings=headings).fields == [*fields, "full_time_months"]
    assert uploaded(a_manager(), cells(), headings=headings).fields == ["", "diary_number", *[""] * 5]
    read_columns_as(row, [*fields, ""], authority=None, by=manager)
    assert COLUMNS.guess(["mängd"], KnownHeading.of(manager.organisation)) == [""]
    assert AuditRow.objects.filter(object_label="suppliers.contractimport").count() == 2


def test_no_name_of_a_file_or_a_person_reaches_the_trail(manager):
    row = entered(manager, *many(1))
    kept = str(list(AuditRow.objects.values())) + str(list(row.status_changes.values()))

    assert "våra avtal" not in kept
    assert "Grönyta" not in kept


def test_a_new_upload_takes_the_place_of_ones_earlier_draft(manager):
    first, of_another = uploaded(manager, *many(1)), uploaded(a_manager(), *many(1))
    uploaded(manager, *many(2))

    first.refresh_from_db()
    of_another.refresh_from_db()
    assert (first.state, first.lines, of_another.state) == (S.DISCARDED, [], S.DRAFT)


def test_a_list_that_nobody_enters_is_thrown_away_in_time(manager):
    row, young = uploaded(manager, *many(1)), uploaded(a_manager(), *many(1))
    ContractImport.objects.filter(pk=young.pk).update(made_at=clock.now() + dt.timedelta(days=2))
    with clock.frozen(clock.now() + KEPT + dt.timedelta(days=1)):
        discard_old()

    row.refresh_from_db()
    young.refresh_from_db()
    assert (row.state, row.lines, young.state) == (S.DISCARDED, [], S.DRAFT)
    assert row.status_changes.latest("pk").agent == "job:old_imports"


def test_a_draft_is_its_makers_and_what_is_entered_is_seen_by_colleagues_of_the_authority(manager):
    authority = manager.authorities.get()
    colleague = MembershipFactory(
        organisation=manager.organisation, authority=authority, roles=[Role.PROCURER]
    )
    reader = MembershipFactory(organisation=manager.organisation, authority=authority, roles=[Role.ORDERER])
    elsewhere = MembershipFactory(
        organisation=manager.organisation,
        authority=AuthorityFactory(organisation=manager.organisation),
        roles=[Role.PROCURER],
    )
    row = entered(manager, *many(1))
    draft = uploaded(manager, *many(1))

    def seen(member):
        return set(ContractImport.objects.visible_to(member))

    assert seen(manager) == {row, draft}
    assert seen(colleague) == {row}
    assert seen(reader) == seen(elsewhere) == seen(a_manager()) == set()


@pytest.mark.parametrize("state", S)
def test_only_the_steps_of_the_table_can_be_taken(manager, state):
    row = ContractImport.objects.create(
        organisation=manager.organisation, made_by=manager, file_name="a.csv", line_count=0, state=state
    )
    for target in S:
        assert row.can_become(target) == (target in IMPORT_TRANSITIONS[state])


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_enters_the_list_and_the_other_leaves_it_alone():
    manager = a_manager()
    row = uploaded(manager, *many(2))
    order_entry(row, leaves_wrong_out=False, takes_duplicates=False, by=manager)
    tried = []

    def second_worker():
        work_on(row.pk)
        tried.append(ContractImport.objects.get(pk=row.pk).tries)
        connection.close()

    with transaction.atomic():
        importing._carry_out(importing._held(row.pk))
        thread = threading.Thread(target=second_worker)
        thread.start()
        thread.join(timeout=10)
    work_on(row.pk)

    assert tried == [0]
    assert Commitment.objects.count() == 2
