"""A Redis of our own on a free port; it keeps nothing."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from .debian import program
from .processes import Process, free_port, own_folder, somebody_else


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Its host and port."""
    home, port = own_folder(folder / "redis"), free_port()
    command = [program("redis-server", "redis-server"), "--port", port, "--bind", "127.0.0.1", "--save", ""]
    server = Process("redis", command, home, user=somebody_else())
    try:
        server.listens_on(port)
        yield f"127.0.0.1:{port}"
    finally:
        server.stop()
