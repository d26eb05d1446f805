"""The state diagrams in docs/states/ are those of the tables."""

import pytest
from django.core.management import CommandError, call_command

from core.management.commands.document_states import drawing, file_name, machines, starts
from strategy.models import LeadershipDecision


def test_every_machine_is_drawn_as_it_is():
    call_command("document_states", "--check")


def test_a_stale_a_missing_and_an_orphaned_drawing_are_named(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    call_command("document_states", verbosity=0)
    call_command("document_states", "--check")
    folder = tmp_path / "docs" / "states"
    (folder / "leadership_decision.md").write_text("# Old")
    (folder / "gone.md").write_text("# A machine that is no more")

    with pytest.raises(CommandError, match=r"leadership_decision\.md, gone\.md"):
        call_command("document_states", "--check")


def test_a_drawing_has_every_state_and_step():
    text = drawing(LeadershipDecision)

    assert starts(LeadershipDecision) == ["draft"]
    for state, targets in LeadershipDecision.TRANSITIONS.items():
        assert f"| `{state}` |" in text
        assert all(f"    {state} --> {target}\n" in text for target in targets)


def test_no_two_machines_share_a_file():
    names = [file_name(machine) for machine in machines()]

    assert len(names) == len(set(names))
