"""The bench at a tiny scale, in the test's database. Nothing here asks for seconds."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from followup.bench import build, database, telling
from followup.bench.rows import store
from followup.bench.sizes import LARGEST, MEDIAN, buyers
from followup.management.commands.bench import Command
from matching.facts import fold
from matching.models import Placement
from matching.models.placement import decimal_scope
from procurements.models import Procurement

pytestmark = pytest.mark.django_db
TINY = 0.004
COLUMNS = ("type", "form", "starts_on", "planned_end_on", "ended_on", "ended_because", "route", "attribution")


def bench(*arguments: str) -> str:
    out = io.StringIO()
    call_command(
        "bench", "--here", "--scale", str(TINY), "--quick", *arguments, stdout=out, stderr=io.StringIO()
    )
    return out.getvalue()


@pytest.mark.slow
def test_json_and_table_have_floor_and_pages(monkeypatch):
    told = json.loads(bench("--json"))

    shape = {"name", "path", "queries", "median_ms", "p95_ms", "bytes", "ratio"}
    assert shape <= set(told["floor"])
    assert all(shape <= set(page) for page in told["pages"])
    assert {page["organisation"] for page in told["pages"]} == {"largest", "median"}
    assert {"home, procurer", "contract", "case, running", "messages"} <= {p["name"] for p in told["pages"]}
    assert told["floor"]["queries"] <= telling.MOST_QUERIES

    monkeypatch.setattr(Command, "_here", lambda self, **options: told)  # measured once
    lines = bench().splitlines()
    assert lines[0].startswith("page")
    assert sum(line.startswith("floor") for line in lines) == 2
    assert len(lines) > len(told["pages"])


def test_columns_say_what_the_facts_say():
    build.build(TINY, tell=str)

    placements = list(Placement.objects.prefetch_related("facts"))
    assert len(placements) > 100
    for row in placements:
        standing = fold(row.facts.all())
        assert [getattr(row, name) for name in COLUMNS] == [getattr(standing, name) for name in COLUMNS]
        assert row.scope == decimal_scope(standing.scope)


def test_measured_organisations_are_as_large_in_a_tenth():
    whole, tenth = buyers(1), buyers(0.1)

    assert [row.cases for row in whole[:2]] == [row.cases for row in tenth[:2]] == [LARGEST, MEDIAN]
    assert sorted(row.cases for row in whole)[100] == MEDIAN
    assert (len(whole), sum(row.cases for row in whole)) == (200, pytest.approx(20_000, rel=0.01))
    assert sum(row.cases for row in tenth) == pytest.approx(2_000, rel=0.01)


def test_growth_compares_page_by_page():
    row = {"name": "home", "organisation": "largest", "median_ms": 30.0}
    floor = {"name": "floor", "organisation": "largest", "median_ms": 10.0}
    whole = {"floor": dict(floor), "floors": {"largest": dict(floor)}, "pages": [dict(row)]}
    part = {"floor": floor, "floors": {"largest": floor}, "pages": [row | {"median_ms": 20.0}]}

    assert telling.with_growth(whole, part)["pages"][0]["growth"] == 1.5


def test_invented_rows_go_only_into_a_database_made_for_them(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "insteg")

    with pytest.raises(CommandError, match="only into a database made for them"):
        bench()
    assert not Procurement.objects.exists()


def test_database_names():
    assert [database.name_for(scale) for scale in (1, 0.1)] == ["insteg_bench", "insteg_bench_100"]


def test_storing_nothing_is_nothing():
    assert store([]) == []
