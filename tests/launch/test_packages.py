"""The ladder to what the operating system must give: found, installed as root,
or asked for in one sentence."""

import os
from types import SimpleNamespace

import pytest
from launch import packages
from launch.messages import Stop


@pytest.fixture
def machine(monkeypatch):
    """A machine that has only the named programs and is used by root or not."""

    def describe(*programs, root):
        found = {name: f"/usr/bin/{name}" for name in programs}
        monkeypatch.setattr(packages.shutil, "which", found.get)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)

    return describe


def test_ordinary_user_gets_the_exact_line(machine):
    machine("apt-get", root=False)

    with pytest.raises(Stop) as refusal:
        packages.install(["libpango-1.0-0", "libharfbuzz-subset0"], need="Insteg needs Pango.")

    assert str(refusal.value) == (
        "Insteg needs Pango. Install it with: sudo apt-get install -y libpango-1.0-0 libharfbuzz-subset0"
    )


def test_macos_user_gets_homebrews_line(machine):
    machine("brew", root=False)

    with pytest.raises(Stop, match="brew install pango"):
        packages.install(["libpango-1.0-0"], need="Insteg needs Pango.", brew="pango")


def test_root_installs_and_renews_the_list_when_needed(machine, monkeypatch):
    machine("apt-get", root=True)
    asked = []

    def answer(command, **_):
        asked.append(command[1])
        return SimpleNamespace(returncode=0 if "update" in asked else 100, stdout="")

    monkeypatch.setattr(packages.subprocess, "run", answer)

    packages.install(["redis-server"], need="Insteg needs Redis.")

    assert asked == ["install", "update", "install"]


def test_install_that_fails_tells_why(machine, monkeypatch):
    machine("apt-get", root=True)
    failure = SimpleNamespace(returncode=100, stdout="E: Unable to locate package redis-server\n")
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: failure)

    with pytest.raises(Stop, match="Unable to locate package"):
        packages.install(["redis-server"], need="Insteg needs Redis.")


def test_named_chromium_that_does_not_start_is_refused(monkeypatch):
    monkeypatch.setenv("INSTEG_CHROMIUM", "/bin/false")

    with pytest.raises(Stop, match="does not start"):
        packages.ensure_chromium()


def test_missing_chromium_is_a_sentence_never_a_skip(machine, monkeypatch):
    machine(root=False)
    monkeypatch.delenv("INSTEG_CHROMIUM", raising=False)
    monkeypatch.setattr(packages, "CHROMIUM_ON_MACOS", [])

    with pytest.raises(Stop, match="browser tests need Chromium"):
        packages.ensure_chromium()


def test_missing_library_is_noticed():
    assert not packages._loads("libnever-heard-of.so.9")
