"""The ground under every network's stand-in: a small real HTTP server with moods and a log of what was made.

A network's ``stand_in.py`` speaks the dialect, strictly as documented; this module brings what is the same for all:

    with MastodonStandIn() as there:                       # in a thread of this process, on a free port
        there.feel(Mood.BUSY)                              # for good, or: there.feel(Mood.BUSY, times=1)
        …
        assert there.log.texts() == ["Good morning"]       # what really was made, by its own log

    python -m convivial.networks.standing_in mastodon --port 8401 --log made.sqlite3 --delay 0.08 --accounts 500

``log`` is the only witness that tests of *lost* and *doubled* believe. Stand-ins live in tests, rehearsals and
benchmarks; the product itself never starts one.
"""

import asyncio
import json
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Mood(Enum):
    KIND = "kind"
    BUSY = "busy"  # 429 before anything is made
    SLOW = "slow"  # makes it, then keeps the caller waiting for ``slowness`` seconds
    REFUSES = "refuses"  # says no before anything is made
    HANGS_UP_AFTER_ACCEPTING = "hangs_up_after_accepting"
    ANSWERS_4XX_AFTER_CREATING = "answers_4xx_after_creating"
    LISTS_LATE = "lists_late"  # what is new is missing from lists for ``lateness`` seconds
    EXPIRES_TOKENS = "expires_tokens"  # no token opens any more until it is renewed
    DOWN = "down"  # 503 before anything is made


@dataclass(frozen=True)
class Made:
    """One thing that was really made there."""

    account: str
    remote_id: str
    key: str = ""
    text: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    at: float = 0.0


class Log:
    """What was made and removed, in a SQLite file (or memory) that a test reads, also from another process."""

    def __init__(self, path: str = ":memory:") -> None:
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS made (id INTEGER PRIMARY KEY, account TEXT, remote_id TEXT, key TEXT,"
            " text TEXT, extra TEXT, at REAL, removed_at REAL)"
        )

    def add(self, made: Made) -> None:
        values = (made.account, made.remote_id, made.key, made.text, json.dumps(dict(made.extra)), made.at)
        self._run("INSERT INTO made (account, remote_id, key, text, extra, at) VALUES (?, ?, ?, ?, ?, ?)", values)

    def remove(self, remote_id: str) -> None:
        self._run("UPDATE made SET removed_at = ? WHERE remote_id = ?", (time.time(), remote_id))

    def all(self) -> list[Made]:
        """Everything that was ever made, oldest first."""
        return self._read("SELECT account, remote_id, key, text, extra, at FROM made ORDER BY id")

    def there(self) -> list[Made]:
        """What was made and not removed."""
        return self._read(
            "SELECT account, remote_id, key, text, extra, at FROM made WHERE removed_at IS NULL ORDER BY id"
        )

    def texts(self) -> list[str]:
        return [made.text for made in self.all()]

    def doubled(self) -> list[str]:
        """Texts that an account made more than once: nobody but a double send writes the same words there twice."""
        rows = self._run("SELECT text FROM made GROUP BY account, text HAVING count(*) > 1", ())
        return [row[0] for row in rows]

    def _read(self, statement: str) -> list[Made]:
        rows = self._run(statement, ())
        return [
            Made(account, remote, key, text, json.loads(extra), at) for account, remote, key, text, extra, at in rows
        ]

    def _run(self, statement: str, values: Iterable[Any]) -> list[Any]:
        with self._lock:
            return self._database.execute(statement, tuple(values)).fetchall()


