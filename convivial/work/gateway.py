"""Between granian's asynchronous side and Django's blocking one (PEP 3333): a request as Django wants it, and an
answer that is whole before it is sent, so that no thread waits for a slow reader."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from django.conf import settings

IN_MEMORY = 1024 * 1024  # bytes of a body, in or out; what is more lies in a file without a name
Environ = dict[str, Any]


@dataclass
class Answer:
    """``headers`` are pairs of bytes, their names in small letters; ``body`` stands at its beginning."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: IO[bytes] = field(default_factory=lambda: room())
    length: int = 0

    def start(self, status: str, headers: Iterable[tuple[str, str]], *_error: object) -> Callable[[bytes], object]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), word.encode("latin-1")) for name, word in headers]
        return self.write

    def write(self, piece: bytes) -> None:
        self.length += self.body.write(piece)


def room() -> IO[bytes]:
    return SpooledTemporaryFile(IN_MEMORY)


def environ_of(scope: dict[str, Any], body: IO[bytes]) -> Environ:
    server = scope.get("server") or ("", 0)
    return {
        "REQUEST_METHOD": scope["method"], "SCRIPT_NAME": "", "PATH_INFO": path_of(scope),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(server[0]), "SERVER_PORT": str(server[1]), "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": scope["client"][0], "wsgi.version": (1, 0), "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body, "wsgi.errors": sys.stderr, "wsgi.multithread": True,
        "wsgi.multiprocess": settings.WEB_PROCESSES > 1, "wsgi.run_once": False,
        **named(scope["headers"]),
    }  # fmt: skip


def path_of(scope: dict[str, Any]) -> str:
    """As its bytes, each as one letter; a path that is no text stays what it was."""
    raw = scope.get("raw_path")
    if raw is None:
        return str(scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"))
    return unquote_to_bytes(raw.partition(b"?")[0]).decode("latin-1")


def named(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Names with an underscore are dropped: they would pass for the ones with a hyphen, which proxies vouch for."""
    found: dict[str, str] = {}
    for raw, word in headers:
        if b"_" in raw:
            continue
        name = raw.decode("latin-1").upper().replace("-", "_")
        key = name if name in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{name}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        found[key] = f"{found[key]}{joint}{word.decode('latin-1')}" if key in found else word.decode("latin-1")
    return found


def answered(application: Callable[..., Iterable[bytes]], environ: Environ) -> Answer:
    """Asks Django, in the thread that calls this, and closes what it gave."""
    answer = Answer()
    try:
        pieces = application(environ, answer.start)
        try:
            for piece in pieces:
                answer.write(piece)
        finally:
            getattr(pieces, "close", lambda: None)()
    except BaseException:
        answer.body.close()
        raise
    answer.body.seek(0)
    return answer
