"""Seals secrets, each for the one row that it belongs to.

A value is ``1.<key id>.<nonce and ciphertext>``: AES-256-GCM with a key derived (HKDF-SHA256) from the root key and
from what the value is bound to ("channel:3:17"), which is authenticated too. A value that is moved to another row
does not open there. The root key lies in a file outside the database; while keys are changed there are two
files, and both open (see ``rotating``). Files are read each time, so that a change reaches every process at once.
"""

import hashlib
import json
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from . import keys

VERSION = "1"
NONCE = 12


class CannotOpen(Exception):
    """A sealed value that none of our keys opens here: the key is lost, or the value was moved or damaged."""


@dataclass(frozen=True)
class Root:
    """A root key and its short name, which is in every value that it sealed."""

    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        return hashlib.sha256(b"convivial key name" + self.key).hexdigest()[:12]

    def derive(self, bound_to: str) -> AESGCM:
        kdf = HKDF(SHA256(), 32, salt=None, info=b"convivial seal 1|" + bound_to.encode())
        return AESGCM(kdf.derive(self.key))


def seal(words: Mapping[str, str], bound_to: str) -> str:
    """Seals with the newest key. Call it inside the transaction that stores the value, after its row is locked: then
    a change of keys sees either the old value or one that is sealed with the new key."""
    root = roots()[0]
    nonce = secrets.token_bytes(NONCE)
    plain = json.dumps(dict(words), sort_keys=True).encode()
    sealed = root.derive(bound_to).encrypt(nonce, plain, bound_to.encode())
    return f"{VERSION}.{root.name}.{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(value: str, bound_to: str) -> dict[str, str]:
    """The words, or ``CannotOpen``; never a part of them."""
    version, _, rest = value.partition(".")
    name, _, packed = rest.partition(".")
    root = next((root for root in roots() if root.name == name), None)
    if version != VERSION or root is None:
        raise CannotOpen("none of our keys sealed this")
    try:
        raw = urlsafe_b64decode(packed)
        plain = root.derive(bound_to).decrypt(raw[:NONCE], raw[NONCE:], bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("sealed for another place, or damaged") from error
    words: dict[str, str] = json.loads(plain)
    return words


def sealed_with(value: str) -> str:
    """The name of the key that sealed a value."""
    return value.split(".", 2)[1] if value.count(".") == 2 else ""


def roots() -> list[Root]:
    """The keys that open, the one that seals first: the next one while keys are changed."""
    current = Root(keys.sealing_key(settings.DATA))
    return [Root(keys.next_sealing_key(settings.DATA)), current] if _next_file().exists() else [current]


def begin_new_key() -> None:
    """From now on values are sealed with a new key; the old one still opens. A change under way is taken up again."""
    keys.sealing_key(settings.DATA)
    keys.next_sealing_key(settings.DATA)


def finish_new_key() -> None:
    """The new key takes the old one's place; what the old one sealed does not open any more."""
    os.replace(_next_file(), _next_file().with_name("sealing"))
    keys.sync_folder(_next_file().parent)


def _next_file() -> Path:
    return Path(settings.DATA) / "keys" / "sealing.next"
