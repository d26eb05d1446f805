"""The duty to let a first person start. No queries."""

from suppliers.ledger import CommitmentStatus, Deadline, Outcome


def waits_for_start(outcome: Outcome) -> bool:
    """Nobody has started or been offered a start in time, and the supplier is not relieved."""
    open_days = (Deadline.PENDING, Deadline.MISSED)
    return outcome.first_start in open_days and outcome.commitment is not CommitmentStatus.RELIEVED
