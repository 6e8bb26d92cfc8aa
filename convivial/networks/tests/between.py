"""Stands between our adapter and a real server on loopback, and loses one answer when it is told to.

The real server has accepted and made the thing by then: what a broken line does, at the worst moment.
"""

import asyncio
import threading
from types import TracebackType

import aiohttp
from aiohttp import web

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "host"}


class Between:
    """``address`` is what the adapter is told; ``lose(method, path)`` loses the answer to the next such request."""

    def __init__(self, real: str, keeps_host: bool = False) -> None:
        self.real, self.port, self.keeps_host = real, 0, keeps_host
        self.losing: tuple[str, str] | None = None
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    def lose(self, method: str, path: str) -> None:
        self.losing = (method, path)

    def __enter__(self) -> "Between":
        self._thread.start()
        assert self._ready.wait(10), "The line to the real server could not be opened."
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _listen(self) -> web.AppRunner:
        application = web.Application(client_max_size=64 * 1024 * 1024)
        application.router.add_route("*", "/{path:.*}", self._pass_on)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        return runner

    async def _pass_on(self, request: web.Request) -> web.Response:
        headers = {name: word for name, word in request.headers.items() if name.lower() not in HOP_BY_HOP}
        if self.keeps_host:  # for servers that name themselves by the host they are asked for
            headers["Host"] = request.headers["Host"]
        body = await request.read()
        async with (
            aiohttp.ClientSession() as client,
            client.request(
                request.method, self.real + request.path_qs, data=body, headers=headers, allow_redirects=False
            ) as answer,
        ):
            content = await answer.read()
            back = {name: word for name, word in answer.headers.items() if name.lower() not in HOP_BY_HOP}
        if self.losing == (request.method, request.path):
            self.losing = None
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=answer.status, body=content, headers=back)
