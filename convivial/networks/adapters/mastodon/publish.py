"""Publishing, finding and removing. Sources: methods/statuses, methods/media.

A status is found again by looking, not by sending it again with its key: among the account's own statuses since the
publication was first tried, the one with the same words and pictures that is not known to be another one.
"""

import asyncio
import unicodedata
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from convivial.lib import web
from convivial.networks.errors import OutcomeUnknown, Refused, TryLater
from convivial.networks.messages import Outgoing, Picture, Receipt
from convivial.networks.network import Access, Found
from convivial.networks.speaking import speak, understood

from .answers import error_of
from .instance import base
from .listing import PAGE, moment, page, place
from .words import plain

SLACK = timedelta(minutes=10)  # how far a server's clock may be from ours
PAGES = 10
LOOKS, REST = 20, 1.0  # how often, and how many seconds apart, we ask whether a picture is ready


async def prepare(access: Access, outgoing: Outgoing) -> dict[str, str]:
    """Uploads the pictures, with their alt texts, and waits until the server has worked on them."""
    ids = [await _upload(access, picture) for picture in outgoing.pictures]
    for media in ids:
        await _ready(access, media)
    return {"media": ",".join(ids)} if ids else {}


async def publish(access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt:
    if outgoing.pictures and not prepared.get("media"):
        prepared = await prepare(access, outgoing)
    answer = await _post(access, outgoing, prepared)
    if answer.status == 404 and outgoing.pictures:  # uploads that were never used are thrown away after a day
        answer = await _post(access, outgoing, await prepare(access, outgoing))
    if not answer.is_good:
        raise error_of(answer, access, makes=True)
    return _receipt(access, understood(answer, makes=True), makes=True)


async def find(access: Access, outgoing: Outgoing, others: Collection[str] = ()) -> Receipt | Found:
    since, before = outgoing.made_at - SLACK, ""
    for _ in range(PAGES):
        listed = await page(access, before)
        for said in listed:
            if moment(said) >= since and str(said["id"]) not in others and await _is_it(access, said, outgoing):
                return _receipt(access, said)
        if len(listed) < PAGE or moment(listed[-1]) < since:
            return Found.ABSENT
        before = str(listed[-1]["id"])
    return Found.UNTELLABLE


async def remove(access: Access, remote_id: str) -> None:
    answer = await speak("DELETE", _address(access, f"statuses/{remote_id}"), token=access.secrets["access_token"])
    if not answer.is_good and answer.status not in (404, 410):
        raise error_of(answer, access)


async def _post(access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> web.Answer:
    status: dict[str, Any] = {
        "status": outgoing.text,
        "visibility": "public",  # some servers' own default is "unlisted"
        "language": outgoing.language,
    }
    if prepared.get("media"):
        status["media_ids"] = prepared["media"].split(",")
    return await speak(
        "POST",
        _address(access, "statuses"),
        token=access.secrets["access_token"],
        makes=True,
        json=status,
        headers={"Idempotency-Key": outgoing.key},
    )


async def _upload(access: Access, picture: Picture) -> str:
    file = web.File(f"picture.{picture.mime.rpartition('/')[2]}", picture.content, picture.mime)
    answer = await speak(
        "POST",
        f"{base(access.server)}/api/v2/media",
        token=access.secrets["access_token"],
        form={"description": picture.alt} if picture.alt else {},
        files={"file": file},
        total=60,
    )
    said = understood(answer) if answer.status in (200, 202) else {}
    if not isinstance(said, Mapping) or not said.get("id"):
        raise _media_error(answer, access)
    return str(said["id"])


async def _ready(access: Access, media: str) -> None:
    """202 and 206 say that the server still works on it; see methods/media."""
    for look in range(LOOKS):
        answer = await speak("GET", _address(access, f"media/{media}"), token=access.secrets["access_token"])
        if answer.status == 200:
            return
        if answer.status != 206:
            raise _media_error(answer, access)
        await asyncio.sleep(min(REST, 0.1 * 2**look))
    raise TryLater("media_not_ready")


def _media_error(answer: web.Answer, access: Access) -> Exception:
    """A picture that the server does not take is refused as a picture; everything else is told as it is."""
    error = error_of(answer, access)
    if answer.status in (400, 413, 415, 422) and not isinstance(error, TryLater):
        return Refused("picture_refused", error.detail, part="picture")
    return error if not answer.is_good else TryLater("garbled")


async def _is_it(access: Access, said: Mapping[str, Any], outgoing: Outgoing) -> bool:
    pictures = said.get("media_attachments") or []
    if len(pictures) != len(outgoing.pictures):
        return False
    if _same(plain(str(said.get("content") or "")), outgoing.text):
        return True
    written = await _as_written(access, str(said["id"]))
    return written is not None and _same(written, outgoing.text)


async def _as_written(access: Access, remote_id: str) -> str | None:
    """The words as they were sent, for its author only; not every server tells them."""
    answer = await speak(
        "GET", _address(access, f"statuses/{remote_id}/source"), token=access.secrets["access_token"]
    )
    said = understood(answer) if answer.status == 200 else None
    return str(said.get("text", "")) if isinstance(said, Mapping) else None


def _same(left: str, right: str) -> bool:
    return _folded(left) == _folded(right)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _receipt(access: Access, said: Any, *, makes: bool = False) -> Receipt:
    """Proof: the status as the server tells it. Without an id there is none."""
    if not isinstance(said, Mapping) or not said.get("id") or "content" not in said:
        raise (OutcomeUnknown if makes else TryLater)("no_receipt")
    raw = {name: said[name] for name in ("id", "uri", "url", "created_at", "visibility", "language") if name in said}
    return Receipt(str(said["id"]), place(access, said), moment(said), raw)


def _address(access: Access, path: str) -> str:
    return f"{base(access.server)}/api/v1/{path}"
