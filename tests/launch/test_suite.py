"""bin/test and bin/check: what they hand to the tools."""

import pytest
from launch import checks, suite


def marker(arguments):
    return arguments[arguments.index("-m") + 1]


def test_slow_tests_are_left_out_by_default():
    assert marker(suite.pytest_arguments([])) == "not slow"


def test_slow_takes_only_the_slow_ones_and_is_not_handed_on():
    arguments = suite.pytest_arguments(["--slow", "-k", "ledger"])

    assert marker(arguments) == "slow"
    assert arguments[-2:] == ["-k", "ledger"]
    assert "--slow" not in arguments


def test_arguments_of_a_person_come_last_and_so_win():
    assert suite.pytest_arguments(["-n", "0"])[-2:] == ["-n", "0"]


def test_unknown_check_is_refused_with_the_known_ones(clone, capsys):
    from .conftest import ROOT

    assert checks.main(type(clone)(ROOT), ["spelling"]) == 2
    assert "There is no check named spelling" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "passed"), [(0, True), (3, False)])
def test_check_shows_output_only_when_it_fails(clone, capsys, code, passed):
    command = ["/bin/sh", "-c", f"echo grumble; exit {code}"]

    assert checks.run("taste", command, clone=clone, environment={}) is passed
    assert ("grumble" in capsys.readouterr().err) is not passed
