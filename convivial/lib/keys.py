"""The key files of an installation. They lie in ``data/keys``, readable by the installation's own user alone,
outside the database and outside every backup of it."""

import os
import secrets
from pathlib import Path

LENGTH = 64


class LostKey(RuntimeError):
    """A key file that is there but cannot be used."""


def signing_key(data: Path) -> str:
    """Signs sessions, links and invitations."""
    return _read_or_make(data / "keys" / "signing")


def sealing_key(data: Path) -> bytes:
    """The root from which each channel's own sealing key is derived (see ``lib.secrets``)."""
    return _read_or_make(data / "keys" / "sealing").encode()


def next_sealing_key(data: Path) -> bytes:
    """The key that takes the sealing key's place when everything is sealed with it."""
    return _read_or_make(data / "keys" / "sealing.next").encode()


def _read_or_make(path: Path) -> str:
    try:
        word = path.read_text().strip()
    except FileNotFoundError:
        return _make(path)
    if len(word) < LENGTH:
        raise LostKey(f"The key file {path.name} is damaged. Put back the one from your copy of the keys folder.")
    return word


def _make(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    word = secrets.token_urlsafe(LENGTH)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(word)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if another process was first: then its key holds
    except FileExistsError:
        return path.read_text().strip()
    finally:
        draft.unlink()
    sync_folder(path.parent)
    return word


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut: what a lost key sealed is lost too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
