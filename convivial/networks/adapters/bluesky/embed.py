"""What goes out beside the words: pictures, or else a link's card (lexicons ``app.bsky.embed.*``).

A picture's file is uploaded first (``uploadBlob``) and named in the record by what came back; unnamed files are
thrown away by the server after some hours. Both limits are the lexicons' own: 2,000,000 bytes for a picture and
1,000,000 for a card's thumbnail.
"""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from convivial.lib import pictures
from convivial.networks.errors import Refused, TryLater
from convivial.networks.messages import LinkCard, Outgoing, Picture

from .calls import Call, said
from .session import Session

PICTURES = 4
PICTURE_BYTES = 2_000_000
THUMBNAIL_BYTES = 1_000_000
LONGEST_SIDE = 2000
BLOB = "blob:"


def embed(outgoing: Outgoing, known: Mapping[str, str]) -> dict[str, Any] | None:
    """Bluesky carries pictures or a card; with pictures the link stands in the text."""
    if outgoing.pictures:
        images = [_image(picture, json.loads(known[name_of(picture)])) for picture in outgoing.pictures]
        return {"$type": "app.bsky.embed.images", "images": images}
    return _external(outgoing.card, known) if outgoing.card else None


async def upload_missing(session: Session, outgoing: Outgoing, known: Mapping[str, str]) -> dict[str, str]:
    """Uploads what goes out and is not there yet: name → what the server calls it, as JSON."""
    wanted = [(picture, PICTURE_BYTES) for picture in outgoing.pictures]
    if not wanted and outgoing.card and outgoing.card.thumbnail:
        wanted = [(outgoing.card.thumbnail, THUMBNAIL_BYTES)]
    missing = {name_of(picture): (picture, limit) for picture, limit in wanted if name_of(picture) not in known}
    return {name: await _upload(session, picture, limit) for name, (picture, limit) in missing.items()}


def name_of(picture: Picture) -> str:
    """By its bytes, so that what was uploaded ahead is never taken for another picture."""
    return f"{BLOB}{hashlib.sha256(picture.content).hexdigest()}"


async def _upload(session: Session, picture: Picture, limit: int) -> str:
    file = await _fitted(picture, limit)
    call = Call(session.access.server, "com.atproto.repo.uploadBlob", body=file.content, mime=file.mime, posts=True)
    blob = said(await session.ask(call)).get("blob")
    if not isinstance(blob, dict) or blob.get("$type") != "blob" or not isinstance(blob.get("ref"), dict):
        raise TryLater("garbled", "not a file's shape")
    return json.dumps({"blob": blob, "width": file.width, "height": file.height}, sort_keys=True)


async def _fitted(picture: Picture, limit: int) -> Picture | pictures.Encoded:
    if len(picture.content) <= limit and max(picture.width, picture.height) <= LONGEST_SIDE:
        return picture
    try:
        return await asyncio.to_thread(pictures.encode_under, picture.content, picture.mime, limit, LONGEST_SIDE)
    except pictures.Refused as error:
        raise Refused("picture_refused", error.reason, part="pictures") from error


def _image(picture: Picture, file: Mapping[str, Any]) -> dict[str, Any]:
    ratio = {"width": file["width"], "height": file["height"]}
    return {"alt": picture.alt, "image": file["blob"], "aspectRatio": ratio}


def _external(card: LinkCard, known: Mapping[str, str]) -> dict[str, Any]:
    external: dict[str, Any] = {"uri": card.address, "title": card.title, "description": card.description}
    if card.thumbnail:
        external["thumb"] = json.loads(known[name_of(card.thumbnail)])["blob"]
    return {"$type": "app.bsky.embed.external", "external": external}
