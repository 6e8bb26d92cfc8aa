"""The Bluesky that the live tests run: it is whole, it is on loopback, and it goes away."""

import os
from pathlib import Path

import pytest

from tests.live.bluesky import Bluesky, bluesky
from tests.live.servers.processes import Process

pytestmark = pytest.mark.live


def test_the_network_knows_its_own_accounts(bluesky_network: Bluesky) -> None:
    house = bluesky_network.account("harbour")
    query = f"?handle={house.handle}"
    for place in (bluesky_network.pds, bluesky_network.appview):
        assert bluesky_network.call("com.atproto.identity.resolveHandle", query=query, at=place)["did"] == house.did


def test_it_listens_on_loopback_only(bluesky_network: Bluesky) -> None:
    inodes = _sockets_of(bluesky_network.pid)
    listening = [line.split() for name in ("tcp", "tcp6") for line in _table(bluesky_network.pid, name)]
    places = {words[1].split(":")[0] for words in listening if words[3] == "0A" and words[9] in inodes}
    assert places == {"0100007F"}


def test_nothing_of_it_is_left_behind() -> None:
    with bluesky(with_appview=False) as network:
        assert Path(f"/proc/{network.pid}").exists()
    assert not Path(f"/proc/{network.pid}").exists()


def test_a_server_that_ends_at_once_says_why(tmp_path: Path) -> None:
    server = Process("broken", ["sh", "-c", "echo no room at the quay; exit 3"], tmp_path)
    with pytest.raises(Exception, match="no room at the quay"):
        server.wait_until(lambda: False)


def _sockets_of(pid: int) -> set[str]:
    links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    return {link.removeprefix("socket:[").rstrip("]") for link in links if link.startswith("socket:")}


def _table(pid: int, name: str) -> list[str]:
    return Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
