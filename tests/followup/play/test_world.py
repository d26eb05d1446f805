"""The demo world's file; what comes of it stands in test_world_runs.py."""

from io import StringIO

from django.core.management import call_command

from followup.play.world import WORLD, in_order
from followup.play.worldfile import read_world
from organisations.models import Organisation
from organisations.permissions import Role


def test_the_file_names_only_cases_and_authorities_that_there_are():
    told = read_world(WORLD)
    authorities = {row["name"] for house in told.houses for row in house.authorities}
    authorities |= {house.name for house in told.houses if not house.authorities}

    assert set(told.cases) <= {file.stem for file, _scenario in in_order()}
    assert {row["authority"] for row in told.cases.values() if "authority" in row} <= authorities
    assert {row["giver"] for row in told.cooperations} <= authorities
    assert set(told.candidates) <= authorities


def test_every_buyer_and_supplier_of_the_files_lives_in_the_world():
    names = {house.name for house in read_world(WORLD).houses}
    scenarios = [scenario for _file, scenario in in_order()]

    assert {scenario.buyer.name for scenario in scenarios} <= names
    assert {scenario.supplier.name for scenario in scenarios} <= names


def test_one_person_holds_every_role_in_the_small_municipality():
    small = next(house for house in read_world(WORLD).houses if house.name == "Lillåns kommun")
    for_suppliers = {Role.SUPPLIER_REPRESENTATIVE, Role.SUPPLIER_SIGNATORY}

    # An auditor's access is limited in time, which the others' are not.
    assert set(small.people[0].roles) == set(Role) - for_suppliers - {Role.AUDITOR}


def test_it_is_left_alone_where_there_is_an_organisation(db):
    Organisation.objects.create(name="Exempelstad", kind="contracting", number="2120001355")
    out = StringIO()
    call_command("demo_world", stdout=out)

    assert Organisation.objects.count() == 1
    assert "left as it is" in out.getvalue()
