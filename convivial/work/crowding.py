"""No network address holds more connections than its share: one machine could keep everybody out, for nothing.

The web server tells us of a connection when a request is there. One that says nothing is known to the kernel alone,
so we look through our own open files and end what is too much: first what nobody waits on, the oldest before the
newest. A browser opens such a connection again by itself.
"""

import os
import socket
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count

from convivial.lib.households import household

EVERY = 0.5  # seconds
Peer = tuple[str, int]


class Crowd:
    """``share``: connections of one address at once. Web servers in front (``proxies``) speak for many, and may have
    any number."""

    def __init__(self, share: int, proxies: Iterable[str]) -> None:
        self.share, self.proxies = share, frozenset(proxies)
        self.asking: Counter[Peer] = Counter()
        self.seen: dict[Peer, int] = {}
        self.numbers = count()

    @contextmanager
    def asks(self, peer: Peer) -> Iterator[None]:
        """While a request of this connection is answered."""
        self.asking[peer] += 1
        try:
            yield
        finally:
            self.asking[peer] -= 1
            if not self.asking[peer]:
                del self.asking[peer]

    def watch(self, port: int) -> None:
        """Looks at the connections to this port from now on, in a thread that ends with the process."""
        threading.Thread(target=self._watch, args=(port,), name="crowd", daemon=True).start()

    def thin(self, port: int) -> int:
        """Ends what is too much; answers how many."""
        if len(os.listdir("/dev/fd")) <= self.share:
            return 0
        lines = dict(connections(port))
        try:
            surplus = self.surplus(lines)
            for peer in surplus:
                _end(lines[peer])
            return len(surplus)
        finally:
            for line in lines.values():
                line.close()

    def surplus(self, peers: Iterable[Peer]) -> list[Peer]:
        """The connections of each address beyond its share."""
        here = set(peers)
        fresh = sorted(here - self.seen.keys(), key=lambda peer: peer[1])
        self.seen = {peer: number for peer, number in self.seen.items() if peer in here}
        self.seen |= {peer: next(self.numbers) for peer in fresh}
        of_address = defaultdict[str, list[Peer]](list)
        for peer in here:
            address = household(peer[0])
            if self.proxies.isdisjoint((peer[0], address)):
                of_address[address].append(peer)
        return [peer for held in of_address.values() for peer in self._beyond(held)]

    def _beyond(self, held: list[Peer]) -> list[Peer]:
        surplus = max(0, len(held) - self.share)
        return sorted(held, key=lambda peer: (peer in self.asking, self.seen[peer]))[:surplus]

    def _watch(self, port: int) -> None:
        rest = threading.Event()
        while not rest.wait(EVERY):
            self.thin(port)


def connections(port: int) -> Iterator[tuple[Peer, socket.socket]]:
    """Who is connected to this port of ours, each with a second handle on the same connection; to be closed."""
    for name in os.listdir("/dev/fd"):
        line = _line(int(name))
        peer = line and _peer(line, port)
        if line and peer:
            yield peer, line
        elif line:
            line.close()


def _line(number: int) -> socket.socket | None:
    """None when that open file is no connection, or is open no more."""
    try:
        handle = os.dup(number)
    except OSError:
        return None
    try:
        return socket.socket(fileno=handle)
    except OSError:
        os.close(handle)
        return None


def _peer(line: socket.socket, port: int) -> Peer | None:
    if line.family not in (socket.AF_INET, socket.AF_INET6) or line.type != socket.SOCK_STREAM:
        return None
    try:
        return line.getpeername()[:2] if line.getsockname()[1] == port else None
    except OSError:  # it listens, or nobody is at the other end any more
        return None


def _end(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself
