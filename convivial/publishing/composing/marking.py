"""Finds in a text what networks draw in another colour: links, tags and mentions.

The same three patterns, as sources, are given to the writing field's mirrored layer (``data-`` of the paper), so that
what one sees while typing and what the preview shows are one thing.
"""

import re
from dataclasses import dataclass

LINK = r"https?://[^\s<>\"“”„]+[^\s<>\"“”„.,;:!?)\]}'’»]"
TAG = r"(?<![\w#/&.])#(?=\w*[^\W\d_])[\w·]+"
MENTION = r"(?<![\w@/.])@\w(?:[\w.-]*\w)?(?:@[\w.-]*\w)?"

_MARKED = re.compile(rf"(?P<link>{LINK})|(?P<tag>{TAG})|(?P<mention>{MENTION})", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A stretch of a text. ``kind``: "words", "link", "tag" or "mention"; ``text`` is as it was written."""

    kind: str
    text: str


def spans(text: str) -> list[Span]:
    """The whole text in order, cut where its kind changes."""
    found: list[Span] = []
    end = 0
    for match in _MARKED.finditer(text):
        if match.start() > end:
            found.append(Span("words", text[end : match.start()]))
        found.append(Span(match.lastgroup or "words", match[0]))
        end = match.end()
    if end < len(text):
        found.append(Span("words", text[end:]))
    return found


def shortened(address: str, longest: int) -> str:
    """An address as networks show it: without "https://" and "www.", and cut to ``longest`` characters."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE)
    return bare if len(bare) <= longest else bare[:longest] + "…"
