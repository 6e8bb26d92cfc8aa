"""Seals and opens the personal text of the journal; AES-256-GCM, bound to the line it belongs to.

A person is named by a short word, ``user:<code>`` or ``address:<digest>``; each has a key of their own.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
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


def seal_word(about: str, word: str) -> str:
    """A word that belongs to one person, under their key: it is gone with them. It says whose it is, in the clear."""
    return f"{about}|{urlsafe_b64encode(_seal(_key_of(about), word.encode(), about)).decode()}"


def open_word(sealed: str) -> str:
    """What ``seal_word`` sealed; ``lib.secrets.CannotOpen`` when the person was erased, or it was altered."""
    about, _, packed = sealed.partition("|")
    key = PersonKey.objects.filter(about=about).first()
    if key is None:
        raise secrets.CannotOpen("whose it was has been erased")
    try:
        return _open(_opened(key), urlsafe_b64decode(packed), about).decode()
    except (InvalidTag, ValueError) as error:
        raise secrets.CannotOpen("altered, or sealed for somebody else") from error


def _key_of(about: str) -> bytes:
    kept = PersonKey(about=about)
    kept.keep({"key": AESGCM.generate_key(256).hex()})
    PersonKey.objects.bulk_create([kept], ignore_conflicts=True)
    return _opened(PersonKey.objects.get(pk=about))


def _opened(key: PersonKey) -> bytes:
    return bytes.fromhex(key.open()["key"])


def _seal(key: bytes, content: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def _open(key: bytes, sealed: bytes, place: str) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())


def _place(aside: Aside) -> str:
    return f"{aside.workspace_id}:{aside.seq}"
