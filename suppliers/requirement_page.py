"""The requirement as the contract carries it: for the supplier, and for whoever else sees the contract."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.components import Fact, Link
from core.templatetags.formats import date_words
from organisations.models import Membership
from procurements.models import Commitment, Requirement
from procurements.requirement_text import RequirementText, read_back
from suppliers.contacts import crumbs_of
from suppliers.slots import Panel, commitment_parts

KEPT = "_requirement_in_contract"


@dataclass(frozen=True, kw_only=True)
class RequirementPage:
    """The text that was published or signed, word for word, and whether the commitment was changed since."""

    commitment: Commitment
    crumbs: tuple[Link, ...]
    subnav: tuple[Link, ...]
    facts: tuple[Fact, ...]
    text: RequirementText
    is_changed: bool


def requirement_in(commitment: Commitment) -> Requirement | None:
    """What the contract carries; None where it came here without its text. Kept on the instance."""
    if not hasattr(commitment, KEPT):
        keep(commitment, requirements_in(commitment))
    kept: Requirement | None = getattr(commitment, KEPT)
    return kept


def requirements_in(commitment: Commitment) -> QuerySet[Requirement]:
    """The query of it, for a page that asks for more at once and then lets it be kept."""
    return Requirement.objects.in_contract(commitment.contract).select_related("publication").order_by("pk")


def keep(commitment: Commitment, found: Iterable[Requirement]) -> None:
    """Put at hand what was found, so that the parts of one page ask once. A lot has one at most."""
    setattr(commitment, KEPT, next(iter(found), None))


def requirement_page(
    commitment: Commitment, requirement: Requirement, *, member: Membership
) -> RequirementPage:
    added = (link for fill in commitment_parts for link in fill(member, commitment))
    links = [Link(label=_("The contract"), url=commitment.get_absolute_url()), *added]
    url, follows = _url(commitment), commitment.is_followed_by(member)
    version = requirement.versions.order_by("-number").first()
    return RequirementPage(
        commitment=commitment,
        crumbs=crumbs_of(commitment),
        subnav=tuple(replace(link, is_current=link.url == url) for link in links if follows),
        facts=tuple(facts_of(commitment, requirement)),
        text=read_back(version.text if version else ""),
        is_changed=commitment.variations.standing().exists(),
    )


def facts_of(commitment: Commitment, requirement: Requirement) -> Iterable[Fact]:
    """Since when the text is fixed, and the way to the notice."""
    notice = getattr(requirement, "publication", None)
    signed_on = commitment.contract.signed_on
    if notice is not None:
        yield Fact(label=_("Published"), value=date_words(notice.published_on))
        if notice.url:
            yield Fact(label=_("Notice"), value=_("To the notice"), url=notice.url)
    elif signed_on:
        yield Fact(label=_("Signed with the contract"), value=date_words(signed_on))


def requirement_panel(commitment: Commitment) -> Iterable[Panel]:
    """On the contract's page: where the text is; nothing where there is none."""
    requirement = requirement_in(commitment)
    if requirement is not None:
        yield Panel(
            title=_("The requirement in the contract"),
            facts=tuple(facts_of(commitment, requirement)),
            url=_url(commitment),
            link=_("Read the requirement"),
        )


def parts(member: Membership, commitment: Commitment) -> Iterable[Link]:
    """Its place in the sub-navigation of the contract."""
    if requirement_in(commitment) is not None:
        yield Link(label=_("The requirement"), url=_url(commitment))


def _url(commitment: Commitment) -> str:
    return reverse("suppliers:requirement", args=[commitment.pk])


def fill_slots() -> None:
    """Called once the apps are ready."""
    commitment_parts.fill(parts, key="suppliers.requirement", order=5)
