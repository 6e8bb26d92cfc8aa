"""Reads an address once, with one parser, and judges what can be judged before a name is looked up."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import idna
from yarl import URL

from .errors import NotAllowedAddress
from .judging import is_metadata, is_public, read

LONGEST = 8192
PORTS = {"http": 80, "https": 443}

INSIDE = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "invalid",
    "test",
    "onion",
)
METADATA_NAMES = {
    "metadata.google.internal",
    "metadata.goog",
    "metadata",
    "instance-data",
    "instance-data.ec2.internal",
}

NEVER = {"metadata"}

_NEVER_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]|%00")
_PLAIN_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")


@dataclass(frozen=True)
class Target:
    """Where a call goes. ``host`` is lower-case ASCII without a final dot; ``url`` has no fragment."""

    url: URL
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.url.scheme, self.host, self.port

    def trouble(self, ourselves: str) -> str:
        """Why we do not go there, as far as that is known without a name service; "" when nothing speaks against it.
        An installer can allow all of it but what is in ``NEVER``."""
        return _trouble(self.host, self.port) or ("ourselves" if self.host == ourselves else "")


@lru_cache(maxsize=2048)
def aim(address: str) -> Target:
    """The one reading of an address; ``NotAllowedAddress`` for what can be read in more than one way."""
    if len(address) > LONGEST:
        raise NotAllowedAddress("too_long")
    if _NEVER_IN_ADDRESS.search(address):
        raise NotAllowedAddress("unreadable")
    try:
        url = URL(address)
        port = url.port
    except ValueError as error:
        raise NotAllowedAddress("unreadable") from error
    if url.scheme not in PORTS:
        raise NotAllowedAddress("scheme")
    if "@" in _authority(address):
        raise NotAllowedAddress("userinfo")
    host = _host(url, address)
    return Target(url.with_host(host).with_fragment(None), host, PORTS[url.scheme] if port is None else port)


@lru_cache(maxsize=2048)
def _trouble(host: str, port: int) -> str:
    literal = read(host)
    if host in METADATA_NAMES or (literal and is_metadata(literal)):
        return "metadata"
    if port not in (80, 443):
        return "port"
    return "private" if (literal and not is_public(literal)) or (not literal and _is_inside(host)) else ""


def _authority(address: str) -> str:
    return re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]


def _host(url: URL, address: str) -> str:
    """The host in the form in which it is judged and asked for; refused when a second parser disagrees."""
    literal = read(url.raw_host or "")
    if literal is not None:
        return str(literal)
    try:
        named = idna.encode((urlsplit(address).hostname or "").rstrip("."), uts46=True).decode()
    except (idna.IDNAError, ValueError):
        named = (url.raw_host or "").rstrip(".").lower()
    if not _PLAIN_NAME.fullmatch(named) or ".." in named:
        raise NotAllowedAddress("name")
    if (url.raw_host or "").rstrip(".").lower() != named and read(named) is None:
        raise NotAllowedAddress("name")
    if _NUMBER.fullmatch(named.rpartition(".")[2]) and read(named) is None:
        raise NotAllowedAddress("name")  # 127.1, 2130706433, 0x7f.1: numbers that some read as addresses
    return named


def _is_inside(host: str) -> bool:
    return "." not in host or host.endswith(tuple(f".{name}" for name in INSIDE)) or host in INSIDE
