"""Candidates of the buyers' labour-market units."""

from core import clock, keys
from followup.bench.people import Side
from followup.bench.rows import store
from followup.bench.sizes import CANDIDATES_PER_CASE
from matching.models import Candidate, CandidateIdentity
from matching.models.person import ALPHABET
from organisations.scope import identities_of
from reference.folding import fold

OCCUPATIONS = ("Vårdbiträde", "Köksbiträde", "Lokalvårdare", "Trädgårdsarbetare", "Lagerarbetare")


def build_candidates(side: Side, *, serial: int) -> int:
    """One candidate for each case; those of one organisation share a data key here.
    Returns the next serial."""
    key = keys.new_data_key()
    count = side.buyer.cases * CANDIDATES_PER_CASE
    sealed = keys.encrypt("Invented name", key=key)
    candidates = store(
        Candidate(
            authority=side.authorities[n % len(side.authorities)],
            reference=reference(serial + n),
            data_key=key,
            occupations=[OCCUPATIONS[n % len(OCCUPATIONS)]],
            languages=["svenska"],
            is_looking=n % 4 > 0,
            registered_on=clock.today(),
            search_text=fold(f"{OCCUPATIONS[n % len(OCCUPATIONS)]} svenska"),
        )
        for n in range(count)
    )
    with identities_of([authority.pk for authority in side.authorities]):
        store(
            CandidateIdentity(candidate=row, authority_id=row.authority_id, name_sealed=sealed)
            for row in candidates
        )
    return serial + count


def reference(number: int) -> str:
    """The number in the alphabet of references, five characters, so that none meets a real one."""
    signs = []
    for _n in range(5):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "K-" + "".join(reversed(signs))
