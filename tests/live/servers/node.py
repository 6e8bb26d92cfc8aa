"""Node 22 and the locked packages of a server, once for each lock.

Node 24 is no choice: it ends the Bluesky server at its first idle garbage collection (better-sqlite3 before 13).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bootstrap
from bootstrap import CACHE, NotReady, say

from .debian import program

LINES_OF_TROUBLE = 12


def node() -> Path:
    """A Node 22 that has its C++ headers beside it, for packages that compile: from the path, else from a package."""
    on_path = shutil.which("node")
    if on_path:
        real = Path(on_path).resolve()
        if bootstrap.node_major(real) == 22 and _headers(real).exists():
            return real
    bootstrap.make_venv()
    return Path(bootstrap.packaged_node()) / "bin" / "node"


def installed(folder: Path) -> Path:
    """A folder with the packages of ``folder/package-lock.json`` installed; the first time takes minutes."""
    lock = (folder / "package-lock.json").read_bytes()
    home = CACHE / "servers" / f"{folder.name}-{hashlib.sha256(lock).hexdigest()[:16]}"
    with _alone(home):
        if not (home / "complete").exists():
            _install(folder, home)
    return home


def _install(folder: Path, home: Path) -> None:
    say(f"Installing the server packages for {folder.name}; this takes some minutes, once")
    for tool in ("g++", "make"):
        program(tool, tool)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(folder / name, home / name)
    command = [node(), bootstrap.packaged_npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        [str(word) for word in command], cwd=home, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = "\n".join(done.stderr.strip().splitlines()[-LINES_OF_TROUBLE:])
        raise NotReady(f"The server packages for {folder.name} could not be installed:\n{last}")
    (home / "complete").touch()


def environment() -> dict[str, str]:
    """This Node first on the path, and its own headers for what compiles."""
    place = node().parent
    return {**os.environ, "PATH": f"{place}:{os.environ['PATH']}", "npm_config_nodedir": str(place.parent)}


def _headers(node_program: Path) -> Path:
    return node_program.parent.parent / "include" / "node" / "node.h"


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Two runs at once: the second waits for the first one's installation."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
