"""Changing what was promised under a contract. The ledger reads every change from its day on."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.actors import Actor, actor_columns
from core.locks import one_at_a_time
from core.rules import RuleBroken
from core.templatetags.formats import date_words
from followup.mails import tell_change
from procurements.choices import ChangeGround
from procurements.models import Commitment, Variation
from suppliers.ledger.terms import VARIED
from suppliers.terms_now import last_day, terms_now


@transaction.atomic
def record_variation(
    commitment: Commitment,
    *,
    holds_from: dt.date,
    ground: str,
    kind_of_ground: str = ChangeGround.OTHER,
    full_time_months: Decimal | None = None,
    places: int | None = None,
    value_sek: int | None = None,
    contract_months: int | None = None,
    reason: str = "",
    corrects: Variation | None = None,
    by: Actor,
) -> Variation:
    """Change what was promised, from a day on; what is left out stays as it was. The supplier is told."""
    row = Variation(
        commitment=commitment,
        valid_from=holds_from,
        kind_of_ground=kind_of_ground,
        ground=ground,
        full_time_months=full_time_months,
        places=places,
        value_sek=value_sek,
        contract_months=contract_months,
        reason=reason,
        corrects=corrects,
        **actor_columns(by),
    )
    if all(value is None for value in (full_time_months, places, value_sek, contract_months)):
        raise RuleBroken(_("Say what is changed."))
    row.full_clean(exclude=["corrects"])
    row.save()
    tell_change(row, by=by)
    return row


@transaction.atomic
def change_commitment(commitment: Commitment, *, holds_from: dt.date, by: Actor, **change: Any) -> Variation:
    """A change as the contract manager records it: within the contract's time, and of something."""
    one_at_a_time("variation", commitment.pk)
    _check_day(commitment, holds_from)
    _check_changes(commitment, holds_from, change, without=None)
    return record_variation(commitment, holds_from=holds_from, by=by, **change)


@transaction.atomic
def correct_change(variation: Variation, *, holds_from: dt.date, by: Actor, **change: Any) -> Variation:
    """Put right what was recorded: a new row, with the reason. The first word stays in the history."""
    one_at_a_time("variation", variation.commitment_id)
    if Variation.objects.filter(corrects=variation).exists():
        raise RuleBroken(_("Somebody has corrected this already. Look at the page again."))
    _check_day(variation.commitment, holds_from)
    _check_changes(variation.commitment, holds_from, change, without=variation)
    return record_variation(variation.commitment, holds_from=holds_from, corrects=variation, by=by, **change)


def _check_day(commitment: Commitment, day: dt.date) -> None:
    first, last = commitment.contract.starts_on, last_day(commitment, on=day)
    if not first <= day <= last:
        raise RuleBroken(
            _("Choose a day from {first} to {last}, while the contract runs.").format(
                first=date_words(first), last=date_words(last)
            )
        )


def _check_changes(
    commitment: Commitment, day: dt.date, change: dict[str, Any], *, without: Variation | None
) -> None:
    """Something must become other than it is on that day."""
    terms = terms_now(commitment, on=day, without=without)
    asked = {name: change[name] for name in VARIED if change.get(name) is not None}
    if asked and all(getattr(terms, name) == value for name, value in asked.items()):
        raise RuleBroken(_("That is what holds already. Say what is changed."))
