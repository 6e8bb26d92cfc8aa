"""What stands before Django: bodies are received here, without a thread, and only whole requests are given to one.

A thread is the dearest thing the web server has. Nobody holds one by sending slowly, by reading slowly, or by
saying nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import IO, Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import parse_cookie
from django.template.loader import render_to_string
from django.utils import translation

from convivial.ui.headers import HEADERS
from convivial.ui.language import asked_for

from . import bodies
from .crowding import Crowd
from .gateway import Answer, answered, environ_of, named, room
from .threads import tidied

THREADS = 8
WAITING = 256  # whole requests for which no thread is free; whoever comes then is asked to come again
LARGE = 2  # threads for bodies that are larger than a form: as many as ``lib.pictures`` decodes pictures at once
LARGE_WAITING = 64  # bodies larger than a form for which none of those is free
FIRST_SECONDS = 20.0  # until the first 64 kB are there ...
SLOWEST = 16 * 1024  # ... and bytes in each second from then on
UNFINISHED = 20  # bodies that one network address may leave unfinished at a time
READ_SECONDS = 60.0  # in which a reader takes the next piece of an answer
PIECE = 256 * 1024

T = TypeVar("T")
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Gone(Exception):
    """Whoever asked has left."""


class Threads:
    """A few threads, and a bounded queue before them. Pictures have some of their own, so that however many of them
    wait to be decoded, no page waits behind one."""

    def __init__(self, name: str, count: int, waiting: int) -> None:
        self.pool = ThreadPoolExecutor(count, thread_name_prefix=name)
        self.most, self.under_way = count + waiting, 0

    async def ask(self, ask: Callable[..., T], *words: Any, otherwise: Callable[[], T]) -> T:
        """The answer of one of them, or what is said ``otherwise`` when too many wait already."""
        if self.under_way >= self.most:
            return otherwise()
        self.under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, tidied, ask, *words)
        finally:
            self.under_way -= 1


class Front:
    """An ASGI application around Django's WSGI one."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.pages = Threads("page", THREADS, WAITING)
        self.large = Threads("large", LARGE, LARGE_WAITING)
        self.unfinished: Counter[str] = Counter()
        self.crowd = Crowd(settings.CONNECTIONS, settings.PROXIES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        with self.crowd.asks(scope["client"]), room() as body:
            try:
                answer = await self.answer(scope, receive, body)
                await give(answer, send)
            except (Gone, TimeoutError):
                return

    async def answer(self, scope: Scope, receive: Receive, body: IO[bytes]) -> Answer:
        headers = named(scope["headers"])
        environ, threads = environ_of(scope, body), self.pages
        length = bodies.announced(headers.get("CONTENT_LENGTH"))
        if length and "HTTP_TRANSFER_ENCODING" not in headers and await self.is_welcome(length, headers):
            try:
                with self.counted(visitor(scope, headers)):
                    await received(receive, body, length)
                threads = self.large if length > bodies.STRANGERS else self.pages
            except TimeoutError:
                environ[bodies.TOO_SLOW] = True
        return await threads.ask(
            answered, self.application, environ, otherwise=partial(busy, headers.get("HTTP_ACCEPT_LANGUAGE", ""))
        )

    async def is_welcome(self, length: int, headers: dict[str, str]) -> bool:
        """Whether it is read at all. What is not is given to Django without it, which says why it refuses it."""
        if length <= bodies.STRANGERS:
            return True
        cookies = headers.get("HTTP_COOKIE", "")
        return length <= bodies.LARGEST and await self.pages.ask(is_signed_in, cookies, otherwise=bool)

    @contextmanager
    def counted(self, visitor: str) -> Iterator[None]:
        if self.unfinished[visitor] >= UNFINISHED:
            raise TimeoutError
        self.unfinished[visitor] += 1
        try:
            yield
        finally:
            self.unfinished[visitor] -= 1
            if not self.unfinished[visitor]:
                del self.unfinished[visitor]


async def received(receive: Receive, body: IO[bytes], length: int) -> None:
    """Puts the body there. Raises ``TimeoutError`` when it comes too slowly, ``Gone`` when it never will."""
    begun, got, more = asyncio.get_running_loop().time(), 0, True
    while more:
        async with asyncio.timeout_at(begun + FIRST_SECONDS + max(0, got - bodies.STRANGERS) / SLOWEST):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        got += body.write(message.get("body", b""))
        more = message.get("more_body", False)
        if got > length:
            raise Gone
    body.seek(0)


async def give(answer: Answer, send: Send) -> None:
    with answer.body as body:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        left = answer.length
        while True:
            piece = body.read(PIECE)
            left -= len(piece)
            async with asyncio.timeout(READ_SECONDS):
                await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
            if left <= 0:
                return


def visitor(scope: Scope, headers: dict[str, str]) -> str:
    """The network address of whoever asks, as a web server in front says it when it is one of ours."""
    nearest = str(scope["client"][0])
    said = headers.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return said if said and nearest in settings.PROXIES else nearest


def is_signed_in(cookies: str) -> bool:
    kept = parse_cookie(cookies)
    name = settings.SESSION_COOKIE_NAME
    keys = (kept.get(name), kept.get(f"__Host-{name}"))
    return any(key and SESSION_KEY in SessionStore(key) for key in keys)


def busy(accept_language: str = "") -> Answer:
    answer = Answer()
    said = [("Content-Type", "text/html; charset=utf-8"), ("Retry-After", "5"), *HEADERS.items()]
    answer.start("503", said)
    answer.write(crowded(asked_for(accept_language)))
    answer.body.seek(0)
    return answer


@lru_cache(maxsize=8)
def crowded(language: str) -> bytes:
    """Drawn once: there is no time for it when it is needed."""
    with translation.override(language):
        return render_to_string("503_crowded.html").encode()
