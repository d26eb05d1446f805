"""Placements whose columns say what their facts say: both come from one fold of the facts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from core import clock, keys
from core.models import DataKey
from followup.bench.rows import BY, store
from followup.bench.sizes import PLACEMENTS
from matching.choices import Attribution, EndReason, FactKind, PlacementForm
from matching.facts import agreed, fold
from matching.models import PlacedPerson, Placement, PlacementFact
from matching.models.person import ALPHABET
from matching.models.placement import decimal_scope
from procurements.choices import PlacementType, Route
from procurements.models import Commitment

SCOPES = (Fraction(1), Fraction(3, 4), Fraction(1, 2))
FORMS = {PlacementType.EMPLOYMENT: PlacementForm.FIXED_TERM}
APART_DAYS, LENGTH_DAYS, LEFT_AFTER_DAYS = 45, 180, 60


def build_placements(commitments: Sequence[Commitment], *, serial: int) -> int:
    """Persons, placements and facts under the commitments; returns the serial for the next person.

    The persons of one supplier share a data key here, which saves a key for each of them.
    """
    many = [PLACEMENTS[index % len(PLACEMENTS)] for index in range(len(commitments))]
    rows = [row for row, count in zip(commitments, many, strict=True) for _n in range(count)]
    numbers = [n for count in many for n in range(count)]
    secrets = {row.contract.supplier_id: keys.new_data_key() for row in commitments}
    persons = store(
        _person(row, secrets[row.contract.supplier_id], number=serial + index)
        for index, row in enumerate(rows)
    )
    placements, facts = [], []
    for row, person, n in zip(rows, persons, numbers, strict=True):
        told = list(_facts(row, n))
        placements.append(_placement(row, person, told))
        facts.append(told)
    for placement, told in zip(store(placements), facts, strict=True):
        for fact in told:
            fact.placement = placement
    store(fact for told in facts for fact in told)
    return serial + len(rows)


def _person(commitment: Commitment, key: DataKey, *, number: int) -> PlacedPerson:
    supplier = commitment.contract.supplier
    sealed = keys.encrypt(f"Person {number}", key=key)
    return PlacedPerson(supplier=supplier, reference=reference(number), data_key=key, label_sealed=sealed)


def reference(number: int) -> str:
    """The number in the alphabet of references, five characters."""
    signs = []
    for _n in range(5):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "P-" + "".join(reversed(signs))


def _facts(commitment: Commitment, n: int) -> Iterator[PlacementFact]:
    """What was agreed; for some how it hangs together with the requirement; its end, as planned or early."""
    starts_on = commitment.contract.starts_on + dt.timedelta(days=20 + APART_DAYS * n)
    last = starts_on + dt.timedelta(days=LENGTH_DAYS)
    kind = PlacementType.INTERNSHIP if n % 3 == 2 else PlacementType.EMPLOYMENT
    value = agreed(
        type=kind.value,
        starts_on=starts_on,
        scope=SCOPES[n % 3],
        form=FORMS.get(kind, PlacementForm.NONE).value,
        planned_end_on=last if n % 2 else None,
        route=Route.MUNICIPAL.value,
    )
    yield _fact(FactKind.AGREED, value, starts_on)
    today = clock.today()
    if n % 2 == 0 and starts_on <= today:
        yield _fact(FactKind.ATTRIBUTION, {"attribution": Attribution.DIRECT_REQUIREMENT.value}, starts_on)
    early = n % 7 == 3
    ended_on = starts_on + dt.timedelta(days=LEFT_AFTER_DAYS) if early else last
    if n % 2 and ended_on <= today:
        because = EndReason.RESIGNED if early else EndReason.COMPLETED
        value = {"ended_on": ended_on.isoformat(), "because": because.value}
        yield _fact(FactKind.ENDED, value, ended_on)


def _fact(kind: FactKind, value: dict[str, object], day: dt.date) -> PlacementFact:
    return PlacementFact(kind=kind, value=value, valid_from=day, **BY)


def _placement(commitment: Commitment, person: PlacedPerson, facts: Sequence[PlacementFact]) -> Placement:
    standing = fold(facts)
    assert standing is not None
    return Placement(
        supplier=commitment.contract.supplier,
        commitment=commitment,
        person=person,
        type=standing.type,
        form=standing.form,
        starts_on=standing.starts_on,
        planned_end_on=standing.planned_end_on,
        ended_on=standing.ended_on,
        ended_because=standing.ended_because,
        scope=decimal_scope(standing.scope),
        route=standing.route,
        attribution=standing.attribution,
        counts=standing.counts,
    )
