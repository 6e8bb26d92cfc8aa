"""Erases people, and erases them again when a restored copy of the database brings them back.

Who was erased stands in the database and in the file ``erased`` of the data folder: a random code, the digest of an
address, a time. An older database in the same folder lacks what the file still has. At every start, before a page is
served or a post sent, those people are erased once more. For a copy of the whole folder there is
``python -m convivial erased``, whose list can be kept elsewhere, as the heads of the journal are.
"""

import json
import logging
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_datetime

from convivial.journal import sealing
from convivial.journal.recording import at_the_end, record
from convivial.lib.now import now

from .belonging import remove
from .errors import LastInstaller
from .models import Erasure, Installer, Invitation, User
from .models.user import about_address

log = logging.getLogger("convivial.team")

Entry = Mapping[str, str]  # code, about, at


@transaction.atomic
@at_the_end()
def erase(person: User) -> None:
    """Forgets who somebody was. What they did stays in the journal, by nobody's name; every text about them in it
    becomes unreadable, and the chain still holds. Whoever is needed, because a workspace or the house would be left
    with nobody, is told so."""
    for membership in person.memberships.select_related("workspace"):
        remove(membership, by=person)
    if _is_last_installer(person):
        raise LastInstaller
    Erasure.objects.create(code=person.code, about=about_address(person.email), at=now())
    _forget(person)
    transaction.on_commit(write_down)


def erase_again(entries: Iterable[Entry] | None = None) -> list[str]:
    """Erases whoever stands in the list of the data folder (or in ``entries``) and not in the database; answers their
    codes. The one who keeps the house alone stays until there is another, and the log says so."""
    told = list(_in_folder() if entries is None else entries)
    known = set(Erasure.objects.filter(code__in=[entry["code"] for entry in told]).values_list("code", flat=True))
    erased = [entry["code"] for entry in told if entry["code"] not in known and _erase_again(entry)]
    write_down()
    return erased


def write_down() -> int:
    """Adds to the file what it lacks; answers how many."""
    written = {entry["code"] for entry in _in_folder()}
    missing = [entry for entry in listed() if entry["code"] not in written]
    if missing:
        _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.writelines(json.dumps(dict(entry)) + "\n" for entry in missing)
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def listed() -> list[Entry]:
    rows = Erasure.objects.order_by("at", "pk").values_list("code", "about", "at")
    return [{"code": code, "about": about, "at": at.isoformat()} for code, about, at in rows]


@transaction.atomic
@at_the_end()
def _erase_again(entry: Entry) -> bool:
    person = User.objects.filter(code=entry["code"]).first()
    if person is not None and _is_last_installer(person):
        log.warning("An erased person keeps this house alone again: make another installer, then start anew.")
        return False
    Erasure.objects.create(code=entry["code"], about=entry["about"], at=_time(entry["at"]))
    for invitation in Invitation.objects.all():
        if invitation.about == entry["about"]:
            invitation.delete()
    sealing.erase(entry["about"])
    sealing.erase(f"user:{entry['code']}")
    if person is not None:
        for membership in person.memberships.all():
            record(
                "workspace.leave", workspace=membership.workspace_id, by=person.pk, thing="member", code=person.code
            )  # fmt: skip
        _forget(person)
    return True


def _forget(person: User) -> None:
    Invitation.objects.filter(email=person.email).delete()
    sealing.erase(about_address(person.email))
    sealing.erase(f"user:{person.code}")
    record("account.erase", by=person.pk, thing="member", code=person.code)
    person.delete()


def _is_last_installer(person: User) -> bool:
    return hasattr(person, "installer") and not Installer.objects.exclude(user=person).exists()


def _time(word: str) -> datetime:
    return parse_datetime(word) or now()


def _in_folder() -> list[Entry]:
    """A line that was cut off by a crash is left out; the next writing adds it anew."""
    return read(_file().read_text()) if _file().exists() else []


def read(text: str) -> list[Entry]:
    found: list[Entry] = []
    for line in text.splitlines():
        try:
            entry = json.loads(line)
            found.append({name: str(entry[name]) for name in ("code", "about", "at")})
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _file() -> Path:
    return Path(settings.DATA) / "erased"
