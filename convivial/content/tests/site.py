"""A small real site on loopback with every kind of page, for the tests of links."""

import gzip
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from . import makers

HEAD = """<!doctype html><html><head><meta charset="utf-8"><title>The menu &amp; more</title>
<meta property="og:title" content="Forty cups &#x2014; the menu">
<meta name="description" content="What we
   taste today."><meta property="og:image" content="/picture.png"></head><body>"""

Page = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(status: int = 200, body: str = HEAD, **headers: str) -> Callable[[str], Page]:
    return lambda method: (status, HTML | headers, body.encode())


def slow(method: str) -> Page:
    time.sleep(4)
    return 200, HTML, b"late"


PAGES: dict[str, Callable[[str], Page]] = {
    "/opens": page(),
    "/gone": page(410),
    "/not_found": page(404),
    "/refused": page(403),
    "/sign_in": page(401),
    "/too_many": page(429),
    "/odd": page(418),
    "/robots": page(999),
    "/error": page(500),
    "/gateway": page(504),
    "/busy": page(503),
    "/no_head": lambda method: (405 if method == "HEAD" else 200, HTML, HEAD.encode()),
    "/head_lies": lambda method: (404 if method == "HEAD" else 200, HTML, HEAD.encode()),
    "/head_hangs_up": lambda method: (0 if method == "HEAD" else 200, HTML, HEAD.encode()),
    "/hop": lambda method: (302, {"Location": "/opens"}, b""),
    "/hop_to_gone": lambda method: (301, {"Location": "/gone"}, b""),
    "/loop": lambda method: (302, {"Location": "/loop"}, b""),
    "/inside": lambda method: (302, {"Location": "http://169.254.169.254/latest/"}, b""),
    "/file": lambda method: (302, {"Location": "file:///etc/passwd"}, b""),
    "/slow": slow,
    "/hangs_up": lambda method: (0, {}, b""),
    "/huge": lambda method: (200, HTML, HEAD.encode() + b"x" * 3_000_000),
    "/bomb": lambda method: (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000_000)),
    "/document": lambda method: (200, {"Content-Type": "application/pdf"}, b"%PDF"),
    "/picture.png": lambda method: (200, {"Content-Type": "image/png"}, makers.png(1_200, 630)),
    "/latin": lambda method: (
        200,
        {"Content-Type": "text/html; charset=iso-8859-1"},
        "<title>Küste</title>".encode("latin-1"),
    ),
    "/no_picture": page(body='<title>Plain</title><meta property="og:image" content="/not_found">'),
    "/bad_picture": page(body='<title>Plain</title><meta property="og:image" content="/opens">'),
}


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer("GET")

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def _answer(self, method: str) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((method, self.path))
        status, headers, body = PAGES.get(self.path, page(404))(method)
        if not status:
            self.close_connection = True
            return
        self.send_response(status)
        for name, word in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, word)
        self.end_headers()
        if method == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet; ``asked`` is the log."""


class Site:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = True
        self.server.site = self  # type: ignore[attr-defined]
        self.port = self.server.server_address[1]

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def __enter__(self) -> "Site":
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
