"""There is one door to the network, and nobody climbs through a window.

The first test reads what the code imports; the second is an audit hook that sees every connection that Python opens
while any test runs: to loopback only, and from the product's own code only through ``lib.web``.
"""

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import nothing_leaves

CODE = Path(__file__).resolve().parent.parent / "convivial"

WINDOWS = {
    "aiohttp", "aiosmtplib", "ftplib", "http.client", "httpcore", "httpx", "imaplib", "niquests", "nntplib",
    "paramiko", "poplib", "requests", "smtplib", "socket", "socketserver", "telnetlib", "urllib.request", "urllib3",
    "websockets", "xmlrpc",
}  # fmt: skip
OPENERS = {"open_connection", "create_connection", "sock_connect", "open_unix_connection", "urlopen", "urlretrieve"}

HARMLESS = {"SMTPException"}  # what Django's mail raises; a name, no connection

# Who may import one of them, and why.
MAY = {
    "lib/web": "the door itself",
    "networks/standing_in.py": "the ground of stand-ins: a server for tests, it asks nobody",
    "networks/adapters/mastodon/stand_in.py": "a stand-in",
    "networks/adapters/bluesky/stand_in.py": "a stand-in",
    "team/handing.py": "names of what Django's mail raises; it opens no connection itself",
    "work/": "the supervisor listens on our own port, and asks nobody",
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        name = str(path.relative_to(CODE))
        if "tests" not in path.parts and not name.startswith(tuple(MAY)):
            yield name, ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name not in HARMLESS)


def is_window(module: str) -> bool:
    return any(module == window or module.startswith(f"{window}.") for window in WINDOWS)


def test_no_other_module_opens_connections() -> None:
    found = [f"{name} imports {module}" for name, tree in sources() for module in imported(tree) if is_window(module)]
    assert found == []


def test_no_other_module_calls_what_opens_connections() -> None:
    found = []
    for name, tree in sources():
        called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        found += [
            f"{name}: {call.attr}" for call in called if isinstance(call, ast.Attribute) and call.attr in OPENERS
        ]
    assert found == []


def test_asynchronous_work_is_waited_for_at_the_door_only() -> None:
    """``web.run`` sees the transaction of the one who waits; ``async_to_sync`` does not."""
    found = [name for name, tree in sources() if "asgiref.sync.async_to_sync" in set(imported(tree))]
    assert found == []


def test_every_exception_is_still_needed() -> None:
    for place in MAY:
        assert (CODE / place).exists(), f"{place} is gone: take it from the list"


@pytest.mark.parametrize("module", ["socket", "aiohttp.web", "http.client", "urllib.request"])
def test_the_list_sees_what_it_is_for(module: str) -> None:
    assert is_window(module)


def test_a_connection_to_somebody_else_is_refused_and_reported() -> None:
    with pytest.raises(nothing_leaves.LeavesLoopback), socket.socket() as line:
        line.connect(("93.184.215.14", 80))
    with pytest.raises(nothing_leaves.LeavesLoopback):
        socket.getaddrinfo("harbour.example", 80)
    assert len(nothing_leaves.broken) == 2
    nothing_leaves.broken.clear()


def test_the_product_around_the_door_is_seen() -> None:
    code = compile("line.connect(place)", str(CODE / "content" / "links.py"), "exec")
    names = {"line": socket.socket()}
    with socket.create_server(("127.0.0.1", 0)) as there, pytest.raises(nothing_leaves.LeavesLoopback):
        exec(code, {**names, "place": there.getsockname()})
    names["line"].close()
    assert "around lib.web" in nothing_leaves.broken.pop()
