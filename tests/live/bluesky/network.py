"""Starts the real software and makes accounts on it. By hand: ``python -m tests.live.bluesky``."""

import contextlib
import itertools
import json
import shutil
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.live.servers.node import environment, installed, node
from tests.live.servers.postgresql import postgresql
from tests.live.servers.processes import Process
from tests.live.servers.redis import redis

HERE = Path(__file__).resolve().parent
PASSWORD = "a harbour at six in the morning"


class Said(Exception):
    """The server refused; ``name`` is its own name for why."""

    def __init__(self, status: int, name: str, message: str) -> None:
        super().__init__(f"{status} {name}: {message}")
        self.status, self.name = status, name


@dataclass(frozen=True)
class Account:
    handle: str
    did: str
    token: str  # of a session with the account's own password
    app_password: str


@dataclass
class Bluesky:
    """``pds``, ``directory`` and ``appview`` are addresses; without an AppView the last one is empty."""

    pds: str
    directory: str
    appview: str
    pid: int

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)

    def account(self, name: str) -> Account:
        """A new account of a person or a house; the handle gets a number, so that a name can be used again."""
        handle = f"{name}{next(self._numbers)}.test"
        made = self.call(
            "com.atproto.server.createAccount",
            {"handle": handle, "email": f"{handle}@harbour.example", "password": PASSWORD},
        )
        word = self.call("com.atproto.server.createAppPassword", {"name": "convivial"}, made["accessJwt"])
        if self.appview:
            self.until(lambda: self._is_known(handle))
        return Account(handle, made["did"], made["accessJwt"], word["password"])

    def until(self, is_so: Callable[[], bool], seconds: float = 10) -> None:
        """The AppView hears of things a moment after the server: looks again until it knows."""
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"still not so after {seconds:.0f} seconds")
            time.sleep(0.05)

    def _is_known(self, handle: str) -> bool:
        try:
            self.call("app.bsky.actor.getProfile", query=f"?actor={handle}", at=self.appview)
        except Said:
            return False
        return True

    def write(self, account: Account, collection: str, record: dict[str, Any]) -> dict[str, Any]:
        """Makes a record of somebody's: a like, a follow, a reply."""
        record = {"$type": collection, "createdAt": "2026-11-26T08:00:00.000Z", **record}
        content = {"repo": account.did, "collection": collection, "record": record}
        return self.call("com.atproto.repo.createRecord", content, account.token)

    def call(self, name: str, content: object = None, token: str = "", query: str = "", at: str = "") -> Any:
        """One call past the adapter, to set a scene or to look what is really there."""
        request = urllib.request.Request(f"{at or self.pds}/xrpc/{name}{query}")
        request.method = "GET" if content is None else "POST"
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if content is not None:
            request.data = json.dumps(content).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            said = json.loads(error.read() or b"{}")
            raise Said(error.code, said.get("error", ""), said.get("message", "")) from error


@contextlib.contextmanager
def bluesky(with_appview: bool = True) -> Iterator[Bluesky]:
    """The network for as long as the block runs; nothing of it is left behind."""
    folder = Path(tempfile.mkdtemp(prefix="convivial-bluesky-"))
    folder.chmod(0o755)
    try:
        with contextlib.ExitStack() as stack:
            places = {}
            if with_appview:
                places["DB_POSTGRES_URL"] = stack.enter_context(postgresql(folder))
                places["REDIS_HOST"] = stack.enter_context(redis(folder))
            yield stack.enter_context(_network(folder, places))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _network(folder: Path, places: dict[str, str]) -> Iterator[Bluesky]:
    home, ready = installed(HERE), folder / "ready.json"
    for script in ("loopback.mjs", "start.mjs"):
        shutil.copy(HERE / script, home / script)
    quiet = {"NODE_ENV": "development", "LOG_ENABLED": "0", "TMPDIR": str(folder), "READY": str(ready)}
    size = "full" if places else "small"
    server = Process(
        "bluesky", [node(), home / "start.mjs", size], folder, environment={**environment(), **quiet, **places}
    )
    try:
        server.wait_until(ready.exists)
        said = json.loads(ready.read_text())
        yield Bluesky(said["pds"], said["directory"], said["appview"] or "", server.pid)
    finally:
        server.stop()
