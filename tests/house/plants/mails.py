"""Planted mails that send their reader to herself."""

from core.mail import Contact
from organisations.contacts import person_at
from tests.house.plants.registry import Specimen, asked, plant
from tests.house.world import World

READER = ("ulla@example.org", "Ulla Upphandlare")
SAYS = "tells Ulla Upphandlare to ask herself"
UNIT = Contact("Servicenämnden", "servicenamnden@example.org")


def told(contact: Contact):
    return asked("planted.kind", contact, *READER)


@plant("mails_name_somebody_else")
def her_own_address():
    return Specimen(
        wrong=told(Contact("Upphandlingsenheten", "Ulla@example.org")), right=told(UNIT), says=SAYS
    )


@plant("mails_name_somebody_else")
def her_own_name_at_the_units_address():
    wrong = Contact("Ulla Upphandlare", "servicenamnden@example.org")
    return Specimen(wrong=told(wrong), right=told(UNIT), says=SAYS)


@plant("mails_name_somebody_else")
def nobody_at_all():
    return Specimen(wrong=told(Contact("")), right=told(UNIT), says="names nobody to ask")


@plant("mails_name_somebody_else")
def a_named_member_who_is_the_reader(world: World):
    member = next(iter(world.own.people.values()))
    contact, reader = person_at(member, world.own.authority), (member.user.email, member.user.name)
    return Specimen(
        wrong=asked("planted.kind", contact, *reader),
        right=asked("planted.kind", contact.for_reader(*reader), *reader),
        says="to ask herself",
    )
