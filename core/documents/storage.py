"""Files by their hash, below MEDIA_ROOT and outside the web root."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store(content: bytes, *, folder: str, suffix: str = ".pdf") -> str:
    """Write once under its hash and return the name relative to MEDIA_ROOT. The same bytes, the same file.

    Written beside, flushed to disk and renamed, so that no crash leaves half a file under a final name.
    """
    digest = sha256(content)
    name = f"{folder}/{digest[:2]}/{digest}{suffix}"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)
    return name


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
