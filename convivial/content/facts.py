"""Everything that the checks of one post need, read once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from convivial.lib import counting
from convivial.networks.network import Capabilities
from convivial.networks.registry import network

from .finding import addresses_in
from .links import Seen, seen
from .models import LinkLook, Post, PostPicture, Variant
from .offering import waits_for_a_creator


@dataclass(frozen=True)
class Facts:
    """``limits`` by variant; ``looks`` and ``promises`` by address; ``addresses`` of all texts, each once."""

    post: Post
    variants: Sequence[Variant]
    pictures: Sequence[PostPicture]
    limits: dict[int, Capabilities]
    addresses: Sequence[str]
    looks: Mapping[str, LinkLook]
    promises: Mapping[str, datetime]
    waits_for_a_creator: bool

    def length(self, variant: Variant) -> int:
        return counting.count(variant.words, self.limits[variant.pk].counting)

    def bytes(self, variant: Variant) -> int:
        return counting.utf8_bytes(variant.words)

    def texts(self) -> Iterator[tuple[str, Variant | None]]:
        """The common text, where somebody follows it, and every channel's own."""
        if not self.variants or any(variant.text is None for variant in self.variants):
            yield self.post.text, None
        yield from ((variant.text, variant) for variant in self.variants if variant.text is not None)


def gather(
    post: Post,
    variants: Sequence[Variant] | None = None,
    pictures: Sequence[PostPicture] | None = None,
    known: Seen | None = None,
) -> Facts:
    """``variants`` (with their channels), ``pictures`` and what is ``known`` of the links, of whoever has read them
    already."""
    variants = list(post.variants.select_related("channel")) if variants is None else variants
    for variant in variants:
        variant.post = post
    addresses = addresses_of(post, variants)
    known = known or (seen(post, addresses) if addresses else Seen({}, {}))
    return Facts(
        post=post,
        variants=variants,
        pictures=list(post.pictures.all()) if pictures is None else pictures,
        limits={variant.pk: limits_of(variant) for variant in variants},
        addresses=addresses,
        looks=known.looks,
        promises=known.promises,
        waits_for_a_creator=waits_for_a_creator(post),
    )


def addresses_of(post: Post, variants: Sequence[Variant]) -> list[str]:
    """Of all its texts, each once."""
    return list(dict.fromkeys(a for text in dict.fromkeys(_texts(post, variants)) for a in addresses_in(text)))


def limits_of(variant: Variant) -> Capabilities:
    """What the variant's network and its channel's own server take."""
    channel = variant.channel
    return network(channel.network).limits(channel.limits)


def _texts(post: Post, variants: Sequence[Variant]) -> list[str]:
    return [variant.words for variant in variants] or [post.text]
