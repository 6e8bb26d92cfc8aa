"""Finds in a text what networks draw in another colour: links, tags and mentions.

The same three patterns, as sources, are given to the writing field's mirrored layer (``data-`` of the paper), so that
what one sees while typing and what the preview shows are one thing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

LINK = r"https?://[^\s<>\"“”„]+[^\s<>\"“”„.,;:!?)\]}'’»]"
TAG = r"(?<![\w#/&.])#(?=\w*[^\W\d_])[\w·]+"
MENTION = r"(?<![\w@/.])@\w(?:[\w.-]*\w)?(?:@[\w.-]*\w)?"

_MARKED = re.compile(rf"(?P<link>{LINK})|(?P<tag>{TAG})|(?P<mention>{MENTION})", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A stretch of a text. ``kind``: "words", "link", "tag", "mention", or "said" where somebody remarks on it (then
    ``lead`` is the id of what answers the remark); ``text`` is as it was written."""

    kind: str
    text: str
    lead: str = ""


@dataclass(frozen=True)
class Said:
    """From where to where (code points) somebody remarks on a text, and the id of what answers it."""

    start: int
    end: int
    lead: str = ""


def spans(text: str, said: Iterable[Said] = ()) -> list[Span]:
    """The whole text in order, cut where its kind changes. What is remarked on comes before what networks draw."""
    pieces = [(each.start, each.end, "said", each.lead) for each in said]
    pieces += [(match.start(), match.end(), match.lastgroup or "words", "") for match in _MARKED.finditer(text)]
    found: list[Span] = []
    end = 0
    for start, stop, kind, lead in sorted(pieces, key=itemgetter(0)):
        if stop <= end:
            continue
        if start > end:
            found.append(Span("words", text[end:start]))
        found.append(Span(kind, text[max(start, end) : stop], lead))
        end = stop
    if end < len(text):
        found.append(Span("words", text[end:]))
    return found


def shortened(address: str, longest: int) -> str:
    """An address as networks show it: without "https://" and "www.", and cut to ``longest`` characters."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE)
    return bare if len(bare) <= longest else bare[:longest] + "…"
