"""A Mastodon server on loopback: mastodon-mock, which is not by us and claims to be version 4.6."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.live.servers.processes import Process, free_port

ACCOUNTS = 60
WAY = "tests/live/mastodon.py"


@dataclass
class MastodonServer:
    """``take()`` gives every test an account of its own: its name and its token."""

    port: int
    _taken: int = field(default=0, repr=False)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    def take(self) -> tuple[str, str]:
        self._taken += 1
        assert self._taken <= ACCOUNTS, f"{WAY}: more accounts are needed than were made."
        return f"harbour{self._taken}", f"token-of-harbour{self._taken}"

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.address}/api/v2/instance", timeout=2).ok
        except requests.RequestException:
            return False


@contextmanager
def mastodon() -> Iterator[MastodonServer]:
    """Runs until the block ends. Fails with the server's last words when it cannot be had."""
    server = MastodonServer(free_port())
    with tempfile.TemporaryDirectory(prefix="convivial-mastodon-") as name:
        folder = Path(name)
        (folder / "server.toml").write_text(_settings())
        command: list[object] = [
            sys.executable, "-m", "mastodon_mock", "serve", "--config", folder / "server.toml", "--in-memory",
            "--host", "127.0.0.1", "--port", server.port,
        ]  # fmt: skip
        process = Process("mastodon", command, folder)
        try:
            process.wait_until(server.answers)
            yield server
        finally:
            process.stop()


def _settings() -> str:
    accounts = [
        f'[[seed.accounts]]\nusername = "harbour{number}"\ndisplay_name = "Harbour Coffee {number}"\n'
        f'access_token = "token-of-harbour{number}"\n'
        for number in range(1, ACCOUNTS + 1)
    ]
    # Its check of scopes knows "read" and "write" only, and would refuse the smaller ones that we ask for.
    return "\n".join(["[auth]", "enforce_scopes = false", "", *accounts])
