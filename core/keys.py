"""Encryption of personal values: a key ring wraps one data key per person (AES-256-GCM).

The ring is a file outside the database, so that neither a dump nor a stolen disk of the database server
holds anything readable. Destroying a person's data key erases every value, also those in old backups.
"""

import base64
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.translation import gettext as _

from core import clock
from core.models.keys import DataKey
from core.rules import RuleBroken

NONCE_BYTES = 12
TEXT = b"text"


class RingDoesNotFit(Exception):
    """The ring is not the one that sealed what is to be opened: another installation's, or an old copy."""


@dataclass(frozen=True)
class KeyRing:
    """Wrapping keys by name; new data keys are wrapped with `current`, older ones stay readable."""

    current: str
    keys: dict[str, bytes]

    @classmethod
    def read(cls, path: Path) -> "KeyRing":
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            keys = {name: base64.b64decode(key) for name, key in stored["keys"].items()}
            return cls(stored["current"], keys)
        except FileNotFoundError:
            raise ImproperlyConfigured(
                f"There is no key ring at {path}. Put its copy back or point INSTEG_KEY_RING at it; for a "
                "new installation make one with `bin/manage make_keyring` and keep it apart from the backups."
            ) from None
        except (OSError, ValueError, LookupError, TypeError) as fault:
            raise ImproperlyConfigured(
                f"The key ring at {path} cannot be read ({type(fault).__name__}). "
                "Let this account read it, or put its backup back."
            ) from None


def make_ring(path: Path) -> None:
    """Write a new ring readable only by its owner. Never overwrites one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ring = {"current": "k1", "keys": {"k1": base64.b64encode(AESGCM.generate_key(256)).decode()}}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(ring, file)


def rests_on_a_ring() -> bool:
    """Does the database hold anything that only the ring which sealed it can open?"""
    tables = connection.introspection.table_names()
    if DataKey._meta.db_table not in tables:
        return False
    return DataKey.objects.filter(wrapped__isnull=False).exists()


@lru_cache(maxsize=1)
def ring() -> KeyRing:
    """The installation's key ring (settings.KEY_RING_PATH)."""
    return KeyRing.read(Path(settings.KEY_RING_PATH))


def ring_is_there(**options: Any) -> list[CheckMessage]:
    """Production must not take in what it could neither seal nor open."""
    if not settings.IS_PRODUCTION:
        return []
    try:
        KeyRing.read(Path(settings.KEY_RING_PATH))
    except ImproperlyConfigured as fault:
        return [Error(str(fault), id="core.E001")]
    return []


def new_data_key() -> DataKey:
    """A saved data key for one person."""
    key = DataKey(ring_key=ring().current)
    key.wrapped = _seal(ring().keys[key.ring_key], AESGCM.generate_key(256), bind=key.id.bytes)
    key.save()
    return key


def encrypt(text: str, *, key: DataKey) -> bytes:
    return _seal(_unwrap(key), text.encode(), bind=key.id.bytes)


def decrypt(sealed: bytes, *, key: DataKey) -> str:
    """The text; raises RuleBroken when the person's values have been erased."""
    return _open(_unwrap(key), bytes(sealed), bind=key.id.bytes).decode()


def destroy(key: DataKey) -> None:
    """Erase for good: afterwards nothing encrypted with this key can be read."""
    key.wrapped, key.destroyed_at = None, clock.now()
    key.save(update_fields=["wrapped", "destroyed_at"])


def rewrap(key: DataKey) -> None:
    """Move a data key to the ring's current wrapping key (key rotation)."""
    plain = _unwrap(key)
    key.ring_key = ring().current
    key.wrapped = _seal(ring().keys[key.ring_key], plain, bind=key.id.bytes)
    key.save(update_fields=["ring_key", "wrapped"])


def seal_text(text: str) -> str:
    """A secret of the installation itself, such as that of a second factor, sealed with the ring."""
    name = ring().current
    return f"{name}:{base64.b64encode(_seal(ring().keys[name], text.encode(), bind=TEXT)).decode()}"


def open_text(sealed: str) -> str:
    """The secret that `seal_text` sealed, also under an earlier key of the ring."""
    name, _colon, text = sealed.partition(":")
    return _open_with_ring(name, base64.b64decode(text), bind=TEXT).decode()


def _unwrap(key: DataKey) -> bytes:
    if key.wrapped is None:
        raise RuleBroken(_("These details have been erased."))
    return _open_with_ring(key.ring_key, bytes(key.wrapped), bind=key.id.bytes)


def _open_with_ring(name: str, sealed: bytes, *, bind: bytes) -> bytes:
    try:
        return _open(ring().keys[name], sealed, bind=bind)
    except (KeyError, InvalidTag) as fault:
        why = "it has no such key" if isinstance(fault, KeyError) else "its key is another one"
        raise RingDoesNotFit(
            f"The key ring at {settings.KEY_RING_PATH} does not open what was sealed with {name!r}: {why}. "
            "Put back the ring that belongs to this database (INSTEG_KEY_RING) and start again."
        ) from fault


def _seal(key: bytes, plain: bytes, *, bind: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bind)


def _open(key: bytes, sealed: bytes, *, bind: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bind)
