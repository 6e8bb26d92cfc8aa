"""Seals and opens the personal text of the journal; AES-256-GCM, bound to the line it belongs to.

A person is named by a short word, ``user:<code>`` or ``invitation:<code>``; each has a key of their own.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from convivial.lib import keys

from .models import Aside, PersonKey

NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


def seal(about: str, workspace: int, seq: int, text: Mapping[str, str]) -> bytes:
    """The sealed form of some named texts about a person; makes the person's key when there is none."""
    return _seal(_key_of(about), json.dumps(dict(text)).encode(), _place(workspace, seq))


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
            opened_key = _open(_root(), bytes(key.sealed), aside.about)
            text = _open(opened_key, bytes(aside.sealed), _place(aside.workspace_id, aside.seq))
        except InvalidTag:  # another installation's key file: as good as erased
            continue
        texts[aside.seq] = json.loads(text)
    return texts


def erase(about: str) -> None:
    """Makes everything personal that the journal holds about somebody unreadable, for good."""
    PersonKey.objects.filter(about=about).delete()


def _key_of(about: str) -> bytes:
    fresh = PersonKey(about=about, sealed=_seal(_root(), AESGCM.generate_key(256), about))
    PersonKey.objects.bulk_create([fresh], ignore_conflicts=True)
    return _open(_root(), bytes(PersonKey.objects.get(pk=about).sealed), about)


def _seal(key: bytes, content: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def _open(key: bytes, sealed: bytes, place: str) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())


def _place(workspace: int, seq: int) -> str:
    return f"{workspace}:{seq}"


@cache
def _root() -> bytes:
    derive = HKDF(hashes.SHA256(), 32, salt=None, info=b"convivial journal person keys")
    return derive.derive(keys.sealing_key(settings.DATA))
