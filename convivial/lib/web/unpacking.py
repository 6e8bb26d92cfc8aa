"""Counts an answer's bytes after unpacking, so that 100 kB that unpack to 100 MB are cut where they get too many."""

import zlib
from typing import Any

from .errors import NoAnswer, TooLarge

ACCEPTED = "gzip, deflate"
WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # zlib's wbits: gzip's header; either of deflate's two


class Unpacker:
    def __init__(self, encoding: str, size: int, host: str) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", *WINDOWS):
            raise NoAnswer("garbled", host)
        self._unzip: Any = zlib.decompressobj(WINDOWS[name]) if name in WINDOWS else None
        self._left, self._host, self._parts = size, host, list[bytes]()

    def take(self, packed: bytes) -> None:
        part = self._unpacked(packed) if self._unzip else packed
        if len(part) > self._left:
            raise TooLarge("too_large", self._host)
        self._left -= len(part)
        self._parts.append(part)

    def all(self) -> bytes:
        if self._unzip and self._parts and not self._unzip.eof:
            raise NoAnswer("garbled", self._host)
        return b"".join(self._parts)

    def _unpacked(self, packed: bytes) -> bytes:
        try:
            part: bytes = self._unzip.decompress(packed, self._left + 1)
        except zlib.error as error:
            raise NoAnswer("garbled", self._host) from error
        return part
