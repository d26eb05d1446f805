"""The virtual environment in .venv, filled from the hashed lock; renewed when that or Python changed."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch import packages
from launch.clone import Clone
from launch.lease import one_at_a_time
from launch.messages import Stop, say

LOCK = "requirements-dev.txt"
PIP_OPTIONS = [
    "--require-hashes",
    "--only-binary",
    ":all:",
    "--disable-pip-version-check",
    "--no-input",
    "-q",
]


def ensure_environment(clone: Clone) -> dict[str, str]:
    """Make or renew .venv and answer with the variables of a process inside it."""
    packages.ensure_pango()
    stamp = clone.venv / "insteg-stamp"
    wanted = _fingerprint(clone)
    with one_at_a_time(clone.open_state() / "locks" / "environment"):
        if not (clone.python.exists() and stamp.exists() and stamp.read_text() == wanted):
            _make(clone)
            _fill(clone)
            stamp.write_text(wanted)
    return variables(clone)


def variables(clone: Clone) -> dict[str, str]:
    """The environment of everything we start. PG… of the caller would lead past the addresses we give."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    kept["VIRTUAL_ENV"] = str(clone.venv)
    kept["PATH"] = f"{clone.venv / 'bin'}:{kept.get('PATH', '')}"
    if sys.platform == "darwin":  # where Homebrew keeps Pango is not searched by itself
        folders = [str(folder) for folder in packages.HOMEBREW_LIBRARIES]
        kept["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join([*folders, kept.get("DYLD_FALLBACK_LIBRARY_PATH", "")])
    return kept


def _fingerprint(clone: Clone) -> str:
    lock = hashlib.sha256((clone.root / LOCK).read_bytes()).hexdigest()
    return f"{lock} {sys.version_info.major}.{sys.version_info.minor} {clone.venv}"


def _base_python() -> str:
    """The interpreter itself, also when we run inside some virtual environment."""
    return getattr(sys, "_base_executable", "") or sys.executable


def _make(clone: Clone) -> None:
    if _is_usable(clone):
        return
    say("Making the virtual environment …")
    command = _venv_command()
    try:
        if clone.venv.exists():
            shutil.rmtree(clone.venv)
        result = _run([*command, str(clone.venv)])
    except OSError as error:
        raise Stop(f"The virtual environment {clone.venv} could not be made: {error}") from None
    if result.returncode != 0:
        reason = (result.stderr or result.stdout).strip().splitlines()[-1:]
        raise Stop(f"The virtual environment {clone.venv} could not be made: {' '.join(reason)}")


def _is_usable(clone: Clone) -> bool:
    """An environment that runs, has pip and is of our own Python version and place."""
    code = "import sys, pip; print(sys.version_info[:2], sys.prefix)"
    try:
        result = subprocess.run([clone.python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return result.stdout.strip() == f"{tuple(sys.version_info[:2])} {clone.venv}"


def _venv_command() -> list[str]:
    """Python's own venv where it is whole, else virtualenv, else the package that Debian keeps apart."""
    if _has_ensurepip():
        return [_base_python(), "-m", "venv"]
    if virtualenv := shutil.which("virtualenv"):
        return [virtualenv, "-q", "-p", _base_python()]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    need = f"Python {version} here cannot make a virtual environment (the module ensurepip is missing)."
    is_systems_own = _base_python().startswith("/usr/bin/")
    packages.install([f"python{version}-venv" if is_systems_own else "python3-venv"], need=need)
    if not _has_ensurepip():
        raise Stop(f"{need} Name another Python: INSTEG_PYTHON=/usr/bin/python3 bin/dev")
    return [_base_python(), "-m", "venv"]


def _has_ensurepip() -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _fill(clone: Clone) -> None:
    say("Installing the locked dependencies (about a minute, only now and when they change) …")
    command = [str(clone.python), "-m", "pip", "install", *PIP_OPTIONS, "-r", str(clone.root / LOCK)]
    result = _run(command)
    if result.returncode != 0:
        log = clone.open_state() / "pip.log"
        log.write_text(result.stdout + result.stderr)
        errors = [line for line in result.stderr.splitlines() if line.startswith("ERROR")]
        raise Stop(f"The dependencies could not be installed: {' '.join(errors[:2])} (all of it: {log})")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a tool that writes to .venv. As root others may read it: its servers run as another account."""
    environment = os.environ | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    umask = 0o022 if os.geteuid() == 0 else -1
    return subprocess.run(command, env=environment, umask=umask, capture_output=True, text=True, check=False)


def module(clone: Clone, name: str, *arguments: str | Path) -> list[str]:
    """The command that runs a Python module of the environment."""
    return [str(clone.python), "-m", name, *map(str, arguments)]


def django(clone: Clone, *arguments: str) -> list[str]:
    """The command that runs manage.py in the environment."""
    return [str(clone.python), str(clone.root / "manage.py"), *arguments]
