"""How a network would draw a variant: what it shortens, cuts, puts side by side or leaves out.

What is known of each network's own pages is data (``LOOKS``), looked up on the networks' public pages; the templates
``publishing/preview_<network>.html`` draw it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import NamedTuple

from convivial.content.models import LinkLook, Media, PostPicture, Variant
from convivial.networks.models import Channel

from .marking import Said, Span, shortened, spans


@dataclass(frozen=True)
class Look:
    """``link_length``: characters of an address that are shown; None: as written. ``lines``: after how many lines
    of about ``line_length`` characters a feed folds a post. ``card_beside_pictures``: whether a link's card is
    shown although there are pictures. ``pictures``: how many are shown."""

    link_length: int | None = None
    lines: int | None = None
    line_length: int = 62
    card_beside_pictures: bool = False
    pictures: int = 4


# Mastodon's web pages: addresses lose "https://" and end after 30 characters; a feed folds a post that is higher than
# 32 lines; a card is shown only where there is no picture. Bluesky: an embed is either pictures or a card.
LOOKS: Mapping[str, Look] = {
    "mastodon": Look(link_length=30, lines=32),
    "bluesky": Look(),
    "practice": Look(link_length=40),
}


@dataclass(frozen=True)
class Card:
    """A link's card: the page's own title and description, and the host as it is shown."""

    title: str
    description: str
    host: str
    picture: Media | None = None


class Tab(NamedTuple):
    """A channel as it is called where there is little room: without its server."""

    variant: Variant
    called: str


@dataclass(frozen=True)
class Preview:
    network: str
    name: str
    handle: str
    at: datetime | None
    spans: Sequence[Span]
    pictures: Sequence[PostPicture] = ()
    card: Card | None = None
    is_folded: bool = False
    is_live: bool = False  # the words are those in the writing field: they follow while somebody types
    link_length: int = 0  # how many characters of a link are shown; 0: as written
    language: str = field(default="en")

    @property
    def template(self) -> str:
        return f"publishing/preview_{self.network if self.network in LOOKS else 'practice'}.html"

    @property
    def initial(self) -> str:
        return (self.name.strip() or self.handle.strip("@ ") or "?")[:1].upper()


def preview(
    channel: Channel,
    text: str,
    language: str,
    pictures: Sequence[PostPicture],
    looks: Mapping[str, LinkLook],
    at: datetime | None = None,
    is_live: bool = False,
    said: Iterable[Said] = (),
) -> Preview:
    """``looks``: what was seen when the links of the text were last opened, by address. ``said``: what somebody
    remarks on."""
    look = LOOKS.get(channel.network, Look())
    found = spans(text)
    return Preview(
        network=channel.network,
        name=channel.name,
        handle=handle(channel),
        at=at,
        spans=[_shown(span, look) for span in spans(text, said)],
        pictures=list(pictures)[: look.pictures],
        card=None if pictures and not look.card_beside_pictures else _card(found, looks),
        is_folded=look.lines is not None and _lines(text, look.line_length) > look.lines,
        is_live=is_live,
        link_length=look.link_length or 0,
        language=language,
    )


def handle(channel: Channel) -> str:
    """The account's name with its "@"; where the network has many servers, with the server."""
    bare = channel.handle.lstrip("@")
    if channel.network == "mastodon" and "@" not in bare and channel.server:
        bare = f"{bare}@{channel.server.removeprefix('https://')}"
    return f"@{bare}"


def tabs(variants: Iterable[Variant]) -> list[Tab]:
    return [Tab(variant, "@" + variant.channel.handle.lstrip("@").split("@")[0]) for variant in variants]


def _shown(span: Span, look: Look) -> Span:
    if span.kind == "link" and look.link_length is not None:
        return Span("link", shortened(span.text, look.link_length))
    return span


def _card(found: Sequence[Span], looks: Mapping[str, LinkLook]) -> Card | None:
    """The card of the first link whose page told us its title."""
    for span in found:
        seen = looks.get(span.text) if span.kind == "link" else None
        if seen and seen.title:
            host = shortened(span.text, 200).split("/")[0]
            return Card(seen.title, seen.description, host, seen.picture)
    return None


def _lines(text: str, line_length: int) -> int:
    return sum(max(1, ceil(len(line) / line_length)) for line in text.split("\n"))
