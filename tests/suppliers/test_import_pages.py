"""The pages of a list of contracts: upload, columns, trial, outcome, undoing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisations.permissions import Role
from procurements.models import Commitment
from suppliers.actions.importing import work_on
from suppliers.importing.columns import LIMITS
from suppliers.models import ContractImport
from suppliers.states import ImportState
from tests.organisations.factories import AuthorityFactory, MembershipFactory
from tests.suppliers.importing.lists import HEADINGS, cells, csv_of, xlsx_of

pytestmark = pytest.mark.django_db
S = ImportState
LIST = "suppliers:import_list"


@pytest.fixture
def manager():
    authority = AuthorityFactory(name="Tekniska nämnden")
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


@pytest.fixture
def client(manager, as_member):
    return as_member(manager)


def upload(client, content: bytes, name: str = "avtal.csv", **more):
    return client.post(reverse(LIST), {"file": SimpleUploadedFile(name, content), **more})


def the_row() -> ContractImport:
    return ContractImport.objects.latest("pk")


def page(name: str, row: ContractImport) -> str:
    return reverse(f"suppliers:{name}", args=[row.pk])


def test_from_upload_to_entered_contracts_without_script(client):
    answer = upload(client, xlsx_of(cells(), cells(diary_number="2", title="Städning")), "avtal.xlsx")
    row = the_row()
    trial = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == row.get_absolute_url()
    assert "Det här är en provkörning: ingenting är inlagt än. 2 avtal kan läggas in." in trial
    assert "Lägg in 2 avtal" in trial
    assert "7 kolumner läses in." in trial
    ordered = client.post(row.get_absolute_url())
    assert ordered["Location"] == row.get_absolute_url()
    waiting = client.get(row.get_absolute_url()).content.decode()
    assert "Avtalen läggs in." in waiting
    assert 'hx-trigger="every 2s"' in waiting
    work_on(row.pk)
    done = client.get(row.get_absolute_url()).content.decode()
    assert "2 avtal är inlagda." in done
    assert all(c.get_absolute_url() in done for c in Commitment.objects.all())
    assert (
        "hx-trigger"
        not in client.get(row.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    )


def test_faults_are_shown_by_row_and_column_and_stop_the_entry(client):
    upload(client, csv_of(cells(), cells(diary_number="2", starts_on="i våras")))
    row = the_row()
    text = client.get(row.get_absolute_url()).content.decode()
    assert all(word in text for word in ("Startdatum", "i våras", "Skriv datumet som dag, månad och år"))

    refused = client.post(row.get_absolute_url())
    assert refused.status_code == 422
    assert "Rätta raderna som är fel" in refused.content.decode()
    client.post(row.get_absolute_url(), {"leaves_wrong_out": "on"})
    row.refresh_from_db()
    assert (row.state, row.leaves_wrong_out) == (S.CREATING, True)


def test_where_no_row_can_be_entered_nothing_offers_it(client):
    upload(client, csv_of(cells(starts_on="i våras")))
    none = client.get(the_row().get_absolute_url()).content.decode()
    upload(client, csv_of(cells(), cells(diary_number="2", starts_on="i våras")))
    one = client.get(the_row().get_absolute_url()).content.decode()

    assert "Ingen rad kan läggas in än" in none
    assert "Lämna raderna som är fel utanför" not in none
    assert ("Lägg in avtalen" in none, "Lägg in avtalen" in one) == (False, True)
    assert "Släng listan" in none
    assert "Ingen rad kan läggas in än" not in one


def test_columns_that_are_not_recognised_are_asked_for_first(client):
    headings = ("Objekt", *HEADINGS[1:])
    answer = upload(client, csv_of(cells(), headings=headings))
    row = the_row()
    assert answer["Location"] == page("import_columns", row)
    assert client.get(row.get_absolute_url())["Location"] == page("import_columns", row)
    form = client.get(page("import_columns", row)).context["form"]
    assert form.fields["column_0"].label == "Objekt"

    told = {f"column_{n}": field for n, field in enumerate(row.fields)}
    lacking = client.post(page("import_columns", row), told)
    twice = client.post(page("import_columns", row), {**told, "column_0": "supplier_name"})
    assert (lacking.status_code, twice.status_code) == (422, 422)
    assert "Säg vilken kolumn som innehåller: Avtal." in lacking.content.decode()
    assert "läses redan in som leverantör" in twice.content.decode()
    right = client.post(page("import_columns", row), {**told, "column_0": "title"})
    assert right["Location"] == row.get_absolute_url()
    again = upload(client, csv_of(cells(), cells(), headings=headings))  # the same once more is no new list
    assert again["Location"] == the_row().get_absolute_url() != row.get_absolute_url()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "måste vara en Excelfil"),
        (b"x" * (LIMITS.most_bytes + 1), "för stor. Högst 2 MB"),
        (b"", "tom"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_form(client, content, words):
    answer = upload(client, content, "avtal.xlsx")

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ContractImport.objects.exists()


def test_the_workbooks_are_downloads(client):
    upload(client, csv_of(cells(title="")))
    for address in (reverse("suppliers:import_template"), page("import_marked", the_row())):
        answer = client.get(address)
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content.startswith(b"PK")


def test_a_list_is_undone_after_one_question_and_not_once_something_has_happened(client, manager):
    upload(client, csv_of(cells()))
    row = the_row()
    client.post(row.get_absolute_url())
    work_on(row.pk)
    question = client.get(page("import_undoing", row)).content.decode()
    assert "1 avtal tas bort." in question
    Commitment.objects.get().close(by=manager)
    refused = client.post(page("import_undoing", row))
    assert refused.status_code == 403
    assert "det har hänt något på ”Skötsel av parker”" in refused.content.decode()

    upload(client, csv_of(cells(diary_number="2")))
    row = the_row()
    client.post(row.get_absolute_url())
    work_on(row.pk)
    assert client.post(page("import_undoing", row))["Location"] == row.get_absolute_url()
    work_on(row.pk)
    assert "Listan är ångrad." in client.get(row.get_absolute_url()).content.decode()


def test_a_list_that_a_worker_gave_back_says_why_and_htmx_is_sent_to_the_whole_page(client):
    upload(client, csv_of(cells()))
    row = the_row()
    client.post(row.get_absolute_url())
    MembershipFactory._meta.model.objects.update(roles=[Role.ORDERER])
    work_on(row.pk)
    MembershipFactory._meta.model.objects.update(roles=[Role.CONTRACT_MANAGER])

    assert (
        client.get(row.get_absolute_url(), headers={"HX-Request": "true"})["HX-Redirect"]
        == row.get_absolute_url()
    )
    assert "får inte längre lägga in avtal" in client.get(row.get_absolute_url()).content.decode()


def test_a_list_is_thrown_away(client):
    upload(client, csv_of(cells()))
    row = the_row()

    assert client.post(page("import_removal", row))["Location"] == reverse(LIST)
    assert "Listan är slängd." in client.get(row.get_absolute_url()).content.decode()
    assert client.get(page("import_columns", row)).status_code == 403


def test_readers_are_refused_and_strangers_find_nothing(client, as_member, manager):
    upload(client, csv_of(cells()))
    row = the_row()
    reader = as_member(MembershipFactory(organisation=manager.organisation, roles=[Role.ECONOMIST]))
    foreign = as_member(MembershipFactory(roles=[Role.CONTRACT_MANAGER]))

    assert reader.get(reverse(LIST)).status_code == 403
    for name in ("contract_import", "import_columns", "import_marked", "import_undoing"):
        assert reader.get(page(name, row)).status_code == 403
        assert foreign.get(page(name, row)).status_code == 404
    assert foreign.post(page("import_removal", row)).status_code == 404


def test_a_long_pasted_text_neither_breaks_the_page_nor_runs(client):
    text = "<script>alert(1)</script>" + "ö" * 5_000
    upload(client, csv_of(cells(title=text)))
    shown = client.get(the_row().get_absolute_url()).content.decode()

    assert "<script>alert" not in shown
    assert "Skriv högst 200 tecken" in shown
    assert "ö" * 200 not in shown
