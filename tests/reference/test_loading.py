import gzip
from pathlib import Path

import pytest
from django.core.management import call_command

from core.sortkeys import swedish_sort_key
from reference.loading import load_all
from reference.models import (
    County,
    CpvCode,
    LoadedFile,
    Municipality,
    Occupation,
    OccupationGroup,
    PastTitle,
    Skill,
)
from reference.search import search_cpv, suggest_cpv
from reference.sources import CPV, PAST_TITLES

pytestmark = pytest.mark.django_db

CPV_HEAD = "code,check_digit,parent,level,level_name,nature,social_service,label_sv,label_en\n"
TITLE_HEAD = "procurement_id,published,buyer_orgnr,title,cpv\n"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(gzip.compress(text.encode(), mtime=0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two small files to load and change."""
    write(
        tmp_path,
        CPV.file,
        CPV_HEAD
        + "90910000,9,90900000,4,class,services,0,Städning,Cleaning\n"
        + "90900000,6,,3,group,services,0,Renhållning,\n",
    )
    write(
        tmp_path,
        PAST_TITLES.file,
        TITLE_HEAD + "MT1,2021-01-01,2120000142,Lokalvård,90910000\nMT2,2021-01-02,1,X,\n",
    )
    return tmp_path


def load(folder: Path):
    return load_all(sources=(CPV, PAST_TITLES), folder=folder)


def test_a_parent_may_stand_after_its_child(folder):
    load(folder)

    assert CpvCode.objects.get(code="90910000").parent.label_sv == "Renhållning"
    assert PastTitle.objects.get(pk="MT2").cpv is None


def test_loading_again_changes_nothing(folder):
    first = load(folder)
    loaded_at = list(LoadedFile.objects.values_list("loaded_at", flat=True))
    second = load(folder)

    assert [(loaded.rows, loaded.was_current) for loaded in first] == [(2, False), (2, False)]
    assert [(loaded.rows, loaded.was_current) for loaded in second] == [(2, True), (2, True)]
    assert list(LoadedFile.objects.values_list("loaded_at", flat=True)) == loaded_at


def test_a_changed_file_refreshes_by_code_and_keeps_what_is_pointed_at(folder):
    load(folder)
    write(folder, CPV.file, CPV_HEAD + "90900000,6,,3,group,services,0,Renhållning och städ,Cleaning up\n")
    loaded = load(folder)[0]

    dropped = CpvCode.objects.get(code="90910000")
    kept = CpvCode.objects.get(code="90900000")
    assert (loaded.rows, loaded.dropped, loaded.was_current) == (1, 1, False)
    assert (kept.label_sv, kept.sort_key) == (
        "Renhållning och städ",
        swedish_sort_key("Renhållning och städ"),
    )
    assert (dropped.is_current, PastTitle.objects.get(pk="MT1").cpv) == (False, dropped)


def test_a_dropped_code_that_comes_back_is_current_again(folder):
    load(folder)
    CpvCode.objects.filter(code="90910000").update(is_current=False)
    LoadedFile.objects.all().delete()
    load(folder)

    assert CpvCode.objects.get(code="90910000").is_current


def test_a_dropped_title_is_deleted(folder):
    load(folder)
    write(folder, PAST_TITLES.file, TITLE_HEAD + "MT1,2021-01-01,2120000142,Lokalvård i skolor,90910000\n")
    load(folder)

    assert list(PastTitle.objects.values_list("pk", "title")) == [("MT1", "Lokalvård i skolor")]


@pytest.fixture
def everything(public_data, db) -> None:
    """The shipped data, seen from within one test."""


class TestShippedData:
    def test_counts(self, everything):
        models = (County, Municipality, CpvCode, PastTitle, OccupationGroup, Occupation, Skill)

        assert [model.objects.count() for model in models] == [21, 290, 9454, 13461, 603, 2365, 6657]

    def test_command_says_what_it_did(self, everything, capsys):
        call_command("load_reference")

        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 8
        assert all(line.endswith("rows unchanged") for line in lines)

    def test_municipalities_stand_in_swedish_order(self, everything):
        names = list(Municipality.objects.order_by("sort_key").values_list("label_sv", flat=True))

        assert names[:2] == ["Ale", "Alingsås"]
        assert names[-3:] == ["Östra Göinge", "Överkalix", "Övertorneå"]
        assert names.index("Åre") > names.index("Ystad")

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ("snöröjning", "90620000"),
            ("parkskötsel", "77313000"),
            ("lokalvård", "90910000"),  # in no label
            ("fönsterputs", "90911300"),
            ("biltvätt", "50112300"),
        ],
    )
    def test_search_knows_the_words_of_the_trade(self, everything, asked, code):
        assert code in [hit.cpv.code for hit in search_cpv(asked, limit=3)]

    def test_suggestion_for_a_title_shows_the_earlier_title_behind_it(
        self, everything, django_assert_num_queries
    ):
        suggest_cpv("warm up")
        with django_assert_num_queries(2):  # edition, codes
            hits = suggest_cpv("Lokalvård i kommunens förskolor")

        assert hits[0].cpv.code == "90910000"
        assert "lokalvård" in " ".join(hit.earlier_title for hit in hits).lower()
