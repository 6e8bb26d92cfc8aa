"""Where the built files are: ``build.mjs`` gives each a name that tells its content and lists them in a manifest."""

import json
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
    try:
        changed = MANIFEST.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _read(changed)


@lru_cache(maxsize=2)
def _read(changed: int) -> dict[str, str]:
    listed: dict[str, str] = json.loads(MANIFEST.read_text())
    return listed
