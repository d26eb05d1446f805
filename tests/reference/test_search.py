import pytest
from django.utils import translation

from reference.models import CpvCode
from reference.search import Because, search_cpv, suggest_cpv
from tests.reference.factories import CpvCodeFactory, PastTitleFactory

pytestmark = pytest.mark.django_db


def codes(hits) -> list[str]:
    return [hit.cpv.code for hit in hits]


@pytest.fixture
def some_codes() -> None:
    CpvCodeFactory(
        code="90900000", check_digit="6", level=3, label_sv="Städning och renhållning", label_en=""
    )
    CpvCodeFactory(code="90910000")
    CpvCodeFactory(code="90911000", level=5, label_sv="Städning av bostäder", label_en="")
    CpvCodeFactory(code="39224000", level=5, label_sv="Kvastar och städredskap", label_en="")
    CpvCodeFactory(code="45211100", level=6, label_sv="Arbeten för bostäder", label_en="")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("9091", ["90910000", "90911000"]),
        ("90 91", ["90910000", "90911000"]),
        ("90910000", ["90910000", "90911000"]),
        ("90911000-6", ["90911000"]),
        ("12345678", []),
        ("", []),
        ("%_", []),
    ],
)
def test_search_by_number(some_codes, query, expected):
    assert codes(search_cpv(query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("städning", ["90910000", "90900000", "90911000"]),  # the whole label first
        ("STÄD", ["90900000", "90910000", "90911000", "39224000", "45211100"]),  # inside a word last
        ("städning bost", ["90911000"]),
        ("cleaning", ["90910000"]),
    ],
)
def test_search_by_label(some_codes, query, expected):
    assert [hit.cpv.code for hit in search_cpv(query) if hit.because == Because.LABEL] == expected


def test_search_finds_by_what_earlier_procurements_were_called(some_codes):
    PastTitleFactory(title="Lokalvård 2021", cpv_id="90910000", cpv=None)

    (hit,) = search_cpv("lokalvård")

    assert (hit.cpv.code, hit.because, hit.earlier_title) == (
        "90910000",
        Because.EARLIER_TITLE,
        "Lokalvård 2021",
    )


def test_no_code_is_listed_twice_and_the_limit_holds(some_codes):
    found = codes(search_cpv("städning", limit=2))

    assert found == ["90910000", "90900000"]


def test_a_dropped_code_is_not_found(some_codes):
    CpvCode.objects.filter(code="90910000").update(is_current=False)

    assert "90910000" not in codes(search_cpv("9091")) + codes(search_cpv("städning")) + codes(
        suggest_cpv("städning")
    )


@pytest.mark.parametrize("title", ["", "ab", "!!", "qqqq wwww"])
def test_nothing_is_suggested_for_nothing(some_codes, title):
    assert suggest_cpv(title) == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_search_query_count_does_not_grow(some_codes, item_count, django_assert_num_queries):
    with django_assert_num_queries(
        5
    ):  # labels, edition, corpus of labels and of titles (no edition here), codes
        search_cpv("städning", limit=item_count)


def test_label_in_the_reader_s_language():
    code = CpvCodeFactory.build()
    without_english = CpvCodeFactory.build(label_en="")

    with translation.override("en"):
        assert (str(code), str(without_english)) == ("90910000-9 Cleaning services", "90910000-9 Städning")
    with translation.override("sv"):
        assert str(code) == "90910000-9 Städning"
