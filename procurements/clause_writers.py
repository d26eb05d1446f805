"""What each chapter of a requirement says, from its parameters. Written in the language that is active.

Basis: the national model (undertaking, recruitment, follow-up, shortcomings, bonus); the wording is ours.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formats import share
from core.words import in_words
from procurements import wording
from procurements.bonus import bonus_of
from procurements.choices import (
    DialogueCaller,
    EarlyEndBasis,
    Law,
    PlacementType,
    ReportEvery,
    RequirementKind,
    Sanction,
)
from procurements.models.terms import RequirementTerms
from procurements.requirement_text import Sentence, fill

K = RequirementKind


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the text must know of the purchase beside the parameters."""

    law: str = Law.LOU
    buys_places: bool = False


Writer = Callable[[RequirementTerms, Frame], Iterable[Sentence]]


def owes_volume(terms: RequirementTerms) -> bool:
    """Is a volume promised? A reserved contract may promise one."""
    volumes = (terms.yearly_average, terms.full_time_months, terms.places)
    return terms.kind in {K.NUMERIC, K.COMBINED} or (terms.kind == K.RESERVED and any(volumes))


def reserved_under(law: str) -> str:
    """The rule that a reserved contract rests on; it is in principle the same in LOU, LUF and LUK."""
    if law == Law.LOU:
        return _("chapter 4 section 18 LOU")
    return _("the rule on reserved procurement in {law}").format(law=law)


