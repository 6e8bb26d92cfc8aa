"""The first minutes: whoever opens the house first shows a word that only the console printed."""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from convivial.lib.codes import ALPHABET

from .models import User

GROUPS, LETTERS = 4, 5  # 100 bits


def is_open() -> bool:
    """Whether nobody has an account yet."""
    return not User.objects.exists()


def announce(address: str) -> str:
    """What to print when the house starts: where to begin, as long as nobody has begun; then nothing.

    ``address`` is where the pages are served, without a slash at the end.
    """
    if not is_open():
        return ""
    return f"Nobody has opened this house yet. Begin here: {address}/welcome/?word={word()}"


def word() -> str:
    """The word, made when there is none. It lies in the data folder, readable by the house alone."""
    if not _kept():
        _file().unlink(missing_ok=True)
        _make()
    return _kept()


def is_the_word(said: str) -> bool:
    return bool(_plain(said)) and hmac.compare_digest(_plain(said).encode(), _plain(word()).encode())


def close() -> None:
    _file().unlink(missing_ok=True)


def _kept() -> str:
    return _file().read_text().strip() if _file().exists() else ""


def _make() -> None:
    fresh = "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _file().with_name(f"first-run-word.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(fresh)
    try:
        os.link(draft, _file())  # fails if another process was first: then its word holds
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _plain(said: str) -> str:
    return said.strip().casefold().replace(" ", "").replace("-", "")


def _file() -> Path:
    return settings.DATA / "first-run-word"
