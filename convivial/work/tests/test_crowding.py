"""One network address holds its share of connections, with real ones, and nobody else loses any."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from convivial.work import crowding
from convivial.work.crowding import Crowd

SHARE = 8
GREEDY, NEIGHBOUR = "127.0.0.2", "127.0.0.3"


@contextmanager
def port() -> Iterator[tuple[int, "Taken"]]:
    """A port of ours, and who came to it."""
    with ExitStack() as open_ones:
        listener = open_ones.enter_context(socket.create_server(("127.0.0.1", 0), backlog=64))
        yield listener.getsockname()[1], Taken(listener, open_ones)


class Taken:
    def __init__(self, listener: socket.socket, stack: ExitStack) -> None:
        self.listener, self.stack = listener, stack

    def come(self, address: str, count: int) -> list[socket.socket]:
        return [self._one(address) for _ in range(count)]

    def _one(self, address: str) -> socket.socket:
        line = socket.create_connection(self.listener.getsockname(), 5, source_address=(address, 0))
        self.stack.enter_context(line)
        self.stack.enter_context(self.listener.accept()[0])
        return line


def ended(lines: list[socket.socket]) -> list[bool]:
    return [bool(select.select([line], [], [], 0)[0]) for line in lines]


def test_the_oldest_that_are_too_many_are_ended_and_nobody_elses() -> None:
    crowd = Crowd(SHARE, ["127.0.0.1"])
    with port() as (number, taken):
        first = taken.come(GREEDY, SHARE)
        neighbours = taken.come(NEIGHBOUR, SHARE)
        assert crowd.thin(number) == 0
        last = taken.come(GREEDY, 3)
        assert crowd.thin(number) == 3
        assert sum(ended(first)) == 3
        assert not any(ended(last + neighbours))


def test_what_is_being_answered_goes_last() -> None:
    crowd = Crowd(SHARE, [])
    with port() as (number, taken):
        lines = taken.come(GREEDY, SHARE + 4)
        asking = lines[0].getsockname()[:2]
        with crowd.asks(asking):
            assert crowd.thin(number) == 4
            assert not ended(lines)[0]
    assert not crowd.asking


def test_a_web_server_in_front_has_no_limit() -> None:
    with port() as (number, taken):
        lines = taken.come(GREEDY, SHARE * 3)
        assert Crowd(SHARE, [GREEDY]).thin(number) == 0
        assert not any(ended(lines))


def test_connections_to_other_ports_are_let_alone() -> None:
    with port() as (_, taken), port() as (other, _none):
        lines = taken.come(GREEDY, SHARE * 3)
        assert Crowd(SHARE, []).thin(other) == 0
        assert not any(ended(lines))


def test_a_household_of_ipv6_has_one_share() -> None:
    crowd = Crowd(2, [])
    peers = [(f"2001:db8:1:2::{number}", 4000 + number) for number in range(1, 6)]
    assert crowd.surplus(peers) == peers[:3]
    assert crowd.surplus([("2001:db8:1:3::1", 1), ("2001:db8:1:4::1", 1), ("2001:db8:1:5::1", 1)]) == []


def test_few_open_files_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowding, "connections", pytest.fail)
    assert Crowd(100_000, []).thin(1) == 0
