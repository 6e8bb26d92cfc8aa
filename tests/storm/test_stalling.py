"""Nobody without an account takes the house offline: not by saying nothing, sending slowly, or sending much."""

import http.client
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from convivial.work import serving
from tests import house as houses

pytestmark = pytest.mark.storm

HEAD = (
    b"POST /account/sign-in/ HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=zz\r\n"
    b"Cookie: csrf=" + b"a" * 32 + b"\r\n"
)
AT_ONCE = 2.0  # seconds


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[houses.House]:
    folder: Path = tmp_path_factory.mktemp("house")
    with houses.opened(folder, TMPDIR=str(folder)) as opened:
        yield opened


def line(house: houses.House, address: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", house.port), timeout=15, source_address=(address, 0))


def asked(house: houses.House, path: str = "/healthz") -> int:
    began = time.monotonic()
    visitor = http.client.HTTPConnection("127.0.0.1", house.port, timeout=15)
    visitor.request("GET", path)
    answer = visitor.getresponse()
    answer.read()
    visitor.close()
    assert time.monotonic() - began < AT_ONCE
    return answer.status


def test_bodies_that_never_come_hold_nobody_up(house: houses.House) -> None:
    with ExitStack() as open_ones:
        for _ in range(40):
            open_ones.enter_context(line(house)).sendall(HEAD + b"Content-Length: 60000\r\n\r\n--zz\r\n")
        assert asked(house) in (200, 503)
        assert asked(house, "/account/sign-in/") in (200, 302)


def test_one_address_leaves_only_some_bodies_unfinished(house: houses.House) -> None:
    with ExitStack() as open_ones:
        stalled = [open_ones.enter_context(line(house)) for _ in range(21)]
        for each in stalled:
            each.sendall(HEAD + b"Content-Length: 60000\r\n\r\n--zz\r\n")
            asked(house)  # one after the other
        assert stalled[-1].recv(100).startswith(b"HTTP/1.1 408")


def test_connections_that_say_nothing_hold_nobody_up(house: houses.House) -> None:
    with ExitStack() as open_ones:
        for _ in range(150):
            each = open_ones.enter_context(line(house))
            each.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert each.recv(9999)
        assert asked(house) in (200, 503)


def test_one_address_cannot_take_all_connections(house: houses.House) -> None:
    """As many as the house keeps at once. This machine itself, from which is asked, is a web server in front."""
    with ExitStack() as open_ones:
        ended = select.poll()
        for _ in range(serving.CONNECTIONS + 10):
            ended.register(open_ones.enter_context(line(house, "127.0.0.2")), select.POLLIN)
        assert asked(house) in (200, 503)
        until = time.monotonic() + 8  # sooner than the ten seconds after which silence ends a connection anyway
        while len(ended.poll(0)) < serving.CONNECTIONS - 64 and time.monotonic() < until:
            time.sleep(0.05)
        assert len(ended.poll(0)) >= serving.CONNECTIONS - 64


def test_halves_of_a_head_hold_nobody_up(house: houses.House) -> None:
    with ExitStack() as open_ones:
        for _ in range(150):
            open_ones.enter_context(line(house)).sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX")
        assert asked(house) in (200, 503)


@pytest.mark.parametrize(
    ("said", "status"), [(b"Content-Length: 419430400", b"413"), (b"Transfer-Encoding: chunked", b"411")]
)
def test_much_is_refused_before_it_is_sent(house: houses.House, said: bytes, status: bytes) -> None:
    with line(house) as one:
        one.sendall(HEAD + said + b"\r\n\r\n")
        assert one.recv(9999).startswith(b"HTTP/1.1 " + status)


def test_who_does_not_read_the_answer_holds_nobody_up(house: houses.House) -> None:
    with ExitStack() as open_ones:
        for _ in range(40):
            open_ones.enter_context(line(house)).sendall(b"GET /account/sign-in/ HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
        assert asked(house) in (200, 503)
