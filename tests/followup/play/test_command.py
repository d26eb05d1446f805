"""`manage.py play`: JSON and nothing else, a table in two languages, a dry run that keeps nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from procurements.models import Procurement
from tests.followup.play.acting import SMALLEST


@pytest.fixture
def file(tmp_path, codes):
    path = tmp_path / "case.yaml"
    path.write_text(SMALLEST.format(today="2026-12-31"), encoding="utf-8")
    return path


def said(*arguments):
    out = StringIO()
    call_command("play", *arguments, stdout=out)
    return out.getvalue()


def test_json_is_the_outcome_and_nothing_else(file):
    told = json.loads(said(str(file), "--json"))

    assert next(iter(told)) == "required_ftm"
    assert (told["required_ftm"], told["whose_turn"]) == (6.0, "nobody")
    assert Procurement.objects.count() == 1


def test_a_dry_run_keeps_nothing(file):
    assert "Inget sparades" in said(str(file), "--dry-run")
    assert not Procurement.objects.exists()


def test_the_table_speaks_two_languages(file):
    assert "Whose turn it is" in said(str(file), "--dry-run", "--language", "en")
    assert "Vems tur det är" in said(str(file), "--dry-run")


def test_a_fault_ends_the_command_with_file_line_and_rule(file):
    file.write_text(file.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"case\.yaml, line 9: .*colour"):
        said(str(file))
