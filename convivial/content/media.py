"""Takes pictures in, and throws those away that nobody uses.

Nothing that came is stored: the picture is decoded and encoded again (``lib.pictures``), and the file's name and path
are ours. Files are written before the row, outside of every transaction; a file without a row is swept with the
orphans.
"""

import hashlib
import os
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from convivial.journal.recording import record
from convivial.lib import pictures
from convivial.lib.codes import new_code
from convivial.team.access import may
from convivial.team.models import User, Workspace

from .errors import NotTaken, PictureLost
from .models import Media

ROOM = 20 * 1024**3  # bytes of pictures of one workspace
KEPT_UNUSED = timedelta(hours=24)

REFUSALS = {
    "too_big": _("This file is larger than 20 MB. Save the picture smaller and add it again."),
    "too_many_pixels": _("This picture is larger than 40 megapixels (16 for WebP and AVIF). Make it smaller first."),
    "not_a_picture": _("This is no picture that can be shown here. Save it as JPEG, PNG or WebP and add it again."),
    "broken": _("This picture is damaged: it ends too early or cannot be read. Save it again and add the new file."),
    "too_hard": _("This picture could not be read within a reasonable time. Save it as JPEG and add that."),
    "no_room": _("There is no room for more pictures here. Ask whoever looks after this house for help."),
}


def add(workspace: Workspace, by: User, name: str, content: bytes, seconds: float = pictures.SECONDS) -> Media:
    """Decodes and keeps a picture; one that the workspace has already is answered as it is. ``NotTaken`` says why a
    file is none. Takes up to some ``seconds``; never call it inside a transaction."""
    if not may(by, "post.write", workspace):
        raise PermissionDenied
    return keep(workspace, by, name, decoded(content, seconds))


def decoded(content: bytes, seconds: float = pictures.SECONDS) -> pictures.Decoded:
    try:
        return pictures.decode(content, seconds)
    except pictures.Refused as refused:
        raise NotTaken(REFUSALS[refused.reason]) from refused


def keep(workspace: Workspace, by: User | None, name: str, picture: pictures.Decoded) -> Media:
    """``by`` is None for what the house itself fetches."""
    sha256 = hashlib.sha256(picture.content).hexdigest()
    known = Media.objects.filter(workspace=workspace, sha256=sha256).first()
    if known:
        return _renewed(known)
    if _filled(workspace) + len(picture.content) > ROOM:
        raise NotTaken(REFUSALS["no_room"])
    media = _new(workspace, by, name, picture, sha256)
    _write(media.path(), picture.content)
    _write(media.path("thumb"), picture.thumbnail.content)
    return _entered(media, by)


def read(media: Media, sha256: str | None = None) -> bytes:
    """The bytes of the full size. ``PictureLost`` when they are gone, or are not those that ``sha256`` names."""
    try:
        content = media.path().read_bytes()
    except OSError as error:
        raise PictureLost from error
    if hashlib.sha256(content).hexdigest() != (sha256 or media.sha256):
        raise PictureLost
    return content


def shown_name(name: str) -> str:
    """What the file was called, for people to recognise it: without path, control characters and turned text."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1][-1_000:]
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())[-200:] or str(_("Picture"))


def remove_orphans(now: datetime) -> int:
    """Removes pictures that nothing has used for 24 hours, and files without a row; answers how many pictures. Run by
    the keeper, once an hour."""
    removed = 0
    for media in _unused(now)[:500]:
        with transaction.atomic():
            gone = _unused(now).filter(pk=media.pk).delete()[1].get("content.Media", 0)
        if gone:
            _remove_files(media)
            removed += 1
    _sweep(now)
    return removed


def _new(workspace: Workspace, by: User | None, name: str, picture: pictures.Decoded, sha256: str) -> Media:
    return Media(
        code=new_code(), workspace=workspace, sha256=sha256, mime=picture.mime,
        thumbnail_mime=picture.thumbnail.mime, width=picture.width, height=picture.height,
        size=len(picture.content), is_still=picture.is_still, name=shown_name(name), added_by=by,
    )  # fmt: skip


def _entered(media: Media, by: User | None) -> Media:
    try:
        with transaction.atomic():
            media.save(force_insert=True)
            person = by.pk if by else None
            record("media.add", workspace=media.workspace_id, by=person, thing="media", code=media.code)
    except IntegrityError:  # somebody added the same picture at the same moment
        _remove_files(media)
        return Media.objects.get(workspace=media.workspace_id, sha256=media.sha256)
    return media


def _renewed(media: Media) -> Media:
    """Used again: its 24 hours begin anew, so that it is not swept from under the one who just added it."""
    Media.objects.filter(pk=media.pk).update(added_at=Now())
    return media


def _filled(workspace: Workspace) -> int:
    return Media.objects.filter(workspace=workspace).aggregate(sum=models.Sum("size"))["sum"] or 0


def _write(path: Path, content: bytes) -> None:
    """Never overwrites, never follows a link, readable by the house alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def _unused(now: datetime) -> "models.QuerySet[Media]":
    old = Media.objects.filter(added_at__lt=now - KEPT_UNUSED)
    return old.filter(uses=None, editions=None, link_looks=None).select_related("workspace")


def _remove_files(media: Media) -> None:
    for size in ("full", "thumb"):
        media.path(size).unlink(missing_ok=True)


def _sweep(now: datetime) -> None:
    """Files whose row never came, because the house stopped in between."""
    folder: Path = settings.DATA / "media"
    old = (now - KEPT_UNUSED).timestamp()
    files = [path for path in folder.glob("*/*") if path.is_file() and path.lstat().st_mtime < old]
    codes = {path.name.split(".")[0] for path in files}
    known = set(Media.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    for path in files:
        if path.name.split(".")[0] not in known:
            path.unlink(missing_ok=True)
