"""Planted forms and htmx requests (plants/site.py)."""

from collections import Counter

from organisations.permissions import Role
from tests.house.asking import Asker
from tests.house.case import Case
from tests.house.guards.forms import Posted, post_all
from tests.house.guards.pasted import Pasted, paste_all
from tests.house.pages import Page
from tests.house.plants.pages import page_of, role
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World


def posted(name: str, how: str, world: World, everyone: list[Asker]) -> Posted:
    """The form of the planted page, sent in this way; not the frame's own ones."""
    page = page_of(name, role(everyone, Role.PROCURER), world)
    return next(one for one in post_all(page, Counter()) if one.how == how and "planted" in one.form.url)


@plant("forms_answer")
def form_that_answers_a_refusal_with_200(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_lax", "filled in", world, everyone)),
        right=asked(posted("form_right", "filled in", world, everyone)),
        says="sent filled in, answers 200",
    )


@plant("forms_answer")
def form_that_leads_nowhere(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_leading_nowhere", "filled in", world, everyone)),
        right=asked(posted("form_right", "empty", world, everyone)),
        says="leads on to /planted/-nowhere-/, which answers 404",
    )


@plant("posts_leave_a_trail")
def change_without_a_trail(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_silent", "filled in", world, everyone)),
        right=asked(posted("form_right", "filled in", world, everyone)),
        says="writes ['procurements_commitment'], and no row says that procurer did it",
    )


@plant("posts_leave_a_trail")
def change_that_somebody_else_is_said_to_have_made(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_by_nobody", "filled in", world, everyone)),
        right=asked(posted("form_right", "as it stands", world, everyone)),
        says="no row says that procurer did it",
    )


def pasted(name: str, world: World, everyone: list[Asker]) -> Pasted:
    page = page_of(name, role(everyone, Role.PROCURER), world)
    return next(one for one in paste_all(page, set()) if one.what == "no figure" and "planted" in one.url)


@plant("pasted_text_is_received")
def form_that_trusts_what_is_written(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(pasted("form_trusting", world, everyone)),
        right=asked(pasted("form_right", world, everyone)),
        says="with text no figure breaks: ValueError",
    )


def swapped(name: str, *, says: str) -> None:
    def grow(faulty_site: None, world: World, everyone: list[Asker]) -> Specimen:
        def page(name: str) -> Page:
            return page_of(name, role(everyone, Role.PROCURER), world, Case())

        return Specimen(
            wrong=asked(page(name), Counter()), right=asked(page("swap_right"), Counter()), says=says
        )

    grow.__name__ = name
    plant("swaps_equal_fresh_pages")(grow)


swapped("swap_stale", says="the page differs from a fresh one")
swapped("swap_missing_target", says="#nowhere is not on the page")
swapped("swap_refused", says="is answered 400")
swapped("swap_boosted", says="hx-boost is not known")
