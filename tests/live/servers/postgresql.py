"""A PostgreSQL of our own on a free port, from Debian's binaries: they alone bring the extension pg_trgm."""

import contextlib
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bootstrap import NotReady

from .debian import program
from .processes import Process, free_port, own_folder, somebody_else


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Its address; everything in it is gone at the end."""
    home, port, user = own_folder(folder / "postgresql"), free_port(), somebody_else()
    initdb = program("initdb", "postgresql", *_debian_folders())
    words = [str(initdb), "-D", str(home / "data"), "-U", "convivial", "-A", "trust", "-E", "UTF8", "--no-sync"]
    done = subprocess.run(words, cwd=home, user=user, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReady(f"PostgreSQL could not lay out its folder: {done.stderr.strip()[-600:]}")
    server = Process("postgresql", _command(initdb.parent, home, port), home, user=user, end=signal.SIGINT)
    try:
        server.listens_on(port)
        yield f"postgresql://convivial@127.0.0.1:{port}/postgres"
    finally:
        server.stop()


def _debian_folders() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _command(binaries: Path, home: Path, port: int) -> list[object]:
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": home, "fsync": "off"}
    words: list[object] = [binaries / "postgres", "-D", home / "data", "-p", port]
    return words + [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
