"""Headings as others write them are recognised; what an organisation has said before wins."""

import pytest

from suppliers.importing.columns import COLUMNS


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Avtal", "title"),
        ("AVTALSNAMN", "title"),
        ("Leverantör *", "supplier_name"),
        ("Leverantörens organisationsnummer", "supplier_number"),
        ("Org.nr", "supplier_number"),
        ("Dnr", "diary_number"),
        ("Fr.o.m.", "starts_on"),
        ("Gäller till", "ends_on"),
        ("Antal heltidsmånader", "full_time_months"),
        ("Heltidsmånader (totalt)", "full_time_months"),
        ("E-post", "reporter_email"),
        ("Nämnd", "authority"),
        ("Anteckning", ""),
        ("Att rätta", ""),
    ],
)
def test_a_heading_is_recognised(heading, field):
    assert COLUMNS.guess([heading], {}) == [field]


def test_each_field_is_given_once_and_to_the_surest():
    assert COLUMNS.guess(["Leverantörens kontakt", "Leverantör", "Leverantör"], {}) == [
        "",
        "supplier_name",
        "",
    ]


def test_what_the_organisation_has_said_wins_also_that_a_column_is_not_read():
    remembered = {"objekt": "title", "avtal": ""}

    assert COLUMNS.guess(["Avtal", "Objekt"], remembered) == ["", "title"]


def test_our_own_headings_are_known_in_both_languages():
    from django.utils.translation import override

    for language in ("sv", "en"):
        with override(language):
            assert all(COLUMNS.knows(f"{column.heading} *") for column in COLUMNS)
            assert COLUMNS.guess([str(c.heading) for c in COLUMNS], {}) == [c.field for c in COLUMNS]
