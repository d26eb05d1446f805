"""Wrong rows of an uploaded list are put right on a page: beside the field, fifty at a time, nothing lost."""

import pytest
from django.urls import reverse

from organisations.permissions import Role
from suppliers.actions.importing import work_on
from suppliers.models import ContractImport
from suppliers.states import ImportState
from tests.organisations.factories import AuthorityFactory, MembershipFactory, organisation_number
from tests.suppliers.importing.lists import HEADINGS, cells, csv_of, xlsx_of
from tests.suppliers.test_import_pages import client, manager, page, the_row, upload

__all__ = ["client", "manager"]
pytestmark = pytest.mark.django_db


def correction(client, row: ContractImport, **typed: str):
    return client.post(page("import_correction", row), typed)


def shown(answer) -> dict[int, list[str]]:
    """The fields on the page by the number of the row."""
    return {
        wrong.form.verdict.number: [bound.name for bound in wrong.form.shown]
        for wrong in answer.context["page"].rows
    }


def test_the_fields_that_are_wrong_are_shown_with_their_faults_and_the_good_rows_stay(client):
    good, wrong = cells(), cells(diary_number="2", title="Städning", ends_on="i höst")
    upload(client, csv_of(good, wrong, cells(diary_number="3", supplier_number="5560360790")))
    row = the_row()
    assert page("import_correction", row) in client.get(row.get_absolute_url()).content.decode()

    answer = client.get(page("import_correction", row))
    text = answer.content.decode()
    assert shown(answer) == {3: ["starts_on", "ends_on"], 4: ["supplier_name", "supplier_number"]}
    assert "2 rader är fel. Den andra raden behålls som den är." in text
    assert 'value="i höst"' in text
    assert 'href="#id_row_3-ends_on">Rad 3: Sista dag: Skriv' in text

    still = correction(client, row, **{"row_3-ends_on": "31 mars 2028", "row_4-supplier_number": "556036"})
    assert (still.status_code, shown(still)) == (422, {4: ["supplier_name", "supplier_number"]})
    assert 'value="556036"' in still.content.decode()

    done = correction(client, row, **{"row_4-supplier_number": organisation_number(7001)})
    assert done["Location"] == row.get_absolute_url()
    client.post(row.get_absolute_url())
    work_on(row.pk)
    row.refresh_from_db()
    titles = [made.commitment.title for made in row.contracts.order_by("line")]
    assert (row.state, titles) == (
        ImportState.CREATED, ["Skötsel av parker", "Städning", "Skötsel av parker"],
    )  # fmt: skip


def test_a_field_that_no_column_held_gets_a_column_of_its_own(client, manager):
    other = AuthorityFactory(name="Skolnämnden", organisation=manager.organisation)
    manager.authorities.add(other)
    upload(client, csv_of(cells(), cells(diary_number="2")))
    row = the_row()
    assert shown(client.get(page("import_correction", row))) == {2: ["authority"], 3: ["authority"]}

    correction(client, row, **{"row_2-authority": "Skolnämnden", "row_3-authority": "Tekniska nämnden"})

    row.refresh_from_db()
    assert row.fields[-1] == "authority"
    assert [line[1][-1] for line in row.lines] == ["Skolnämnden", "Tekniska nämnden"]
    assert client.get(page("import_correction", row))["Location"] == row.get_absolute_url()


def test_a_formula_that_is_left_as_it_stands_is_still_wrong(client):
    upload(client, xlsx_of(cells(title="=A1")), "avtal.xlsx")
    row = the_row()
    assert shown(client.get(page("import_correction", row))) == {2: ["title"]}

    assert correction(client, row, **{"row_2-title": "=A1"}).status_code == 422
    assert correction(client, row, **{"row_2-title": "Skötsel"}).status_code == 302


def test_the_page_is_bounded_and_the_rest_follow(client):
    upload(client, csv_of(*(cells(diary_number=str(n), starts_on="i våras") for n in range(53))))
    row = the_row()
    first = client.get(page("import_correction", row))
    assert len(first.context["page"].rows) == 50
    assert "Och 3 rader till" in first.content.decode()

    typed = {f"row_{number}-starts_on": "2024-04-01" for number in shown(first)}
    assert list(shown(correction(client, row, **typed))) == [52, 53, 54]


def test_nothing_else_that_is_sent_is_written(client):
    upload(client, csv_of(cells(title="")))
    row = the_row()
    before = row.lines

    assert (
        correction(client, row, **{"row_99-title": "Ny", "row_2-pk": "1", "row_x-title": "x"}).status_code
        == 422
    )

    row.refresh_from_db()
    assert (row.lines, tuple(row.headings)) == (before, HEADINGS)


def test_a_list_that_is_entered_and_a_list_of_a_colleague_cannot_be_corrected(client, manager, as_member):
    upload(client, csv_of(cells()))
    row = the_row()
    colleague = as_member(MembershipFactory(organisation=manager.organisation, roles=[Role.CONTRACT_MANAGER]))
    assert correction(colleague, row).status_code == 404

    client.post(row.get_absolute_url())
    work_on(row.pk)
    assert correction(client, row).status_code == 403
    assert client.get(reverse("suppliers:import_list")).status_code == 200


def test_a_volume_in_the_column_of_the_kind_is_told_and_the_kind_is_chosen(client):
    headings = (*HEADINGS[:-1], "Krav")
    upload(client, csv_of(cells(full_time_months="2 personer"), headings=headings))
    row = the_row()

    first = client.get(page("import_correction", row))
    text = first.content.decode()

    assert shown(first) == {2: ["kind", "full_time_months", "places"]}
    assert "”2 personer” ser ut som en volym. Den står i kolumnen Heltidsmånader eller Platser" in text
    form = first.context["page"].rows[0].form
    assert [value for value, _label in form.fields["kind"].widget.choices] == [
        "2 personer", *form.fields["kind"].labels
    ]  # fmt: skip
    assert '<option value="2 personer" selected>”2 personer” (står i listan)</option>' in text

    label = form.fields["kind"].labels[0]
    done = correction(client, row, **{"row_2-kind": label, "row_2-places": "2"})
    assert done["Location"] == row.get_absolute_url()


def test_a_kind_in_another_usual_word_stands_chosen(client):
    headings = (*HEADINGS, "Krav")
    upload(client, csv_of([*cells(full_time_months=""), "skarpt"], headings=headings))

    answer = client.get(page("import_correction", the_row()))

    assert '<option value="skarpt" selected>' in answer.content.decode()
