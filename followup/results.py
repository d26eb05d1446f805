"""What the requirements have given: the one-page result, on screen and on paper."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Value
from django.utils.translation import gettext as _

from core import clock
from core.templatetags.formats import ftm, number
from core.together import Groups, ask
from followup.selection import Selection
from followup.small_cells import shown, small_cell_limit
from matching.choices import Attribution
from procurements.choices import PlacementType
from procurements.models import Commitment
from suppliers.ledger import CommitmentStatus
from suppliers.queries import standings
from suppliers.standing import Standing, full_time_months_in_words, is_beyond
from suppliers.tallies import sums, with_tally
from suppliers.volume_words import requirement_text


@dataclass(frozen=True)
class ResultRow:
    """One contract on the result sheet."""

    commitment: Commitment
    standing: Standing
    requirement: str
    done: str
    besides: str = ""


@dataclass(frozen=True)
class Result:
    """Operational counts of the organisation's contracts on a day. All and direct are never merged."""

    on: dt.date
    count: int
    persons_all: int
    persons_direct: int
    by_type: Mapping[PlacementType, int]
    done: Fraction
    credit: Fraction
    required: Fraction
    besides: Fraction
    fulfilled: int
    behind: int

    @property
    def employments(self) -> int:
        return self.by_type[PlacementType.EMPLOYMENT]

    @property
    def internships(self) -> int:
        return self.by_type[PlacementType.INTERNSHIP]

    @property
    def others(self) -> int:
        return self.count - self.fulfilled - self.behind


@dataclass(frozen=True)
class PersonsTold:
    """The figures about people as they may be shown here; `None` for what is hidden."""

    everyone: int | None
    direct: int | None
    by_type: Mapping[PlacementType, int] | None


def persons_told(selection: Selection, result: Result) -> PersonsTold:
    """In full to the parties and their leadership; where figures are shared no small group is told."""
    if not selection.is_shared:
        return PersonsTold(result.persons_all, result.persons_direct, result.by_type)
    limit = small_cell_limit()
    if 0 < result.persons_all < limit:
        return PersonsTold(None, None, None)
    direct, _rest = shown((result.persons_direct, result.persons_all - result.persons_direct), limit=limit)
    types = shown(tuple(result.by_type.values()), limit=limit)
    return PersonsTold(result.persons_all, direct, None if None in types else result.by_type)


def commitments_of(selection: Selection) -> QuerySet[Commitment]:
    """Every commitment of the selection, closed ones included, in the order of the result; none where only
    figures are shared."""
    if selection.is_shared:
        return Commitment.objects.none()
    return with_tally(selection.contracts().select_related("contract__supplier")).order_by("sort_key", "pk")


def result_for(selection: Selection, *, people: Groups | None = None) -> Result:
    """Today's result over every commitment of the selection; as many queries for one as for a thousand.

    `people` is `people_counted` of the selection where it has been asked with other things.
    """
    if people is None:
        people = people_counted(selection)
        ask(people)
    told = sums(selection.contracts())
    counts: dict[str, int] = defaultdict(int, *people.answer)
    return Result(
        on=clock.today(),
        count=told.count,
        persons_all=counts["persons_all"],
        persons_direct=counts["persons_direct"],
        by_type={kind: counts[kind.value] for kind in PlacementType},
        done=told.done,
        credit=told.credit,
        required=told.required,
        besides=told.besides,
        fulfilled=told.fulfilled,
        behind=told.behind,
    )


def rows_of(commitments: Iterable[Commitment]) -> tuple[ResultRow, ...]:
    """The contracts one by one, as they stand today."""
    asked = list(commitments)
    told = standings(asked)
    return tuple(_row(row, told[row.pk]) for row in asked)


def _row(commitment: Commitment, standing: Standing) -> ResultRow:
    """What was done in the unit of the requirement; `besides` are months where it has another unit."""
    requirement, months = requirement_text(commitment, standing.outcome), ftm(standing.months)
    if standing.outcome.detail.nothing_is_known:
        return ResultRow(commitment, standing, requirement, standing.done_text)
    if standing.outcome.required_ftm is not None:
        return ResultRow(commitment, standing, requirement, standing.text)
    if standing.required is not None:
        return ResultRow(commitment, standing, requirement, standing.text, besides=months)
    return ResultRow(commitment, standing, requirement, months)


def people_counted(selection: Selection) -> Groups:
    """Persons in the placements, each counted once, and placements by type; one row, or none."""
    direct = Q(attribution=Attribution.DIRECT_REQUIREMENT)
    whole = selection.placements().order_by().annotate(whole=Value(1)).values("whole")
    return Groups(
        whole.annotate(
            persons_all=Count("person", distinct=True),
            persons_direct=Count("person", distinct=True, filter=direct),
            **{kind.value: Count("pk", filter=Q(type=kind)) for kind in PlacementType},
        )
    )


def months_note(result: Result) -> str:
    """What the months done are measured against, and those that nobody required."""
    if not result.required:
        return _("no contract requires a number of months")
    told = (of_required(result), credit_note(result), besides_required(result) if result.besides else "")
    return "; ".join(text for text in told if text)


def credit_note(result: Result) -> str:
    """How much of it was credited without having been done; "" where nothing was."""
    if not (result.required and result.credit):
        return ""
    return _("of them {months} credited after an early end").format(months=number(result.credit, 1))


def of_required(result: Result) -> str:
    """What is done beside what the contracts require together; more than that is said in words."""
    if is_beyond(result.done, result.required):
        return _("more than the {required} that the contracts require").format(
            required=number(result.required, 1)
        )
    return _("of {required} in the contracts").format(required=number(result.required, 1))


def besides_required(result: Result) -> str:
    return _("besides, {months} where no number is required").format(months=number(result.besides, 1))


def words_used(rows: Iterable["ResultRow"]) -> tuple[str, ...]:
    """The words in these rows that a reader of the result meets for the first time, a sentence each."""
    told = [row.standing for row in rows]
    sentences = [full_time_months_in_words()]
    if any(standing.required is None for standing in told):
        sentences.append(
            _("A dialogue requirement has no volume: the parties meet, and the outcome is written down.")
        )
    if any(standing.outcome.commitment == CommitmentStatus.RELIEVED for standing in told):
        sentences.append(_("Freed from the requirement: the authority has let go of what remains."))
    return tuple(sentences)


def no_sum_note() -> str:
    """Why the two figures must not be added."""
    return _(
        "Those who are a direct consequence are part of all. "
        "Do not add the figures, and do not read all as new jobs."
    )
