"""Planned purchases from a file: taken in, checked and read in by a worker, undone together."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import audit, clock
from core.actors import SystemJob, actor_columns
from core.importing.reading import Limits
from core.models import AuditRow, StatusChange
from core.queue import hint_on_commit
from core.rules import RuleBroken
from core.sortkeys import swedish_sort_key
from organisations.importing.columns import meanings
from organisations.importing.taking import ListKind, may_still, orderer
from organisations.models import Authority, Membership
from procurements.forms.purchases import writable_authorities
from procurements.importing.checking import Reader, Verdict, lines_of, planned_already, repeated_among
from procurements.importing.columns import PURCHASE_COLUMNS
from procurements.models import Explanation, KnownPurchaseHeading, PlannedPurchase, PurchaseList
from procurements.models.purchase_list import LEASE, MOST_TRIES, WRITES
from procurements.register.judging import judge, rules_today
from procurements.states import ListState, PurchaseState
from strategy.rules import Verdict as Judgement

TASK = "procurements.work_on_purchase_list"
WORKER = SystemJob("purchase_list")
SWEEPER = SystemJob("old_purchase_lists")
LIMITS = Limits(rows=5_000, megabytes=5)
CHUNK = 250
L = ListState
LISTS = ListKind(
    model=PurchaseList,
    headings=KnownPurchaseHeading,
    columns=PURCHASE_COLUMNS,
    limits=LIMITS,
    when_complete=L.CHECKING,
)
lacking, lacking_words = LISTS.lacking, LISTS.lacking_words


@transaction.atomic
def take_in(*, name: str, content: bytes, authority: Authority | None, by: Membership) -> PurchaseList:
    """Read an uploaded list, guess what its columns are, and have it checked. Nothing is planned yet.

    An earlier list of the member's that was never read in is thrown away, so that one at a time is kept.
    """
    row = LISTS.read(name=name, content=content, authority=authority, by=by)
    row.save()
    row.begin(by=by)
    if row.waits_for_worker:
        hint_on_commit(TASK, row.pk)
    return row


@transaction.atomic
def read_columns_as(
    row: PurchaseList, fields: Sequence[str], *, authority: Authority | None, by: Membership
) -> None:
    """Say what each column is, remember it for the organisation's next list, and have the lines checked."""
    row.check_is_draft()
    KnownPurchaseHeading.remember(row.organisation, meanings(row.headings, fields))
    row.order_check(fields=list(fields), authority=authority, by=by)
    audit.record("columns_confirmed", row, by=by)
    hint_on_commit(TASK, row.pk)


def why_not_read_in(row: PurchaseList, *, leaves_wrong_out: bool, takes_repeated: bool) -> str | None:
    """Why the list cannot be read in as it was asked for."""
    if row.wrong_lines and not leaves_wrong_out:
        return _("Correct the rows that are wrong, or leave them out.")
    if not row.right_lines + (len(row.repeated) if takes_repeated else 0):
        return _("No row is left to read in.")
    return None


@transaction.atomic
def order_entry(row: PurchaseList, *, leaves_wrong_out: bool, takes_repeated: bool, by: Membership) -> None:
    """Have the list read in, once every row of it can be or is left out on purpose."""
    row.check_is_draft()
    chosen = {"leaves_wrong_out": leaves_wrong_out, "takes_repeated": takes_repeated}
    if refusal := why_not_read_in(row, **chosen):
        raise RuleBroken(refusal)
    row.order(**chosen, by=by)
    hint_on_commit(TASK, row.pk)


@transaction.atomic
def order_undoing(row: PurchaseList, *, by: Membership) -> None:
    """Have every purchase of the list taken out again."""
    if refusal := why_not_undo(row):
        raise RuleBroken(refusal)
    row.order_undoing(by=by)
    hint_on_commit(TASK, row.pk)


def why_not_undo(row: PurchaseList) -> str:
    """Why the list can no longer be undone; empty while nothing has happened to any of its purchases."""
    edited = AuditRow.objects.filter(
        object_label=PlannedPurchase._meta.label_lower,
        object_id=Cast(OuterRef("pk"), TextField()),
        action="edited",
    )
    explained = Explanation.objects.filter(purchase=OuterRef("pk"))
    worked_with = ~Q(state=PurchaseState.PLANNED) | Exists(explained) | Exists(edited)
    touched = row.purchases.filter(worked_with).order_by("line").first()
    if touched is None:
        return ""
    return _("It can no longer be undone: “{title}” has been answered, started or changed.").format(
        title=touched.title
    )


def work_on(list_id: int) -> None:
    """Check, read in or undo a list. Safe to run twice: the second finds it held or done."""
    row = _claimed(list_id)
    if row is None:
        return
    try:
        with override(row.made_by.user.language):
            _carry_out(row)
    except RuleBroken as refusal:
        row.refresh_from_db()
        if row.waits_for_worker:
            row.give_back(reason=str(refusal), by=WORKER)


