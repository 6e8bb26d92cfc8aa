"""Looks names up and opens connections, to judged addresses only."""

import asyncio
import socket
import ssl
from functools import cache
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from .allowing import surroundings
from .errors import NoSuchHost, NotAllowedAddress, NotReached, WebError
from .judging import is_metadata, is_public, read

CONNECT_SECONDS = 5.0
KEPT_SECONDS = 4.0  # shorter than what servers keep: a connection that they just closed would leave us unsure
MANY = 400

WITNESSES = ("example.com", "a.root-servers.net")  # there for as long as there is an internet (RFC 2606, IANA)
WITNESS_SECONDS = 2.0

_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


async def look_up(host: str, port: int) -> list[str]:
    """Every address of a name, from the machine's own name service. Tests put their own in its place."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


async def has_way_out() -> bool:
    """Whether names of the internet can be looked up at all. Without that, "no such name" says nothing of the name: a
    machine without a name service answers so about every one."""

    async def is_there(name: str) -> bool:
        try:
            async with asyncio.timeout(WITNESS_SECONDS):
                return bool(await look_up(name, 443))
        except OSError:  # a ``gaierror`` or a ``TimeoutError``
            return False

    return any(await asyncio.gather(*map(is_there, WITNESSES)))


@cache
def trusted() -> ssl.SSLContext:
    """Whom we believe: the machine's own list of authorities, TLS 1.2 and newer. Tests put their own in its place."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class ForbiddenConnect(OSError):
    """The last guard spoke: a connection was about to go to an address that nobody had let through."""


class Gate(AbstractResolver):
    """Judges all addresses of a host before the first connection, and each connection once more when it opens."""

    def __init__(self) -> None:
        self._let_through: set[tuple[str, int]] = set()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = await self._look_up(host, port)
        troubles = {_trouble(address) for address in addresses} - {""}
        if troubles:
            if "metadata" in troubles or (host, port) not in (await surroundings()).allowed:
                raise NotAllowedAddress("metadata" if "metadata" in troubles else "private", host)
            self._let_through.update((address, port) for address in addresses)
        return [self._result(host, address, port) for address in addresses]

    async def close(self) -> None:
        self._let_through.clear()

    def let_literal_through(self, address: str, port: int) -> None:
        self._let_through.add((address, port))

    def open(self, info: Any) -> socket.socket:
        """Makes the socket of one connection; called with the address that is about to be connected to."""
        family, kind, protocol, _, sockaddr = info
        address, port = sockaddr[0], sockaddr[1]
        read_address = read(address)
        if read_address is None or not (is_public(read_address) or (address, port) in self._let_through):
            raise ForbiddenConnect(f"{address} was never let through")
        return socket.socket(family=family, type=kind, proto=protocol)

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                addresses = await look_up(host, port)
        except OSError as error:  # a ``gaierror`` or a ``TimeoutError``
            raise await _not_found(host, error) from error
        if not addresses:
            raise NoSuchHost("no_such_host", host)
        return addresses

    def _result(self, host: str, address: str, port: int) -> ResolveResult:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return ResolveResult(
            hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
        )


async def _not_found(host: str, error: OSError) -> WebError:
    """What it means that a name could not be looked up: the house's own trouble first."""
    if not await has_way_out():
        return NotReached("no_way_out", host)
    is_told = isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_NAME
    return NoSuchHost("no_such_host", host) if is_told else NotReached("no_name_service", host)


def _trouble(text: str) -> str:
    address = read(text)
    if address is None or is_metadata(address):
        return "metadata"
    return "" if is_public(address) else "private"


def new_connector(gate: Gate) -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(
        resolver=gate,
        socket_factory=gate.open,
        ssl=trusted(),
        limit=MANY,
        keepalive_timeout=KEPT_SECONDS,
        use_dns_cache=True,
        ttl_dns_cache=int(KEPT_SECONDS),
    )
