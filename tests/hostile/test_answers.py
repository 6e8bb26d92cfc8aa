"""What servers do to those who ask: redirects to the inside, bombs, endless bodies, broken proofs of who they are."""

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from convivial.lib import web
from convivial.lib.web import connecting
from convivial.networks.tests.peer import let_through

Said = list[bytes]


class RawServer:
    """Answers every connection with the same bytes, and keeps what it was sent."""

    def __init__(
        self, answer: bytes | Callable[[socket.socket], None], context: ssl.SSLContext | None = None
    ) -> None:
        self.answer, self.context = answer, context
        self.heard: Said = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def host(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        try:
            if self.context:
                line = self.context.wrap_socket(line, server_side=True)
            self.heard.append(line.recv(65536))
            if callable(self.answer):
                self.answer(line)
            else:
                line.sendall(self.answer)
            line.close()
        except OSError:
            return


@contextmanager
def server(
    answer: bytes | Callable[[socket.socket], None], context: ssl.SSLContext | None = None
) -> Iterator[RawServer]:
    there = RawServer(answer, context)
    try:
        with let_through(there.host, ("localhost", there.port)):
            yield there
    finally:
        there.close()


def response(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(goal: str) -> bytes:
    return response(b"", f"Location: {goal}", status="302 Found")


@pytest.mark.parametrize(
    ("goal", "reason"),
    [
        ("http://127.0.0.1:8000/", "port"),
        ("http://127.0.0.1/", "private"),
        ("http://169.254.169.254/latest/", "metadata"),
        ("//10.0.0.1/", "private"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1:70/", "scheme"),
        ("ftp://public.example.org/", "scheme"),
        ("data:text/plain,hello", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://user@public.example.org/", "userinfo"),
        ("http://public.example.org/" + "a" * 64_000, "garbled"),
    ],
)
def test_every_hop_is_judged(goal: str, reason: str) -> None:
    with server(redirect(goal)) as there, pytest.raises(web.WebError) as refused:
        web.run(web.get(there.address))
    assert refused.value.reason == reason
    assert refused.value.was_sent
    assert len(there.heard) == 1


def test_a_loop_of_redirects_ends_after_five_hops() -> None:
    with server(redirect("/again")) as there, pytest.raises(web.NotAllowedAddress) as refused:
        web.run(web.get(there.address))
    assert refused.value.reason == "hops"
    assert len(there.heard) == 6


def test_a_relative_redirect_stays_where_it_is() -> None:
    with server(b"") as there:
        answers = iter([redirect("../other?x=1#part"), response(b"arrived")])
        there.answer = lambda line: line.sendall(next(answers))
        answer = web.run(web.get(f"{there.address}deep/er/"))
    assert answer.text() == "arrived"
    assert there.heard[1].startswith(b"GET /deep/other?x=1 HTTP/1.1")


def test_what_was_given_for_one_host_does_not_follow_to_another() -> None:
    headers = {"Authorization": "Bearer s3cr3t", "X-Own": "ours", "Accept": "a/b"}
    with ExitStack() as all_of_them:
        second = all_of_them.enter_context(server(response(b"elsewhere")))
        first = all_of_them.enter_context(server(redirect(second.address)))
        all_of_them.enter_context(let_through(first.host, second.host))
        web.run(web.get(first.address, headers=headers))
    assert b"s3cr3t" in first.heard[0]
    assert b"s3cr3t" not in second.heard[0]
    assert b"X-Own" not in second.heard[0]
    assert b"Accept: a/b" in second.heard[0]


def test_a_redirect_after_a_post_is_the_answer() -> None:
    with server(redirect("/elsewhere")) as there:
        answer = web.run(web.post(there.address, json={"text": "once"}))
    assert answer.status == 302
    assert len(there.heard) == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_is_cut_where_it_gets_too_large(encoding: str) -> None:
    bomb = gzip.compress(b"0" * 50_000_000) if encoding == "gzip" else zlib.compress(b"0" * 50_000_000)
    assert len(bomb) < 100_000
    with server(response(bomb, f"Content-Encoding: {encoding}")) as there, pytest.raises(web.TooLarge) as cut:
        web.run(web.get(there.address, size=1_000_000))
    assert cut.value.was_sent


def test_packed_answers_are_unpacked() -> None:
    with server(response(gzip.compress(b"good morning"), "Content-Encoding: gzip")) as there:
        assert web.run(web.get(there.address)).text() == "good morning"


def test_half_a_packed_answer_is_no_answer() -> None:
    half = gzip.compress(b"good morning" * 1000)[:40]
    with server(response(half, "Content-Encoding: gzip")) as there, pytest.raises(web.NoAnswer):
        web.run(web.get(there.address))


def test_an_encoding_that_nobody_asked_for_is_no_answer() -> None:
    with server(response(b"x", "Content-Encoding: br")) as there, pytest.raises(web.NoAnswer):
        web.run(web.get(there.address))


def test_an_answer_without_end_is_cut() -> None:
    def endless(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"0" * 65536)

    with server(endless) as there, pytest.raises(web.TooLarge):
        web.run(web.get(there.address, size=1_000_000))


def test_a_slow_answer_is_cut_and_may_have_been_sent() -> None:
    pause = threading.Event()

    def slow(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0")
        pause.wait(30)

    with server(slow) as there, pytest.raises(web.NoAnswer) as cut:
        web.run(web.get(there.address, total=2))
    pause.set()
    assert (cut.value.reason, cut.value.was_sent) == ("slow", True)


def test_a_wrong_length_is_no_answer() -> None:
    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort") as there, pytest.raises(web.NoAnswer):
        web.run(web.get(there.address))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"220 mail.example.org ESMTP\r\n",
        b"-ERR unknown command 'GET'\r\n",
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(10_000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
    ],
)
def test_what_is_no_answer_is_told_as_none_and_shown_to_nobody(answer: bytes) -> None:
    with server(answer) as there, pytest.raises(web.NoAnswer) as none:
        web.run(web.post(there.address, json={}))
    assert none.value.was_sent
    assert "ESMTP" not in str(none.value)
    assert "unknown command" not in str(none.value)


def test_a_port_where_nobody_listens_was_never_reached() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and never listens
        place = bound.getsockname()
        with let_through(place), pytest.raises(web.NotReached) as nobody:
            web.run(web.post(f"http://127.0.0.1:{place[1]}/", json={}))
    assert (nobody.value.reason, nobody.value.was_sent) == ("not_listening", False)


def test_an_error_never_names_more_than_the_host() -> None:
    with server(b"") as there, pytest.raises(web.NoAnswer) as none:
        web.run(web.get(f"{there.address}private/path?word=s3cr3t", headers={"Authorization": "Bearer s3cr3t"}))
    assert "s3cr3t" not in repr(none.value) + str(none.value)
    assert "path" not in str(none.value)


class TestCertificates:
    """Each way in which a server cannot prove who it is has its own word; and nothing was sent."""

    @pytest.mark.parametrize(
        ("name", "days", "is_trusted", "reason"),
        [
            ("localhost", 10, False, "not_trusted"),
            ("localhost", -1, True, "expired"),
            ("other.example.org", 10, True, "wrong_name"),
        ],
    )
    def test_a_broken_proof_is_told_apart(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, days: int, is_trusted: bool, reason: str
    ) -> None:
        context, file = certificate(tmp_path, name, days)
        believe(monkeypatch, file if is_trusted else None)
        with server(response(b"hello"), context) as there, pytest.raises(web.BrokenCertificate) as broken:
            web.run(web.get(f"https://localhost:{there.port}/"))
        assert (broken.value.reason, broken.value.was_sent) == (reason, False)
        assert there.heard == []

    def test_a_good_proof_is_believed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        context, file = certificate(tmp_path, "localhost", 10)
        believe(monkeypatch, file)
        with server(response(b"hello"), context) as there:
            assert web.run(web.get(f"https://localhost:{there.port}/")).text() == "hello"
        assert b"Host: localhost" in there.heard[0]

    def test_a_server_without_any_proof_is_no_safe_line(self) -> None:
        with server(b"HTTP/1.1 200 OK\r\n\r\n") as there, pytest.raises(web.BrokenCertificate) as broken:
            web.run(web.get(f"https://localhost:{there.port}/"))
        assert (broken.value.reason, broken.value.was_sent) == ("handshake", False)

    def test_a_handshake_without_end_is_slow(self) -> None:
        pause = threading.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

        def never_shakes_hands(line: socket.socket, **_: object) -> None:
            pause.wait(5)
            raise ConnectionAbortedError

        context.wrap_socket = never_shakes_hands  # type: ignore[assignment, method-assign]
        with server(b"", context) as there, pytest.raises(web.NotReached) as slow:
            web.run(web.get(f"https://localhost:{there.port}/", total=0.3))
        pause.set()
        assert (slow.value.reason, slow.value.was_sent) == ("slow", False)


def certificate(folder: Path, name: str, days: int) -> tuple[ssl.SSLContext, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    until = datetime.now(UTC) + timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(until - timedelta(days=30))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


def believe(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    context = ssl.create_default_context()
    if file:
        context.load_verify_locations(file)
    monkeypatch.setattr(connecting, "trusted", lambda: context)
