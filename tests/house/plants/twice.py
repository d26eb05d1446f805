"""Planted forms that make something twice of what is sent twice."""

from tests.house.plants.forms import posted
from tests.house.plants.pages import address
from tests.house.plants.registry import Specimen, asked, plant


@plant("a_second_sending_adds_nothing")
def message_that_is_sent_by_each_click(faulty_site, world, everyone):
    return Specimen(
        wrong=asked(posted("form_sending", "filled in", world, everyone)),
        right=asked(posted("form_sending_once", "filled in", world, everyone)),
        says="adds rows to ['core_message'] when it is sent a second time",
    )


@plant("views_that_make_take_once")
def view_of_something_new_without_the_mark(faulty_site):
    makes = {"planted:form_sending", "planted:form_sending_once"}
    return Specimen(
        wrong=asked([address("form_sending"), address("form_sending_once")], makes),
        right=asked([address("form_sending_once"), address("list_lean")], makes),
        says="planted:form_sending makes something",
    )
