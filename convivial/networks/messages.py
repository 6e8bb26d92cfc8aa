"""What goes to a network and what comes back, free of databases and of posts: an adapter can be read alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Picture:
    """An image as bytes that this house decoded and encoded again; width and height in pixels."""

    content: bytes
    mime: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class LinkCard:
    """What a page says about itself, for networks that want the card from us."""

    address: str
    title: str
    description: str = ""
    thumbnail: Picture | None = None


@dataclass(frozen=True)
class Outgoing:
    """One variant, ready to go out. ``key`` is chosen once, before the first try, and never changes: the network's
    own record key where it takes one (Bluesky: a TID), else what goes into ``Idempotency-Key``."""

    key: str
    text: str
    language: str
    made_at: datetime
    pictures: tuple[Picture, ...] = ()
    card: LinkCard | None = None


@dataclass(frozen=True)
class Receipt:
    """Proof that it is there: the network's id and address of it, and the raw answer, scrubbed of secrets."""

    remote_id: str
    address: str
    at: datetime
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Account:
    """Who we are on a network, as the network says it after connecting."""

    remote_id: str
    handle: str
    name: str
    address: str
    server: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A number observed at a time. What the network does not tell is absent, never 0."""

    name: str
    value: int
    at: datetime


@dataclass(frozen=True)
class Measured:
    """Figures of one post or channel, with the answer they were read from."""

    figures: tuple[Figure, ...]
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PastPost:
    """Something that stands, or stood, on an account, whoever made it and with what. ``kind``: "post", "reply" (to
    somebody else), "thread" (to oneself) or "share" (of somebody else's); ``shape``: "words", "link", "picture",
    "pictures", "video" or "other". A figure that the network does not tell is absent, never 0."""

    remote_id: str
    address: str
    at: datetime
    text: str
    kind: str = "post"
    shape: str = "words"
    language: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)
