"""What is switched off leaves no trace: no page that is shown leads to one that is not there."""

import pytest

from organisations.models import Organisation, Part
from organisations.permissions import Role
from tests.house.asking import undone
from tests.house.guards.dead_links import links_lead_somewhere, walked
from tests.house.guards.registry import assert_clean

EVERY = [part.value for part in Part]
ROLES = (Role.PROCURER, Role.DECISION_MAKER, Role.MATCHING_OFFICER, Role.REGISTRAR, Role.COORDINATOR)


@pytest.mark.slow
@pytest.mark.parametrize("off", [[part] for part in EVERY] + [EVERY], ids="+".join)
@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_to_a_part_that_is_off(world, everyone, off, role):
    asker = next(asker for asker in everyone if asker.role == role)
    with undone():
        kept = [part for part in EVERY if part not in off]
        Organisation.objects.filter(pk=world.own.organisation.pk).update(parts=kept)
        assert_clean(links_lead_somewhere(walked(asker)))