def _claimed(list_id: int) -> PurchaseList | None:
    """The row, ours until the lease runs out; None where another worker has it or nothing waits."""
    with transaction.atomic():
        waiting = PurchaseList.objects.due().filter(pk=list_id)
        row = waiting.select_for_update(of=("self",), skip_locked=True).first()
        if row is None:
            return None
        if row.tries >= MOST_TRIES:
            with override(row.made_by.user.language):
                row.give_back(
                    reason=_("It did not work. Nothing has been changed. Try again later."), by=WORKER
                )
            return None
        row.tries, row.claimed_until = row.tries + 1, clock.now() + LEASE
        row.save(update_fields=["tries", "claimed_until"])
    return row


def _carry_out(row: PurchaseList) -> None:
    by = _orderer(row)
    if row.state == L.CHECKING:
        _check(row, by=by)
        return
    with transaction.atomic():
        held = PurchaseList.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if held.state == L.ENTERING:
            _enter(held, by=by)
        elif held.state == L.UNDOING:
            _undo(held, by=by)


def _orderer(row: PurchaseList) -> Membership:
    """Whoever ordered it. She must still be allowed to."""
    by = orderer(row)
    if not may_still(by, *WRITES):
        raise RuleBroken(_("Whoever ordered this may no longer plan purchases. Nothing has been changed."))
    return by


def _check(row: PurchaseList, *, by: Membership) -> None:
    """Judge every line, telling how far it has come. Writes nothing but what it found."""
    authorities = writable_authorities(by)
    reader, verdicts = Reader(row, authorities), list[Verdict]()
    lines = lines_of(row)
    for start in range(0, len(lines), CHUNK):
        verdicts += [reader.read(line) for line in lines[start : start + CHUNK]]
        standing = PurchaseList.objects.filter(pk=row.pk, state=L.CHECKING)
        standing.update(checked=len(verdicts), claimed_until=clock.now() + LEASE)
    repeated = repeated_among(verdicts, planned_already(authorities))
    purchases = _purchases(row, verdicts)
    rules = rules_today(row.organisation).fetch()
    judge(purchases, rules)
    flagged = sum(purchase.verdict == Judgement.APPLIES for purchase in purchases)
    faults = [list(fault) for verdict in verdicts for fault in verdict.faults]
    row.finish_check(faults, repeated, flagged, by=WORKER)


def _purchases(row: PurchaseList, verdicts: Sequence[Verdict]) -> list[PlannedPurchase]:
    """The right lines as rows that are not saved yet."""
    return [
        PlannedPurchase(
            **verdict.values,
            purchase_list=row,
            line=verdict.number,
            sort_key=swedish_sort_key(verdict.values["title"]),
        )
        for verdict in verdicts
        if not verdict.faults
    ]


def _enter(row: PurchaseList, *, by: Membership) -> None:
    """Judge the lines anew, and plan those that were chosen."""
    authorities = writable_authorities(by)
    reader = Reader(row, authorities)
    verdicts = [reader.read(line) for line in lines_of(row)]
    repeated = set(repeated_among(verdicts, planned_already(authorities)))
    if not row.leaves_wrong_out and any(verdict.faults for verdict in verdicts):
        raise RuleBroken(_("Correct the rows that are wrong, or leave them out."))
    chosen = [one for one in verdicts if row.takes_repeated or one.number not in repeated]
    purchases = _purchases(row, chosen)
    if not purchases:
        raise RuleBroken(_("No row is left to read in."))
    judge(purchases, rules_today(row.organisation).fetch())
    made = PlannedPurchase.objects.bulk_create(purchases, batch_size=500)
    _begin(made, by=by)
    row.finish(by=by)


def _begin(rows: Sequence[PlannedPurchase], *, by: Membership) -> None:
    """The first step of each, as `begin` writes it."""
    about, who = ContentType.objects.get_for_model(PlannedPurchase), dict[str, Any](actor_columns(by))
    steps = [
        StatusChange(content_type=about, object_id=row.pk, from_state="", to_state=row.state, **who)
        for row in rows
    ]
    StatusChange.objects.bulk_create(steps, batch_size=1_000)


def _undo(row: PurchaseList, *, by: Membership) -> None:
    if refusal := why_not_undo(row):
        raise RuleBroken(refusal)
    for purchase in row.purchases.order_by("line").iterator(chunk_size=500):
        purchase.undo(reason=_("The list was undone"), by=by)
    row.finish_undoing(by=by)


def due_ids(limit: int) -> list[int]:
    """Lists that wait for a worker."""
    return list(PurchaseList.objects.due().order_by("pk").values_list("pk", flat=True)[:limit])


def discard_old() -> None:
    """Throw away lists that were uploaded and never read in: nobody is coming back for them."""
    LISTS.discard_old(by=SWEEPER)
