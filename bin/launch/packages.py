"""What the operating system must give: looked for, installed by apt-get where we are root, or asked for."""

import ctypes
import os
import platform
import shutil
import subprocess
from pathlib import Path

from launch.messages import Stop, say

PANGO_LIBRARIES = {  # by the names of Linux and macOS; what WeasyPrint loads to lay out and embed text
    "libpango-1.0.so.0": "libpango-1.0.dylib",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0.dylib",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset.0.dylib",
}
PANGO_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
HOMEBREW_LIBRARIES = [Path("/opt/homebrew/lib"), Path("/usr/local/lib")]
CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM_ON_MACOS = [
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
]


def has_apt() -> bool:
    return shutil.which("apt-get") is not None


def is_debian() -> bool:
    """Debian itself: Ubuntu's chromium is a snap, which containers and servers often cannot run."""
    return has_apt() and platform.freedesktop_os_release().get("ID") == "debian"


def install(packages: list[str], *, need: str, brew: str = "") -> None:
    """Install Debian packages as root, or stop with one sentence that has the exact line to type."""
    if not has_apt():
        line = f"brew install {brew}" if brew and shutil.which("brew") else "your package manager"
        raise Stop(f"{need} Install it with {line} and try again.")
    if os.geteuid() != 0:
        raise Stop(f"{need} Install it with: sudo apt-get install -y {' '.join(packages)}")
    say(f"Installing {' '.join(packages)} …")
    if _apt("install", *packages).returncode == 0:
        return
    _apt("update")  # a fresh machine has no list, or an old one
    result = _apt("install", *packages)
    if result.returncode != 0:
        reason = " / ".join(result.stdout.strip().splitlines()[-2:])
        raise Stop(f"{need} apt-get install -y {' '.join(packages)} failed: {reason}")


def _apt(command: str, *packages: str) -> subprocess.CompletedProcess[str]:
    options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    return subprocess.run(
        ["apt-get", command, *options, *packages],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def ensure_pango() -> None:
    """WeasyPrint makes the PDF documents and needs Pango from the system; there is no wheel with it."""
    if not all(_loads(*names) for names in PANGO_LIBRARIES.items()):
        install(PANGO_PACKAGES, need="Insteg needs Pango to make PDF documents.", brew="pango")


def _loads(*names: str) -> bool:
    for name in [*names, *(str(folder / names[-1]) for folder in HOMEBREW_LIBRARIES)]:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def ensure_chromium() -> Path:
    """The browser for the browser tests; never skipped silently."""
    need = "The browser tests need Chromium (INSTEG_CHROMIUM=/path/to/chromium bin/test uses one of yours)."
    given = os.environ.get("INSTEG_CHROMIUM")
    if given:
        if not _runs(Path(given)):
            raise Stop(f"INSTEG_CHROMIUM is {given}, but that program does not start.")
        return Path(given)
    if found := _chromium():
        return found
    if not is_debian():
        raise Stop(f"{need} Install Chromium or Chrome so that it is on the path and try again.")
    install(["chromium"], need=need)
    if found := _chromium():
        return found
    raise Stop(f"{need} It was installed but does not start.")


def _chromium() -> Path | None:
    on_path = [Path(found) for name in CHROMIUM_NAMES if (found := shutil.which(name))]
    return next((program for program in [*on_path, *CHROMIUM_ON_MACOS] if _runs(program)), None)


def _runs(program: Path) -> bool:
    """Started once: Ubuntu has a chromium that only says where to get one."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