def _undertaking(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    if terms.kind == K.RESERVED:
        yield fill(
            _(
                "The contract is reserved under {legal_ground} for suppliers whose main aim is to integrate "
                "people socially and in working life. During the contract at least 30 % of those occupied "
                "in the business belong to the groups that the reservation concerns: {target_groups}."
            ),
            legal_ground=reserved_under(frame.law),
            target_groups=wording.groups(terms),
        )
    if frame.buys_places:
        yield from _places(terms)
    elif owes_volume(terms):
        yield from _offer(terms)


def _offer(terms: RequirementTerms) -> Iterable[Sentence]:
    """People in the work that is bought."""
    yield fill(
        _(
            "During the contract the supplier offers {types} to people who find it hard to establish "
            "themselves on the labour market. The target group is {target_groups}."
        ),
        types=wording.types(terms),
        target_groups=wording.groups(terms),
    )
    yield from _volume(terms)
    if terms.places is not None and (terms.full_time_months or terms.yearly_average):
        yield fill(_("At least {places} are filled."), places=wording.places(terms.places))
    yield _first_start(terms)
    yield fill(
        _("The work is part of what is done under the contract. Persons who work there already do not count.")
    )


def _places(terms: RequirementTerms) -> Iterable[Sentence]:
    """The places are what is bought."""
    yield fill(
        _(
            "What is bought is {places} for people who find it hard to establish themselves on the labour "
            "market. The target group is {target_groups}. A place is {types}."
        ),
        places=wording.places(terms.places) if terms.places else "",
        target_groups=wording.groups(terms),
        types=wording.types(terms),
    )
    if terms.place_hours is not None:
        yield fill(
            _("A place comprises {place_hours} a week. Several persons may share it or follow each other."),
            place_hours=hours(terms.place_hours),
        )
    if terms.full_time_months is not None:
        yield fill(
            _("The places are used for at least {full_time_months} in all during the contract."),
            full_time_months=wording.ftm(terms.full_time_months),
        )
    yield _first_start(terms)


def _first_start(terms: RequirementTerms) -> Sentence:
    return fill(
        _(
            "At least one person has started, or been offered a start, within "
            "{first_start_within_months} of the contract's first day."
        ),
        first_start_within_months=months(terms.first_start_within_months),
    )


def _volume(terms: RequirementTerms) -> Iterable[Sentence]:
    """What must be reached; where there is both a yearly average and a total, each has its sentence."""
    total = "" if terms.full_time_months is None else wording.ftm(terms.full_time_months)
    if terms.yearly_average is not None:
        yield fill(
            _(
                "The extent is at least {yearly_average} on average. Several persons and part time are "
                "added together."
            ),
            yearly_average=wording.per_year(terms.yearly_average),
        )
        if total:
            yield fill(
                _("The extent is also at least {full_time_months} in all during the contract."),
                full_time_months=total,
            )
    elif terms.places is not None and not total:
        yield fill(
            _("The extent is at least {places}. Several persons may share a place."),
            places=wording.places(terms.places),
        )
    else:
        yield fill(
            _(
                "The extent is at least {full_time_months} in all. Several persons and part time are added "
                "together."
            ),
            full_time_months=total,
        )


def _dialogue(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    if terms.kind not in {K.DIALOGUE, K.COMBINED}:
        return
    yield fill(
        _(
            "The supplier takes part in a dialogue with the buyer and the matching officer about what makes "
            "it possible to offer {types} within the contract. The target group is {target_groups}."
        ),
        types=wording.types(terms),
        target_groups=wording.groups(terms),
    )
    yield fill(
        _(
            "{dialogue_called_by} calls the first meeting, which is held within "
            "{dialogue_first_within_months} of the contract's first day."
        ),
        dialogue_called_by=str(DialogueCaller(terms.dialogue_called_by).label),
        dialogue_first_within_months=months(terms.dialogue_first_within_months),
    )
    yield fill(_("The outcome is written down: the places agreed, or the reasons why there are none."))


def _recruitment(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    helper = terms.support_contact or _("The buyer's matching officer")
    if frame.buys_places:
        yield fill(
            _(
                "{support_contact} proposes persons for the places. The supplier decides who is offered "
                "a place and appoints a supervisor."
            ),
            support_contact=helper,
        )
        return
    if not (owes_volume(terms) or terms.kind == K.DIALOGUE):
        return
    yield fill(_("The supplier chooses its own way to recruit: {routes}."), routes=wording.routes(terms))
    yield fill(
        _(
            "A supplier that recruits in its own way shows on request that the person belongs to the "
            "target group. Health, benefits and other personal circumstances are not to be stated."
        )
    )
    yield fill(
        _(
            "{support_contact} can on request help with selection and preparation. The supplier decides "
            "who is offered the place and appoints a supervisor."
        ),
        support_contact=helper,
    )
    yield fill(_("What is said here also holds for subcontractors that the supplier lets do the work."))


def _follow_up(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    yield fill(
        _(
            "A start meeting is held when the contract is signed. The supplier, the orderer and the "
            "matching officer take part."
        )
    )
    yield fill(
        _(
            "The supplier reports {report_every}, within {report_days} of the end of the period: number "
            "of persons, type of occupation and full-time months. Names and particulars of health are "
            "not to be given."
        ),
        report_every=REPORTS[ReportEvery(terms.report_every)](),
        report_days=days(terms.report_days),
    )
    if PlacementType.INTERNSHIP in terms.types or PlacementType.TRAINING in terms.types:
        yield fill(_("Whoever has been an intern or in training gets a certificate of what was done."))


def _shortcomings(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    yield fill(
        _(
            "Where something is lacking the supplier gets the opportunity to comment, and time to put "
            "it right."
        )
    )
    if terms.sanction != Sanction.NONE:
        yield fill(
            _(
                "If it is not put right in time, {sanction}. The measure is to be in proportion to the "
                "shortcoming."
            ),
            sanction=SANCTIONS[Sanction(terms.sanction)](),
        )
    if owes_volume(terms):
        template = _(
            "If somebody leaves early on her own initiative or there are objective grounds for ending "
            "the employment, the undertaking is met for {early_end_basis} where at least "
            "{early_end_share} of the agreed time was done. {shortage_is_objective_ground}"
        )
        yield fill(
            template,
            early_end_basis=BASES[EarlyEndBasis(terms.early_end_basis)](),
            early_end_share=share(terms.early_end_share),
            shortage_is_objective_ground=SHORTAGE[terms.shortage_is_objective_ground](),
        )
    yield fill(
        _(
            "If no suitable candidate can be found although the supplier has tried more than one way, "
            "the parties agree on another profile, another type or another date. No measure is taken "
            "while a request for candidates is unanswered."
        )
    )


def _bonus(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    bonus = bonus_of(terms)
    if bonus is None:
        return
    yield fill(
        _(
            "For places beyond the undertaking above the supplier is paid a bonus of {bonus} per full-time "
            "month, excluding VAT. It is counted day by day, in proportion to full time."
        ),
        bonus=wording.bonus_rates(bonus),
    )
    if bonus.max_places is not None:
        yield fill(
            _("Bonus is paid for at most {bonus_max_places} at the same time. Those who began first count."),
            bonus_max_places=wording.places(bonus.max_places),
        )
    if bonus.cap_sek is not None:
        yield fill(
            _("The bonus is at most {bonus_cap_sek} in all during the contract."),
            bonus_cap_sek=wording.kronor(bonus.cap_sek),
        )
    yield fill(_("No bonus is paid for time that was not done, whatever the reason is."))


def _changes(terms: RequirementTerms, frame: Frame) -> Iterable[Sentence]:
    if terms.change_clause:
        yield fill(
            _(
                "The parties may agree in writing to exchange one type of occupation for another of the "
                "same extent, to move dates, and to reduce the extent where the contract's own extent "
                "has been reduced. Such changes must not alter the overall nature of the contract."
            )
        )


def months(count: int) -> str:
    """Six months, in words as text style asks for up to twelve."""
    return ngettext("{number} month", "{number} months", count).format(number=in_words(count))


def hours(count: int) -> str:
    return ngettext("{number} hour", "{number} hours", count).format(number=in_words(count))


def days(count: int) -> str:
    return ngettext("{number} day", "{number} days", count).format(number=in_words(count))


REPORTS: dict[ReportEvery, Callable[[], str]] = {
    ReportEvery.MONTH: lambda: _("every month"),
    ReportEvery.QUARTER: lambda: _("every quarter"),
    ReportEvery.HALF_YEAR: lambda: _("every half-year"),
    ReportEvery.YEAR: lambda: _("every year"),
    ReportEvery.OWN: lambda: _("when the contract manager asks for it"),
}
SANCTIONS: dict[Sanction, Callable[[], str]] = {
    Sanction.PENALTY: lambda: _("a penalty may be charged as the contract says"),
    Sanction.SUSPENSION: lambda: _("the supplier may be suspended from call-offs for a time"),
}
BASES: dict[EarlyEndBasis, Callable[[], str]] = {
    EarlyEndBasis.PLACEMENT: lambda: _("that placement"),
    EarlyEndBasis.TOTAL: lambda: _("all placements together"),
}
SHORTAGE: dict[bool, Callable[[], str]] = {
    True: lambda: _("Shortage of work counts as such a ground."),
    False: lambda: _("Shortage of work does not count as such a ground."),
}
CHAPTERS: tuple[tuple[Callable[[], str], Writer], ...] = (
    (lambda: _("Undertaking"), _undertaking),
    (lambda: _("Dialogue"), _dialogue),
    (lambda: _("Recruitment"), _recruitment),
    (lambda: _("Follow-up"), _follow_up),
    (lambda: _("Shortcomings"), _shortcomings),
    (lambda: _("Bonus"), _bonus),
    (lambda: _("Changes"), _changes),
)
