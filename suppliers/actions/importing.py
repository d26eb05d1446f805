"""Contracts from a file: taken in, read, entered all or none by a worker, and undone together."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit
from core.actors import SystemJob
from core.importing.cells import line_from
from core.queue import hint_on_commit
from core.rules import RuleBroken
from organisations.importing.columns import meanings
from organisations.importing.taking import ListKind, may_still, orderer
from organisations.models import Authority, Membership
from organisations.permissions import Permission
from procurements.models import Commitment
from suppliers.actions.takeover import take_back, take_over
from suppliers.importing.checking import Check, Verdict, check_import
from suppliers.importing.columns import COLUMNS, LIMITS
from suppliers.importing.correcting import Grid
from suppliers.models import ContractImport, ImportedContract, KnownHeading
from suppliers.models.imports import MOST_TRIES
from suppliers.states import ImportState

TASK = "suppliers.work_on_import"
WORKER = SystemJob("contract_import")
SWEEPER = SystemJob("old_imports")
LISTS = ListKind(
    model=ContractImport,
    headings=KnownHeading,
    columns=COLUMNS,
    limits=LIMITS,
    when_complete=ImportState.DRAFT,
)
lacking, lacking_words = LISTS.lacking, LISTS.lacking_words


@transaction.atomic
def take_in(*, name: str, content: bytes, authority: Authority | None, by: Membership) -> ContractImport:
    """Read an uploaded list and guess what its columns are. Nothing is entered yet.

    An earlier list of the member's that was never entered is thrown away, so that one at a time is kept.
    """
    row = LISTS.read(name=name, content=content, authority=authority, by=by)
    row.save()
    row.begin(by=by)
    return row


@transaction.atomic
def read_columns_as(
    row: ContractImport, fields: Sequence[str], *, authority: Authority | None, by: Membership
) -> None:
    """Say what each column is, and remember it for the organisation's next list."""
    row = ContractImport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    row.check_is_draft()
    KnownHeading.remember(row.organisation, meanings(row.headings, fields))
    if not audit.save_audited(row, by=by, fields=list(fields), authority=authority):
        audit.record("columns_confirmed", row, by=by)


@transaction.atomic
def put_right(row: ContractImport, told: Mapping[int, Mapping[str, str]], *, by: Membership) -> None:
    """Write in the list what was typed for its wrong rows, also what is still wrong, so that nothing is lost.
    The other rows stay as they are."""
    row = ContractImport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    row.check_is_draft()
    lines = tuple(line_from(plain) for plain in row.lines)
    grid = Grid(tuple(row.headings), tuple(row.fields), lines).corrected(told)
    audit.save_audited(
        row,
        by=by,
        headings=list(grid.headings),
        fields=list(grid.fields),
        lines=[line.plain for line in grid.lines],
    )


def why_not_enter(check: Check, *, leaves_wrong_out: bool, takes_duplicates: bool) -> str | None:
    """Why the list cannot be entered as it was asked for."""
    if check.wrong and not leaves_wrong_out:
        return _("Correct the rows that are wrong, or leave them out.")
    if not check.chosen(takes_duplicates=takes_duplicates):
        return _("No row is left to enter.")
    return None


@transaction.atomic
def order_entry(
    row: ContractImport, *, leaves_wrong_out: bool, takes_duplicates: bool, by: Membership
) -> None:
    """Have the list entered, once every row of it can be or is left out on purpose."""
    row.check_is_draft()
    check = check_import(row, by)
    if refusal := why_not_enter(check, leaves_wrong_out=leaves_wrong_out, takes_duplicates=takes_duplicates):
        raise RuleBroken(refusal)
    row.order(leaves_wrong_out=leaves_wrong_out, takes_duplicates=takes_duplicates, by=by)
    hint_on_commit(TASK, row.pk)


@transaction.atomic
def order_undoing(row: ContractImport, *, by: Membership) -> None:
    """Have every contract of the list taken back."""
    row.order_undoing(by=by)
    hint_on_commit(TASK, row.pk)


def work_on(import_id: int) -> None:
    """Enter or undo a whole list, all or nothing. Safe to run twice: the second finds it held or done.

    The row is locked while the work is done, so a worker that dies leaves nothing behind and another one
    takes over. What cannot be done is told on the list's page; so is work that fails again and again.
    """
    if not _try_once_more(import_id):
        return
    try:
        with transaction.atomic():
            row = _held(import_id)
            if row is not None:
                _carry_out(row)
    except RuleBroken as refusal:
        _give_back(import_id, reason=str(refusal))


def _give_back(import_id: int, *, reason: str) -> None:
    """Tell why it could not be done; nothing where another worker has told it already."""
    with transaction.atomic():
        if row := _held(import_id):
            row.give_back(reason=reason, by=WORKER)


def _try_once_more(import_id: int) -> bool:
    """Count the try before it is made, so that one which always fails comes to an end."""
    with transaction.atomic():
        row = _held(import_id)
        if row is None:
            return False
        if row.tries >= MOST_TRIES:
            with override(row.made_by.user.language):
                row.give_back(
                    reason=_("It did not work. Nothing has been changed. Try again later."), by=WORKER
                )
            return False
        row.tries += 1
        row.save(update_fields=["tries"])
    return True


def _held(import_id: int) -> ContractImport | None:
    """The row, locked until the transaction ends; None where another worker holds it or nothing waits."""
    waiting = ContractImport.objects.worked_on().filter(pk=import_id)
    return waiting.select_for_update(of=("self",), skip_locked=True).first()


def _carry_out(row: ContractImport) -> None:
    by = _orderer(row)
    with override(by.user.language):
        if row.state == ImportState.UNDOING:
            _undo(row, by=by)
        else:
            _enter(row, by=by)


def _orderer(row: ContractImport) -> Membership:
    """Whoever ordered it. She must still be allowed to."""
    by = orderer(row)
    if not may_still(by, Permission.CONTRACT_EDIT):
        with override(by.user.language):
            raise RuleBroken(
                _("Whoever ordered this may no longer enter contracts. Nothing has been changed.")
            )
    return by


def _enter(row: ContractImport, *, by: Membership) -> None:
    """Each chosen row through the verb of the one page."""
    check = check_import(row, by)
    options = {"leaves_wrong_out": row.leaves_wrong_out, "takes_duplicates": row.takes_duplicates}
    if refusal := why_not_enter(check, **options):
        raise RuleBroken(refusal)
    for verdict in check.chosen(takes_duplicates=row.takes_duplicates):
        ImportedContract.objects.create(
            contract_import=row, commitment=_entered(verdict, by=by), line=verdict.number
        )
    row.finish(by=by)


def _entered(verdict: Verdict, *, by: Membership) -> Commitment:
    assert verdict.contract is not None
    try:
        return take_over(verdict.contract, done=verdict.done, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(
            _("Row {number}: {reason} Nothing has been entered.").format(
                number=verdict.number, reason=refusal
            )
        ) from refusal


def _undo(row: ContractImport, *, by: Membership) -> None:
    found = Commitment.objects.standing().filter(imported__contract_import=row).order_by("pk")
    take_back(list(found), reason=_("The list was undone"), by=by)
    row.finish_undoing(by=by)


def due_ids(limit: int) -> list[int]:
    """Lists that wait for a worker."""
    return list(ContractImport.objects.worked_on().order_by("pk").values_list("pk", flat=True)[:limit])


def discard_old() -> None:
    """Throw away lists that were uploaded and never entered: nobody is coming back for them."""
    LISTS.discard_old(by=SWEEPER)
