"""Makes of an edition what a network is given."""

from dataclasses import replace
from datetime import datetime

from convivial.lib import pictures
from convivial.networks.messages import LinkCard, Outgoing, Picture
from convivial.networks.network import Capabilities
from convivial.networks.registry import network

from .errors import PictureLost
from .links import verdicts
from .media import read
from .models import Edition, LinkLook, Media

CARD_SIDE, CARD_BYTES = 1_000, 900_000  # of a card's picture; Bluesky takes 1,000,000 bytes (app.bsky.embed.external)
LONGEST_SIDE = 3_072


def outgoing(edition: Edition, key: str, made_at: datetime | None = None) -> Outgoing:
    """What goes out for ``edition`` under the publication's ``key``. ``made_at`` is the moment that a network shows
    as the post's own (the publication's due time); without it, when the edition was made.

    ``PictureLost`` when a picture's bytes are not those that the edition names: nothing else may go out instead.
    A text without pictures takes no query when the edition comes with ``variant__channel`` and ``variant__post``.
    """
    limits = _limits(edition)
    shown = tuple(_pictures(edition, limits))
    return Outgoing(
        key=key,
        text=edition.text,
        language=edition.language,
        made_at=made_at or edition.made_at,
        pictures=shown,
        card=_card(edition) if limits.link_card == "ours" and edition.links and not shown else None,
    )


def _limits(edition: Edition) -> Capabilities:
    channel = edition.variant.channel
    return network(channel.network).limits(channel.limits)


def _pictures(edition: Edition, limits: Capabilities) -> list[Picture]:
    wanted = edition.pictures
    rows = Media.objects.select_related("workspace").in_bulk([each["media"] for each in wanted]) if wanted else {}
    made = []
    for each in wanted:
        media = rows.get(each["media"])
        if media is None:
            raise PictureLost
        made.append(replace(_fitting(media, read(media, each["sha256"]), limits), alt=each["alt"]))
    return made


def _fitting(media: Media, content: bytes, limits: Capabilities) -> Picture:
    """As it is where the network takes it so, else encoded once more under the network's limit."""
    if limits.picture_bytes is None or len(content) <= limits.picture_bytes:
        return Picture(content, media.mime, media.width, media.height)
    return _encoded(content, media.mime, limits.picture_bytes, LONGEST_SIDE)


def _encoded(content: bytes, mime: str, max_bytes: int, max_side: int) -> Picture:
    try:
        made = pictures.encode_under(content, mime, max_bytes, max_side)
    except pictures.Refused as error:
        raise PictureLost from error
    return Picture(made.content, made.mime, made.width, made.height)


def _card(edition: Edition) -> LinkCard | None:
    """Of the first link, when its page said what it is."""
    address = edition.links[0]
    look = verdicts(edition.variant.post.workspace_id, [address]).get(address)
    if look is None or not look.title:
        return None
    return LinkCard(address, look.title, look.description, _thumbnail(look))


def _thumbnail(look: LinkLook) -> Picture | None:
    """A card without its picture is still a card."""
    if look.picture is None:
        return None
    try:
        content = read(look.picture)
        if len(content) <= CARD_BYTES:
            return Picture(content, look.picture.mime, look.picture.width, look.picture.height)
        return _encoded(content, look.picture.mime, CARD_BYTES, CARD_SIDE)
    except PictureLost:
        return None
