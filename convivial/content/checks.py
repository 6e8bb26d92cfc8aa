"""What is to be done before a post goes out. A check is data: a weight, a sentence, and the fix of one tap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from convivial.lib.now import now, wall

from .checks_words import KINDS, Kind
from .deceiving import imitating_addresses, placeholder_in, turns_direction
from .facts import Facts, gather
from .links import HOLDS, TRIED_FOR, Seen
from .models import Post, PostPicture, Variant
from .words_in import is_empty

WEIGHTS = ("must_fix", "better", "hint", "good")


@dataclass(frozen=True)
class Fix:
    """``kind``: "write" (``target``: a variant's code, "" for the common text), "describe" and "drop_picture" (a
    picture's code), "add_channel", "connect" (a channel's code), "take" (the post's code), "look" and "promise" (an
    address). ``label`` is lazy."""

    kind: str
    label: Any
    target: str = ""


@dataclass(frozen=True)
class Check:
    """``weight`` is one of ``WEIGHTS``; ``key`` is stable; ``sentence`` is lazy; ``variant`` is None when the check
    is about the whole post; ``icon`` is a name of the icon set."""

    weight: str
    key: str
    sentence: Any
    variant: Variant | None = None
    fix: Fix | None = None
    icon: str = ""


class Finding(NamedTuple):
    """What was found, before it has words."""

    key: str
    variant: Variant | None = None
    target: str = ""
    params: dict[str, Any] = {}


def checks(
    post: Post,
    variants: Sequence[Variant] | None = None,
    pictures: Sequence[PostPicture] | None = None,
    known: Seen | None = None,
) -> list[Check]:
    """All checks of a post, the heaviest first. Reads what was seen of its links; opens nothing. A page that has read
    the post's ``variants``, ``pictures`` and what is ``known`` of its links already gives them along."""
    facts = gather(post, variants, pictures, known)
    found = [*_of_the_post(facts), *_of_the_channels(facts), *_of_the_pictures(facts), *_of_the_words(facts)]
    found += _of_the_links(facts)
    told = [_told(finding) for finding in found]
    told += [_told(finding) for finding in _what_is_good(facts, {check.key for check in told})]
    return sorted(told, key=lambda check: WEIGHTS.index(check.weight))


def may_go_out(post: Post, variants: Iterable[Variant] | None = None) -> bool:
    """Whether nothing must be fixed first; with ``variants``, on these channels."""
    chosen = None if variants is None else {variant.pk for variant in variants}
    heavy = [check for check in checks(post) if check.weight == "must_fix"]
    return not any(chosen is None or check.variant is None or check.variant.pk in chosen for check in heavy)


def _of_the_post(facts: Facts) -> Iterator[Finding]:
    if facts.waits_for_a_creator:
        yield Finding("waits_for_a_creator", target=facts.post.code)
    if not facts.variants:
        yield Finding("no_channel")
        if is_empty(facts.post.text) and not facts.pictures:
            yield Finding("empty")


def _of_the_channels(facts: Facts) -> Iterator[Finding]:
    for variant in facts.variants:
        limits, named = facts.limits[variant.pk], {"channel": variant.channel.name}
        if variant.channel.access != variant.channel.Access.CONNECTED:
            yield Finding("channel_away", variant, variant.channel.code, named)
        if is_empty(variant.words) and not facts.pictures:
            yield Finding("empty", variant, _own_text(variant))
        over = facts.length(variant) - limits.text if limits.text is not None else 0
        over_bytes = facts.bytes(variant) - limits.text_bytes if limits.text_bytes is not None else 0
        if over > 0:
            yield Finding("too_long", variant, _own_text(variant), named | {"over": over, "most": limits.text})
        elif over_bytes > 0:
            yield Finding("too_many_bytes", variant, _own_text(variant), named | {"over": over_bytes})


def _of_the_pictures(facts: Facts) -> Iterator[Finding]:
    for variant in facts.variants if facts.pictures else ():
        limits = facts.limits[variant.pk]
        named = {"channel": variant.channel.name, "most": limits.pictures, "count": len(facts.pictures)}
        last = facts.pictures[-1].code
        if limits.pictures == 0:
            yield Finding("no_pictures_there", variant, last, named)
        elif len(facts.pictures) > limits.pictures:
            yield Finding("too_many_pictures", variant, last, named)
        for number, picture in enumerate(facts.pictures, 1):
            if limits.alt_text is not None and len(picture.alt) > limits.alt_text:
                params = named | {"number": number, "most": limits.alt_text}
                yield Finding("alt_too_long", variant, picture.code, params)
    for number, picture in enumerate(facts.pictures, 1):
        if is_empty(picture.alt):
            key = "no_alt" if len(facts.pictures) > 1 else "no_alt_at_all"
            yield Finding(key, None, picture.code, {"number": number})


def _of_the_words(facts: Facts) -> Iterator[Finding]:
    for text, variant in facts.texts():
        target = variant.code if variant else ""
        placeholder = placeholder_in(text)
        if placeholder:
            yield Finding("placeholder", variant, target, {"words": placeholder})
        if turns_direction(text):
            yield Finding("turning", variant, target)
        for address in imitating_addresses(text):
            yield Finding("imitating", variant, target, {"address": address})


def _of_the_links(facts: Facts) -> Iterator[Finding]:
    for address in facts.addresses:
        look, opens_at = facts.looks.get(address), facts.promises.get(address)
        named = {"address": address}
        if look is None:
            yield Finding("link_not_looked_at", None, address, named)
        elif look.verdict in HOLDS and opens_at and now() < opens_at + TRIED_FOR:
            meant = wall(opens_at, facts.post.workspace.zone)
            yield Finding("link_promised", None, address, named | {"opens_at": meant})
        elif look.verdict != "opens":
            yield Finding(f"link_{look.verdict}", None, address, named)


def _what_is_good(facts: Facts, others: set[str]) -> Iterator[Finding]:
    """Said only where there was something to look at."""
    if facts.variants and not others & {"too_long", "too_many_bytes", "empty"}:
        yield Finding("fits")
    if facts.pictures and not others & {"no_alt", "no_alt_at_all"}:
        yield Finding("described")
    if facts.addresses and not any(key.startswith("link_") for key in others):
        yield Finding("links_open")


def _own_text(variant: Variant) -> str:
    return "" if variant.text is None else variant.code


def _told(finding: Finding) -> Check:
    kind: Kind = KINDS[finding.key]
    fix = Fix(kind.fix, kind.label, finding.target) if kind.fix else None
    return Check(kind.weight, finding.key, kind.say(finding.params), finding.variant, fix, kind.icon)
