"""Every line judged by the rules of the one page: what is wrong in which cell, and what repeats what."""

import pytest

from core import clock
from organisations.permissions import Role
from suppliers.actions.importing import take_in
from suppliers.importing.checking import check_import
from tests.organisations.factories import (
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    organisation_number,
)
from tests.procurements.factories import CommitmentFactory, ContractFactory
from tests.suppliers.importing.lists import HEADINGS, a_row, cells, csv_of, xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    authority = AuthorityFactory(name="Tekniska nämnden")
    return MembershipFactory(
        organisation=authority.organisation, authority=authority, roles=[Role.CONTRACT_MANAGER]
    )


def checked(manager, *rows, headings=HEADINGS, **options):
    content = csv_of(*rows, headings=headings)
    row = take_in(name="avtal.csv", content=content, authority=None, by=manager)
    return check_import(row, manager)


def faults(check) -> list[tuple]:
    return [(v.number, f.heading, f.value, f.text) for v in check.wrong for f in v.faults]


def test_a_right_line_becomes_what_the_one_page_gives(manager):
    headings = (*HEADINGS, "Kravtyp", "Redan utfört", "Kontaktperson", "E-post", "Leverantören rapporterar")
    more = ["skarpt krav", "1 250,5", "Hanna Holm", "hanna@example.org", "halvårsvis"]
    (verdict,) = checked(manager, [*cells(), *more], headings=headings).ready
    contract, done = verdict.contract, verdict.done

    assert contract.authority == manager.authorities.get()
    assert (str(contract.starts_on), str(contract.ends_on)) == ("2024-04-01", "2028-03-31")
    assert (contract.kind, contract.full_time_months, contract.report_every) == ("numeric", 96, "half_year")
    assert (contract.reporter_name, contract.reporter_email) == ("Hanna Holm", "hanna@example.org")
    assert str(done.full_time_months) == "1250.5"


@pytest.mark.parametrize("word", ["reserverat", "Reserverad upphandling"])
def test_a_reserved_contract_is_a_kind_of_its_own(manager, word):
    (verdict,) = checked(manager, [*cells(), word], headings=(*HEADINGS, "Kravtyp")).ready
    assert (verdict.contract.kind, verdict.contract.full_time_months) == ("reserved", 96)


@pytest.mark.parametrize(
    ("column", "heading", "value", "words"),
    [
        ("title", "Avtal", "", "Fyll i ”Avtal”."),
        ("title", "Avtal", "x" * 201, "Skriv högst 200 tecken. Nu är det 201."),
        ("title", "Avtal", "Städning, Anna 19121212-1212", "Ta bort personnumret"),
        ("supplier_number", "Orgnr", "556036-0794", "kontrollera sista siffran"),
        ("starts_on", "Startdatum", "våren 2024", "Skriv datumet som dag, månad och år"),
        ("starts_on", "Startdatum", "0224-04-01", "Kontrollera årtalet."),
        ("ends_on", "Slutdatum", "2023-03-31", "inte vara före"),
        ("full_time_months", "Heltidsmånader", "ungefär tio", "Skriv ett tal"),
        ("full_time_months", "Heltidsmånader", "99999999999", "som är högst 100\xa0000"),
        ("full_time_months", "Heltidsmånader", "", "Ange heltidsmånader eller platser."),
    ],
)
def test_what_is_wrong_is_told_cell_by_cell(manager, column, heading, value, words):
    check = checked(manager, cells(), cells(diary_number="2", **{column: value}))

    assert len(check.ready) == 1
    ((number, where, shown, text),) = faults(check)
    assert (number, where, shown) == (3, heading, value)
    assert words in text


def test_several_faults_stand_in_the_order_of_the_columns(manager):
    check = checked(manager, cells(title="", supplier_number="1", full_time_months="x"))

    assert [heading for _n, heading, _v, _t in faults(check)] == ["Avtal", "Orgnr", "Heltidsmånader"]


def test_a_formula_is_a_fault_and_nothing_is_reckoned(manager):
    content = xlsx_of(cells(full_time_months="=48*2"))
    row = take_in(name="avtal.xlsx", content=content, authority=None, by=manager)

    ((_number, heading, value, text),) = faults(check_import(row, manager))
    assert (heading, value) == ("Heltidsmånader", "=48*2")
    assert "formel" in text