class StandIn(ABC):
    """Subclasses give ``routes``, ``busy``, ``refusal`` and ``down``, and make things through ``creating``."""

    name = ""
    lateness = 300.0
    slowness = 30.0

    def __init__(self, port: int = 0, log: str = ":memory:", delay: float = 0.0) -> None:
        self.port, self.delay = port, delay
        self.log = Log(log)
        self.calls: list[tuple[str, str]] = []  # method and path of every request, for tests of what was not asked
        self._mood, self._times = Mood.KIND, 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> tuple[str, int]:
        """What the installer would have to allow."""
        return "127.0.0.1", self.port

    def feel(self, mood: Mood, times: int = 0) -> None:
        """From now on; with ``times`` for so many things that are to be made, then kind again."""
        self._mood, self._times = mood, times

    def is_(self, mood: Mood) -> bool:
        return self._mood is mood

    def is_listed(self, made_at: float) -> bool:
        """Whether a list shows what was made at that second of the epoch."""
        return self._mood is not Mood.LISTS_LATE or time.time() - made_at > self.lateness

    async def creating(
        self, request: web.Request, make: Callable[[], Made], answer: Callable[[Made], web.Response]
    ) -> web.StreamResponse:
        """Makes one thing in the mood of the hour. ``make`` must be short and do all of it at once."""
        mood = self._spend_mood()
        if self.delay:
            await asyncio.sleep(self.delay)
        if mood in (Mood.BUSY, Mood.REFUSES, Mood.DOWN):
            return {Mood.BUSY: self.busy, Mood.REFUSES: self.refusal, Mood.DOWN: self.down}[mood]()
        made = make()
        self.log.add(made)
        if mood is Mood.HANGS_UP_AFTER_ACCEPTING:
            _hang_up(request)
        if mood is Mood.SLOW:
            await asyncio.sleep(self.slowness)
        return self.misleading() if mood is Mood.ANSWERS_4XX_AFTER_CREATING else answer(made)

    def _spend_mood(self) -> Mood:
        mood = self._mood
        if self._times:
            self._times -= 1
            if not self._times:
                self._mood = Mood.KIND
        return mood

    @abstractmethod
    def routes(self) -> list[web.RouteDef]: ...

    @abstractmethod
    def open_account(self, handle: str) -> Mapping[str, str]:
        """A new account; the secrets that open it."""

    @abstractmethod
    def busy(self) -> web.Response: ...

    @abstractmethod
    def refusal(self) -> web.Response: ...

    @abstractmethod
    def misleading(self) -> web.Response:
        """A 4xx that follows the creation: it sounds like a refusal and is none."""

    def down(self) -> web.Response:
        return web.Response(status=503, text="Down for a moment")

    def __enter__(self) -> "StandIn":
        self._thread = threading.Thread(target=self._run, name=f"stand-in {self.name}", daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError(f"The stand-in for {self.name} did not start.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Gone, as a server is gone: nobody listens on its port any more."""
        if self._thread and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = self._loop.run_until_complete(self.listen())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def listen(self) -> web.AppRunner:
        """Starts on ``port``, or on a free one when it is 0."""
        application = web.Application(middlewares=[self._noted], client_max_size=64 * 1024 * 1024)
        application.add_routes(self.routes())
        runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port, backlog=1024).start()
        self.port = runner.addresses[0][1]
        return runner

    @web.middleware
    async def _noted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if len(self.calls) < 10_000:
            self.calls.append((request.method, request.path))
        return await handler(request)


def _hang_up(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()
    raise ConnectionResetError


def main(arguments: list[str]) -> None:
    """Runs one stand-in as a process of its own, until it is ended; prints its address and its accounts' secrets."""
    from argparse import ArgumentParser
    from importlib import import_module

    parser = ArgumentParser(prog="python -m convivial.networks.standing_in")
    parser.add_argument("network")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", default=":memory:")
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--mood", default="kind")
    parser.add_argument("--accounts", type=int, default=1)
    asked = parser.parse_args(arguments)
    kind = import_module(f"convivial.networks.adapters.{asked.network}.stand_in").STAND_IN
    there: StandIn = kind(asked.port, asked.log, asked.delay)
    there.feel(Mood(asked.mood))
    asyncio.run(_until_ended(there, asked.accounts))


async def _until_ended(there: StandIn, accounts: int) -> None:
    runner = await there.listen()
    opened = [dict(there.open_account(f"account{number}")) for number in range(1, accounts + 1)]
    print(json.dumps({"address": there.address, "accounts": opened}), flush=True)  # noqa: T201 - its only answer
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
