"""One call: judged, bounded, and honest about whether anything was sent."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from json import dumps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import aiohttp
from asgiref.sync import async_to_sync, sync_to_async
from yarl import URL

from convivial import __version__

from .allowing import surroundings
from .answers import Answer, File, Limits
from .beginning import is_too_late, refuse_too_late
from .connecting import CONNECT_SECONDS, Gate, new_connector
from .errors import NotAllowedAddress, NotReached, WebError
from .outside import refuse_in_transaction
from .targets import NEVER, Target, aim
from .telling import told
from .unpacking import ACCEPTED, Unpacker

HOPS = 5
FOLLOWED = {301, 302, 303, 307, 308}
MAY_FOLLOW_ELSEWHERE = {"accept", "accept-language", "user-agent"}
T = TypeVar("T")
USER_AGENT = f"Convivial/{__version__}"


@dataclass
class _Call:
    """What is known of a call while it runs; ``was_sent`` turns true when the first byte is handed over.
    ``has_begun``: the first part of a body went with it. ``is_too_late``: its moment had passed before that."""

    was_sent: bool = False
    is_too_late: bool = False
    has_begun: bool = False


class Session:
    """Connections of one event loop. Made by ``session()``; many tasks may use it at once."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.users = 0
        self._client = aiohttp.ClientSession(
            connector=new_connector(self.gate),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            trace_configs=[_tracing()],
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED},
        )

    async def left(self) -> None:
        """The last user closes it."""
        self.users -= 1
        if not self.users:
            _sessions.pop(asyncio.get_running_loop(), None)
            await self._client.close()

    async def ask(self, method: str, address: str, limits: Limits, content: dict[str, Any]) -> Answer:
        target, call = aim(address), _Call()
        try:
            async with asyncio.timeout(limits.total):
                return await self._hop(method, target, limits, content, call)
        except WebError as error:
            error.was_sent = error.was_sent or call.was_sent
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            if call.is_too_late:
                raise NotReached("too_late", target.host) from error
            raise told(error, target.host, call.was_sent) from error

    async def _hop(self, method: str, target: Target, limits: Limits, content: dict[str, Any], call: _Call) -> Answer:
        for _ in range(HOPS + 1):
            answer = await self._once(method, target, limits, content, call)
            goal = answer.headers.get("Location")
            if method not in ("GET", "HEAD") or answer.status not in FOLLOWED or not goal:
                return answer
            target, content = _next(target, goal, content)
        raise NotAllowedAddress("hops", target.host)

    async def _once(
        self, method: str, target: Target, limits: Limits, content: dict[str, Any], call: _Call
    ) -> Answer:
        around = await surroundings()
        if trouble := target.trouble(around.ourselves):
            if trouble in NEVER or (target.host, target.port) not in around.allowed:
                raise NotAllowedAddress(trouble, target.host)
            self.gate.let_literal_through(target.host, target.port)
        async with self._client.request(
            method, target.url, allow_redirects=False, trace_request_ctx=call, **content
        ) as response:
            unpacker = Unpacker(response.headers.get("Content-Encoding", ""), limits.size, target.host)
            async for chunk in response.content.iter_any():
                unpacker.take(chunk)
            return Answer(response.status, response.headers, unpacker.all(), str(target.url))


_sessions: "WeakKeyDictionary[asyncio.AbstractEventLoop, Session]" = WeakKeyDictionary()


@asynccontextmanager
async def session() -> AsyncIterator[Session]:
    """Shares one set of connections among all calls of this event loop until the outermost block ends."""
    loop = asyncio.get_running_loop()
    if loop not in _sessions:
        await sync_to_async(refuse_in_transaction)()  # the thread that waits for us may hold a transaction
        _sessions.setdefault(loop, Session())
    mine = _sessions[loop]
    mine.users += 1
    try:
        yield mine
    finally:
        await mine.left()


