"""Fetches the picture that a page shows of itself, decodes and encodes it again like every picture, and keeps it for
the cards of networks that want them from us. A card without a picture is still a card: nothing here fails."""

import asyncio
from collections.abc import Iterable

from asgiref.sync import sync_to_async

from convivial.lib import pictures, web

from .errors import NotTaken
from .media import decoded, keep
from .models import LinkLook

SECONDS = 10.0
LARGEST = 8 * 1024 * 1024
SIDE, BYTES = 1_000, 900_000  # Bluesky takes 1,000,000 bytes (app.bsky.embed.external)
AT_ONCE = 8


async def fetch(workspace_id: int, addresses: Iterable[str]) -> int:
    """For those of these links that open, name a picture, and have none yet; answers how many were kept."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(look: LinkLook) -> bool:
        async with gate:
            return await _fetched(look)

    missing = await sync_to_async(_missing)(workspace_id, list(addresses))
    return sum(await asyncio.gather(*map(one, missing)))


def _missing(workspace_id: int, addresses: list[str]) -> list[LinkLook]:
    rows = LinkLook.objects.filter(workspace=workspace_id, address__in=addresses, verdict="opens", picture=None)
    return list(rows.exclude(image="").select_related("workspace"))


async def _fetched(look: LinkLook) -> bool:
    try:
        answer = await web.get(look.image, headers={"Accept": "image/*"}, total=SECONDS, size=LARGEST)
    except web.WebError:
        return False
    picture = await asyncio.to_thread(_decoded, answer.body) if answer.is_good else None
    return picture is not None and await sync_to_async(_kept)(look, picture)


def _decoded(content: bytes) -> pictures.Decoded | None:
    """Takes up to some seconds, and no database: in a thread where nobody waits for it."""
    try:
        return decoded(pictures.encode_under(content, "image/jpeg", BYTES, SIDE).content)
    except (pictures.Refused, NotTaken):
        return None


def _kept(look: LinkLook, picture: pictures.Decoded) -> bool:
    try:
        kept = keep(look.workspace, None, look.title, picture)
    except NotTaken:
        return False
    return bool(LinkLook.objects.filter(pk=look.pk, image=look.image).update(picture=kept))
