"""What of a profile is found in what a candidate's CV says. Words against words; a person chooses.

No score and no ranking of people: each demand is either found in the text or "not stated", and an order is
only used when the officer asks for it. Deterministic; reads nothing but CV-type fields.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.choices import Licence
from matching.models import Candidate, RequirementProfile
from reference.folding import fold

# Words that stand in many demands and say nothing of their own.
EMPTY_WORDS = frozenset(
    (
        "kan", "har", "och", "av", "i", "på", "med", "att", "en", "ett", "som", "för", "till", "vara",
        "arbeta", "kunna", "erfarenhet", "vana",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Fit:
    """One candidate beside one profile."""

    candidate: Candidate
    found: tuple[str, ...]
    not_stated: tuple[str, ...]
    merits: tuple[str, ...]

    @property
    def missing(self) -> str:
        """What the CV does not state, in one line."""
        return ", ".join(self.not_stated)

    @property
    def count(self) -> int:
        return len(self.found)


def fit(profile: RequirementProfile, candidate: Candidate) -> Fit:
    """Which demands and merits the CV mentions."""
    said = told_by(candidate)
    return Fit(
        candidate=candidate,
        found=tuple(demand for demand in profile.must if is_mentioned(demand, said)),
        not_stated=tuple(demand for demand in profile.must if not is_mentioned(demand, said)),
        merits=tuple(merit for merit in profile.merit if is_mentioned(merit, said)),
    )


def told_by(candidate: Candidate) -> frozenset[str]:
    """The words of the CV, licences by their class ("körkort b")."""
    licences = [
        f"körkort {code}" if code != Licence.TRUCK else str(Licence.TRUCK.label)
        for code in candidate.licences
    ]
    texts = [
        *candidate.occupations,
        *candidate.competences,
        *candidate.languages,
        candidate.availability,
        *licences,
    ]
    return frozenset(word for text in texts for word in fold(text).split())


def is_mentioned(demand: str, said: Iterable[str]) -> bool:
    """Every word of the demand that says something begins, or is begun by, a word of the CV."""
    words = [word for word in fold(demand).split() if word not in EMPTY_WORDS]
    return bool(words) and all(any(_alike(word, other) for other in said) for word in words)


def _alike(word: str, other: str) -> bool:
    shortest = min(len(word), len(other))
    return word == other or (shortest >= 4 and (word.startswith(other) or other.startswith(word)))
