"""Only whole requests are given to a thread, and nothing is lost on the way."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from convivial.work import bodies, fronting, gateway

pytestmark = pytest.mark.django_db(transaction=True)
FORM = b"words=harbour"


class Line:
    """What granian gives: pieces of a body to receive, and what was sent."""

    def __init__(self, *pieces: bytes, stalls: bool = False, leaves: bool = False) -> None:
        self.pieces, self.stalls, self.leaves = list(pieces), stalls, leaves
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        if self.pieces:
            more = len(self.pieces) > 1 or self.stalls or self.leaves
            return {"type": "http.request", "body": self.pieces.pop(0), "more_body": more}
        if self.leaves:
            return {"type": "http.disconnect"}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent)


class Application:
    """Gives back what it got, in two pieces, and notes that it was closed."""

    def __init__(self) -> None:
        self.environ: dict[str, Any] = {}
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.environ, self.got = environ, environ["wsgi.input"].read()
        start("200 Fine", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return self

    def __iter__(self) -> Any:
        return iter((b"got ", self.got))

    def close(self) -> None:
        self.closed += 1


def scope(*headers: tuple[bytes, bytes], path: bytes = b"/words", method: str = "POST") -> dict[str, Any]:
    return {
        "type": "http", "method": method, "path": "/", "raw_path": path, "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 8000), "client": ("192.0.2.7", 4000), "headers": list(headers),
    }  # fmt: skip


def speak(line: Line, *headers: tuple[bytes, bytes], **more: Any) -> Application:
    application = Application()
    asyncio.run(fronting.Front(application)(scope(*headers, **more), line.receive, line.send))
    return application


def length(number: int) -> tuple[bytes, bytes]:
    return b"content-length", str(number).encode()


def test_a_body_in_pieces_arrives_whole() -> None:
    line = Line(FORM[:4], FORM[4:])
    application = speak(line, length(len(FORM)), (b"content-type", b"text/plain"))
    assert line.body == b"got " + FORM
    assert line.sent[0]["headers"][1:] == [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert not line.sent[-1]["more_body"]
    assert (application.closed, application.environ["CONTENT_TYPE"]) == (1, "text/plain")


def test_a_body_that_stalls_is_given_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronting, "FIRST_SECONDS", 0.05)
    application = speak(Line(FORM, stalls=True), length(9999))
    assert application.environ[bodies.TOO_SLOW]


def test_who_leaves_is_not_answered() -> None:
    line = Line(FORM, leaves=True)
    assert speak(line, length(9999)).environ == {}
    assert line.sent == []


def test_a_large_body_of_a_stranger_is_not_read() -> None:
    line = Line(FORM, stalls=True)
    assert speak(line, length(bodies.STRANGERS + 1), (b"cookie", b"session=made-up")).got == b""
    assert line.pieces == [FORM]


def test_a_large_body_of_somebody_known_is_read(cast: Any, as_: Any) -> None:
    key = as_(cast.ana).cookies["session"].value
    large = b"x" * (bodies.STRANGERS + 1)
    assert speak(Line(large), length(len(large)), (b"cookie", f"session={key}".encode())).got == large


def test_who_finds_everything_taken_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronting, "WAITING", -fronting.THREADS)
    for asked, told in ((b"en-GB,en;q=0.8", b"Much to do at once"), (b"de-AT,de;q=0.9,en;q=0.5", b"Viel auf einmal")):
        line = Line()
        assert speak(line, (b"accept-language", asked), method="GET").environ == {}
        assert line.sent[0]["status"] == 503
        assert (b"retry-after", b"5") in line.sent[0]["headers"]
        assert told in line.sent[1]["body"]


def test_pages_do_not_wait_behind_pictures(cast: Any, as_: Any) -> None:
    """However many large bodies are worked on or wait, a page is answered at once."""
    is_open, at_work = threading.Event(), Counter[str]()
    key = as_(cast.ana).cookies["session"].value
    large = b"x" * (bodies.STRANGERS + 1)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 Fine", [])
        if environ["REQUEST_METHOD"] == "POST":
            at_work["pictures"] += 1
            assert is_open.wait(20)
        return [b"done"]

    async def morning() -> tuple[int, bytes]:
        front = fronting.Front(application)
        headers = length(len(large)), (b"cookie", f"session={key}".encode())
        lines = [Line(large) for _ in range(fronting.THREADS + 4)]
        pictures = [asyncio.create_task(front(scope(*headers), line.receive, line.send)) for line in lines]
        while at_work["pictures"] < fronting.LARGE or front.large.under_way < len(lines):
            await asyncio.sleep(0)
        page = Line()
        async with asyncio.timeout(20):
            await front(scope(method="GET"), page.receive, page.send)
        busy = at_work["pictures"]
        is_open.set()
        await asyncio.gather(*pictures)
        return busy, page.body

    assert asyncio.run(morning()) == (fronting.LARGE, b"done")
    assert at_work["pictures"] == fronting.THREADS + 4


def test_a_picture_for_which_there_is_no_room_is_asked_to_come_again(
    cast: Any, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fronting, "LARGE_WAITING", -fronting.LARGE)
    key = as_(cast.ana).cookies["session"].value
    line = Line(b"x" * (bodies.STRANGERS + 1))
    speak(line, length(bodies.STRANGERS + 1), (b"cookie", f"session={key}".encode()))
    assert line.sent[0]["status"] == 503


def test_a_large_answer_is_sent_in_pieces() -> None:
    answer = gateway.Answer()
    answer.write(b"x" * (2 * fronting.PIECE + 1))
    answer.body.seek(0)
    line = Line()
    asyncio.run(fronting.give(answer, line.send))
    assert [len(message.get("body", b"")) for message in line.sent] == [0, fronting.PIECE, fronting.PIECE, 1]
    assert answer.body.closed


def test_nobody_passes_for_a_web_server_in_front() -> None:
    found = gateway.named([(b"x_forwarded_for", b"203.0.113.9"), (b"cookie", b"a=1"), (b"cookie", b"b=2")])
    assert found == {"HTTP_COOKIE": "a=1; b=2"}
    assert fronting.visitor(scope(), {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}) == "192.0.2.7"


def test_an_address_that_is_no_text_stays_what_it_was() -> None:
    assert gateway.path_of(scope(path=b"/%ff%C3%A4?q")) == "/\xff\xc3\xa4"
