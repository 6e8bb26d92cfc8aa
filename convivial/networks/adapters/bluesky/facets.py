"""What in a text is a link, a mention or a hashtag, by offsets in its UTF-8 bytes.

Bluesky shows a text as it stands; only a facet makes a part of it lead somewhere
(lexicon ``app.bsky.richtext.facet``: ``byteStart`` inclusive, ``byteEnd`` exclusive). Facets must not overlap.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import regex

TAG_GRAPHEMES, TAG_BYTES = 64, 640

_LINK = regex.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"\u2028\u2029]+", regex.IGNORECASE)
_MENTION = regex.compile(
    r"(?<![\w@/.])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![\w@-]|\.\w)",
    regex.IGNORECASE,
)
_TAG = regex.compile(r"(?<![\w#＃&/])[#＃](?!\ufe0f)([^\s#＃\u00ad\u200b-\u200d\u2060\u20e3]+)")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_TRAILING = regex.compile(r"[\p{P}\p{S}]+$")
_SOMETHING = regex.compile(r"[^\d\p{P}\p{S}]")


@dataclass(frozen=True)
class Span:
    """A part of a text in characters, and what it means: "link" (address), "mention" (handle) or "tag" (word)."""

    start: int
    end: int
    kind: str
    value: str


def spans(text: str) -> list[Span]:
    """All parts that lead somewhere, in order and without overlap; a link goes before what it contains."""
    chosen: list[Span] = []
    for found in (*_links(text), *_mentions(text), *_tags(text)):
        if all(found.end <= other.start or found.start >= other.end for other in chosen):
            chosen.append(found)
    return sorted(chosen, key=lambda span: span.start)


def mentioned(text: str) -> list[str]:
    """The handles that a text speaks to, lower case, each once."""
    return list(dict.fromkeys(span.value for span in spans(text) if span.kind == "mention"))


def facets(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """The facets of a text. ``dids`` maps handles to DIDs; a mention of nobody stays plain text."""
    made = []
    for span in spans(text):
        feature = _feature(span, dids)
        if feature:
            index = {"byteStart": _bytes_before(text, span.start), "byteEnd": _bytes_before(text, span.end)}
            made.append({"index": index, "features": [feature]})
    return made


def _feature(span: Span, dids: Mapping[str, str]) -> dict[str, str] | None:
    if span.kind == "link":
        return {"$type": "app.bsky.richtext.facet#link", "uri": span.value}
    if span.kind == "tag":
        return {"$type": "app.bsky.richtext.facet#tag", "tag": span.value}
    did = dids.get(span.value)
    return {"$type": "app.bsky.richtext.facet#mention", "did": did} if did else None


def _links(text: str) -> Iterator[Span]:
    for found in _LINK.finditer(text):
        word = _without_trailing(found.group())
        address = word if "://" in word else f"https://{word}"
        host = address.split("://", 1)[1]
        if host and host.lower() != "www.":
            yield Span(found.start(), found.start() + len(word), "link", address)


def _mentions(text: str) -> Iterator[Span]:
    for found in _MENTION.finditer(text):
        yield Span(found.start(), found.end(), "mention", found.group(1).lower())


def _tags(text: str) -> Iterator[Span]:
    for found in _TAG.finditer(text):
        word = _TRAILING.sub("", found.group(1))
        if _SOMETHING.search(word) and _fits(word):
            yield Span(found.start(), found.start() + 1 + len(word), "tag", word)


def _fits(tag: str) -> bool:
    return len(regex.findall(r"\X", tag)) <= TAG_GRAPHEMES and len(tag.encode()) <= TAG_BYTES


def _without_trailing(link: str) -> str:
    """A link ends before the punctuation of its sentence; a bracket that it opened itself belongs to it."""
    while link:
        last = link[-1]
        if last in _CLOSING and link.count(last) <= link.count(_CLOSING[last]):
            return link
        if last not in _CLOSING and last not in ".,;:!?'’”»…*_~":
            return link
        link = link[:-1]
    return link


def _bytes_before(text: str, position: int) -> int:
    return len(text[:position].encode())
