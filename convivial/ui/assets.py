"""Where the built files are: ``build.mjs`` gives each a name that tells its content and lists them in a manifest."""

import json
import time
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "assets"
MANIFEST = FOLDER / "manifest.json"
AT = "/assets/"


def address(name: str) -> str:
    """``main.css`` → ``/assets/main-0123456789.css``. What is not built keeps its name, and the check says so."""
    return AT + _listed().get(name, name)


def is_built() -> bool:
    return MANIFEST.is_file()


def _listed() -> dict[str, str]:
    return _read(MANIFEST, _changed(MANIFEST, int(time.monotonic())))


@lru_cache(maxsize=2)
def _changed(manifest: Path, second: int) -> int | None:
    """When it was built; None: never. A page has a hundred icons, so the disk is asked once a second at most."""
    try:
        return manifest.stat().st_mtime_ns
    except FileNotFoundError:
        return None


@lru_cache(maxsize=2)
def _read(manifest: Path, changed: int | None) -> dict[str, str]:
    listed: dict[str, str] = {} if changed is None else json.loads(manifest.read_text())
    return listed
