"""Seals and opens the personal text of the journal; AES-256-GCM, bound to the line it belongs to.

A person is named by a short word, ``user:<code>`` or ``address:<digest>``; each has a key of their own.
"""

import json
import os
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from convivial.lib import secrets

from .models import Aside, PersonKey

NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


def seal(about: str, workspace: int, seq: int, text: Mapping[str, str]) -> bytes:
    """The sealed form of some named texts about a person; makes the person's key when there is none."""
    return _seal(_key_of(about), json.dumps(dict(text)).encode(), f"{workspace}:{seq}")


def opened(asides: Iterable[Aside]) -> dict[int, dict[str, str]]:
    """The texts by ``seq``, of one workspace; those of erased people are missing."""
    asides = list(asides)
    found = PersonKey.objects.in_bulk({aside.about for aside in asides}) if asides else {}
    texts: dict[int, dict[str, str]] = {}
    for aside in asides:
        key = found.get(aside.about)
        if key is None:
            continue
        try:
            texts[aside.seq] = json.loads(_open(_opened(key), bytes(aside.sealed), _place(aside)))
        except (InvalidTag, secrets.CannotOpen):  # another installation's key file: as good as erased
            continue
    return texts


def erase(about: str) -> None:
    """Makes everything personal that the journal holds about somebody unreadable, for good."""
    PersonKey.objects.filter(about=about).delete()


def _key_of(about: str) -> bytes:
    fresh = {"key": AESGCM.generate_key(256).hex()}
    kept = PersonKey(about=about, sealed=secrets.seal(fresh, _bound_to(about)))
    PersonKey.objects.bulk_create([kept], ignore_conflicts=True)
    return _opened(PersonKey.objects.get(pk=about))


def _opened(key: PersonKey) -> bytes:
    return bytes.fromhex(secrets.unseal(key.sealed, _bound_to(key.about))["key"])


def _bound_to(about: str) -> str:
    return f"journal:{about}"


def _seal(key: bytes, content: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def _open(key: bytes, sealed: bytes, place: str) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())


def _place(aside: Aside) -> str:
    return f"{aside.workspace_id}:{aside.seq}"
