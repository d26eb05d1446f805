"""Where a clone keeps things."""

import os

import pytest
from launch.clone import Clone, discard
from launch.messages import Stop


def test_two_clones_have_two_keys(tmp_path):
    keys = {Clone(tmp_path / name).key for name in ("one", "two", "one")}

    assert len(keys) == 2
    assert all(len(key) == 8 for key in keys)


def test_state_folder_is_closed_to_others_and_root_lets_servers_pass(clone):
    clone.open_state()

    assert clone.state.stat().st_mode & 0o777 == (0o711 if os.geteuid() == 0 else 0o700)


def test_state_folder_that_is_a_file_is_refused_in_a_sentence(clone):
    clone.state.write_text("")

    with pytest.raises(Stop, match="is not a folder"):
        clone.open_state()


def test_state_folder_that_points_elsewhere_is_refused(clone, tmp_path):
    clone.state.symlink_to(tmp_path)

    with pytest.raises(Stop, match="is not a folder"):
        clone.open_state()


def test_state_folder_in_a_closed_clone_is_refused_in_a_sentence(clone, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(type(clone.state), "mkdir", refuse)

    with pytest.raises(Stop, match="Clone the repository to a folder of your own"):
        clone.open_state()


def test_forget_removes_files_and_folders_and_minds_nothing_missing(clone):
    clone.open_state()
    (clone.state / "mail").mkdir()
    (clone.state / "mail" / "1.eml").write_text("")
    (clone.state / "keyring.json").write_text("")

    clone.forget("mail", "keyring.json", "never-there")

    assert list(clone.state.iterdir()) == []


def test_discard_of_a_link_leaves_what_it_points_to(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")

    discard(tmp_path / "link")

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