async def ask(
    method: str,
    address: str,
    *,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    json: Any = None,
    form: Mapping[str, str] | list[tuple[str, str]] | None = None,
    files: Mapping[str, File] | None = None,
    body: bytes | None = None,
    total: float = Limits.total,
    size: int = Limits.size,
) -> Answer:
    """One call. Redirects are followed for GET and HEAD only; every other 3xx is the answer."""
    if query:
        address = str(URL(address).update_query(query))
    content = _content(headers, json, form, files, body)
    shared = _sessions.get(asyncio.get_running_loop())
    if shared is None:
        async with session() as shared:
            return await shared.ask(method.upper(), address, Limits(total, size), content)
    shared.users += 1
    try:
        return await shared.ask(method.upper(), address, Limits(total, size), content)
    finally:
        await shared.left()


async def get(address: str, **how: Any) -> Answer:
    return await ask("GET", address, **how)


async def post(address: str, **how: Any) -> Answer:
    return await ask("POST", address, **how)


async def is_allowed(address: str) -> bool:
    """Whether the installer lets this address's exact host and port through."""
    target = aim(address)
    return (target.host, target.port) in (await surroundings()).allowed


def run(work: Coroutine[Any, Any, T]) -> T:
    """Waits for ``work`` from code that is not asynchronous: the one way there, for a transaction is seen here."""
    try:
        refuse_in_transaction()
    except BaseException:
        work.close()
        raise
    return async_to_sync(_within_session)(work)


async def _within_session(work: Coroutine[Any, Any, T]) -> T:
    async with session():
        return await work


def _content(
    headers: Mapping[str, str] | None,
    json: Any,
    form: Mapping[str, str] | list[tuple[str, str]] | None,
    files: Mapping[str, File] | None,
    body: bytes | None,
) -> dict[str, Any]:
    """What goes along with a call, in aiohttp's words."""
    content: dict[str, Any] = {"headers": dict(headers or {})}
    if files:
        content["data"] = _multipart(form, files)
    elif json is not None:
        content["data"] = dumps(json).encode()
        content["headers"].setdefault("Content-Type", "application/json")
    elif form is not None:
        content["data"] = aiohttp.FormData(form if isinstance(form, list) else dict(form))
    elif body is not None:
        content["data"] = body
    return content


def _multipart(form: Mapping[str, str] | list[tuple[str, str]] | None, files: Mapping[str, File]) -> aiohttp.FormData:
    data = aiohttp.FormData(default_to_multipart=True)
    for name, word in form.items() if isinstance(form, Mapping) else form or []:
        data.add_field(name, word)
    for name, file in files.items():
        data.add_field(name, file.content, filename=file.name, content_type=file.mime)
    return data


def _next(target: Target, goal: str, content: dict[str, Any]) -> tuple[Target, dict[str, Any]]:
    """The next hop. What was given for one host stays there; only what says nothing about us goes on."""
    try:
        address = str(target.url.join(URL(goal)))
    except ValueError as error:
        raise NotAllowedAddress("unreadable", target.host) from error
    following = aim(address)
    if following.origin == target.origin:
        return following, content
    headers = {name: word for name, word in content["headers"].items() if name.lower() in MAY_FOLLOW_ELSEWHERE}
    return following, {"headers": headers}


def _tracing() -> aiohttp.TraceConfig:
    """aiohttp tells of headers when they are ready, and of a body's part right before it writes: the headers go out
    with the first part, so that the moment is looked at a last time where nothing can come in between."""

    async def handed_over(_session: Any, context: Any, _params: Any) -> None:
        context.trace_request_ctx.was_sent = True

    async def about_to_write(_session: Any, context: Any, _params: Any) -> None:
        call: _Call = context.trace_request_ctx
        if not call.has_begun and is_too_late():
            call.was_sent, call.is_too_late = False, True
            refuse_too_late()
        call.has_begun = True

    async def ready_to_begin(_session: Any, _context: Any, _params: Any) -> None:
        refuse_too_late()

    config = aiohttp.TraceConfig()
    config.on_connection_create_end.append(ready_to_begin)
    config.on_connection_reuseconn.append(ready_to_begin)
    config.on_request_headers_sent.append(handed_over)
    config.on_request_chunk_sent.append(about_to_write)
    return config