def test_a_word_that_is_none_of_ours_names_those_that_are(manager):
    check = checked(manager, [*cells(), "kanske"], headings=(*HEADINGS, "Kravtyp"))

    ((_n, heading, value, text),) = faults(check)
    assert (heading, value) == ("Kravtyp", "kanske")
    assert "Skarpt krav, Dialogkrav" in text


def test_the_number_of_somebody_who_is_no_supplier_is_a_fault(manager):
    town = OrganisationFactory(name="Grannkommunen")

    ((_n, heading, _v, text),) = faults(checked(manager, cells(supplier_number=town.number)))
    assert heading == "Orgnr"
    assert "Grannkommunen, som inte är en leverantör" in text


def test_a_known_supplier_by_another_name_is_pointed_out(manager):
    OrganisationFactory(supplier=True, name="Grönyta Sverige AB", number=organisation_number(7001))
    OrganisationFactory(supplier=True, name="Blåyta AB", number=organisation_number(7002))
    rows = cells(), cells(supplier_name="BLÅYTA ab", supplier_number=organisation_number(7002))

    assert [v.known_as for v in checked(manager, *rows).ready] == ["Grönyta Sverige AB", ""]


def test_duplicates_are_pointed_out_in_the_list_and_in_what_is_entered(manager):
    supplier = OrganisationFactory(supplier=True, number=organisation_number(7001))
    authority = manager.authorities.get()
    contract = ContractFactory(authority=authority, supplier=supplier)
    CommitmentFactory(
        authority=authority, contract=contract, title="Gamla parkavtalet", diary_number="tn 2024/17"
    )
    elsewhere = CommitmentFactory(diary_number="TN 2024/18")
    rows = [
        cells(),
        cells(diary_number="TN 2024/18", supplier_number=elsewhere.contract.supplier.number),
        cells(diary_number="TN 2024/19"),
        cells(diary_number="TN 2024/19", title="Samma en gång till"),
        cells(diary_number="", title="Utan nummer"),
        cells(diary_number="", title="utan  nummer"),
        cells(diary_number="", title="Ett annat utan nummer"),
    ]
    check = checked(manager, *rows)

    assert [(v.number, v.same_as) for v in check.duplicates] == [
        (2, "”Gamla parkavtalet”, som redan är inlagt"),
        (5, "rad 4"),
        (7, "rad 6"),
    ]
    assert [v.number for v in check.ready] == [3, 4, 6, 8]


def test_the_authority_stands_in_a_column_or_is_the_same_for_all(manager):
    park, school = (
        manager.authorities.get(),
        AuthorityFactory(organisation=manager.organisation, name="Skolnämnden"),
    )
    AuthorityFactory(organisation=manager.organisation, name="Socialnämnden")
    manager.authorities.add(school)
    manager.forget()
    rows = [
        [*cells(), "skolnämnden"],
        [*cells(diary_number="2"), ""],
        [*cells(diary_number="3"), "Socialnämnden"],
    ]
    check = checked(manager, *rows, headings=(*HEADINGS, "Nämnd"))

    assert [v.contract.authority for v in check.ready] == [school]
    assert [(number, value) for number, _h, value, _t in faults(check)] == [(3, ""), (4, "Socialnämnden")]
    assert all("Skolnämnden, Tekniska nämnden" in text for *_rest, text in faults(check))

    row = take_in(name="a.csv", content=csv_of(cells()), authority=park, by=manager)
    assert check_import(row, manager).ready[0].contract.authority == park


def test_judging_a_long_list_takes_a_few_queries(manager, django_assert_max_num_queries):
    rows = [cells(diary_number=f"TN {n}", supplier_number=organisation_number(8000 + n)) for n in range(60)]
    row = take_in(name="a.csv", content=csv_of(*rows), authority=None, by=manager)

    with django_assert_max_num_queries(6):
        check = check_import(row, manager)
    assert len(check.ready) == 60


def test_a_dialogue_needs_no_volume(manager):
    row = [*a_row(full_time_months="").values(), "Dialogkrav"]
    (verdict,) = checked(manager, row, headings=(*HEADINGS, "Kravtyp")).ready

    assert verdict.contract.full_time_months is None
    assert clock.today() > verdict.contract.starts_on
