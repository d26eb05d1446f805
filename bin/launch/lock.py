"""bin/lock: renew the hashed lock files from pyproject.toml, for every system and Python at once."""

import shutil
import subprocess

from launch.clone import Clone
from launch.messages import Stop

COMMON = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "-q"]
SAME_HEADER = ["--custom-compile-command", "bin/lock"]  # no address and no path of this machine in the files
EVERYTHING = "requirements-dev.txt"
RUNTIME = "requirements.txt"


def main(clone: Clone, arguments: list[str]) -> int:
    """Arguments go to uv, for example --upgrade-package django; without any, versions stay."""
    own = clone.venv / "bin" / "uv"
    uv = str(own) if own.exists() else shutil.which("uv")
    if uv is None:
        raise Stop("bin/lock needs the program uv: .venv/bin/pip install uv")
    compile_lock = [uv, "pip", "compile", "pyproject.toml", *COMMON, *SAME_HEADER]
    extras = ["--extra", "embedded", "--extra", "dev"]
    subprocess.run([*compile_lock, *extras, "-o", EVERYTHING, *arguments], cwd=clone.root, check=True)
    subprocess.run([*compile_lock, "-c", EVERYTHING, "-o", RUNTIME], cwd=clone.root, check=True)
    return 0
