import pytest

from reference.folding import fold, searchable


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÅTERVINNING av Äpplen & Öl", "återvinning av äpplen öl"),
        ("Idé-café", "ide cafe"),
        ("Mu\u0308ller", "muller"),  # decomposed accent
        ("A\u030angström", "ångström"),  # decomposed Å
        ("Straße", "strasse"),
        ("  VVS/EL-arbeten (2026)  ", "vvs el arbeten 2026"),
        ("100 % _ukrainsk українська", "100 ukrainsk"),
        ("– —", ""),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_searchable_marks_where_words_and_labels_begin():
    assert searchable("Städning, fönster", "Cleaning") == " städning fönster | cleaning "
