"""Several pictures at once, as somebody dropped them: what fits is kept, and what does not is said.

Nobody waits for pictures that have no place: they are counted before the first is read. All together have a bounded
time; what is left when it is over can be added once more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.team.models import User

from . import media
from .errors import NotTaken
from .models import Post
from .picturing import MOST_PICTURES, add_picture

SECONDS = 30.0  # for all of them together
NAMED = 3  # refused pictures that are named; the others are counted


class File(NamedTuple):
    """``read`` answers the bytes; it is not called for a file that has no place."""

    name: str
    read: Callable[[], bytes]


@dataclass
class Received:
    added: int = 0
    without_place: int = 0
    without_time: int = 0
    refused: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """What did not come in, and why; nothing when all did."""
        told = [_("“%(name)s”: %(why)s") % {"name": name, "why": why} for name, why in self.refused[:NAMED]]
        more = len(self.refused) - NAMED
        if more > 0:
            told.append(
                ngettext("%(count)s more was no picture.", "%(count)s more were no pictures.", more) % {"count": more}
            )
        if self.without_place:
            told.append(self._without_place())
        if self.without_time:
            words = ngettext(
                "%(count)s picture took too long together with the others. Add it once more.",
                "%(count)s pictures took too long together with the others. Add them once more.",
                self.without_time,
            )
            told.append(words % {"count": self.without_time})
        return told

    def _without_place(self) -> str:
        words = ngettext(
            "%(most)s pictures are the most that a post can have, so %(count)s was left out.",
            "%(most)s pictures are the most that a post can have, so %(count)s were left out.",
            self.without_place,
        )
        return words % {"most": MOST_PICTURES, "count": self.without_place}


def receive(post: Post, by: User, files: Sequence[File]) -> Received:
    """Adds them in their order, behind the pictures that are there."""
    received, end = Received(), monotonic() + SECONDS
    room = MOST_PICTURES - post.pictures.count()
    for file in files:
        left = end - monotonic()
        if room <= 0:
            received.without_place += 1
        elif left <= 0:
            received.without_time += 1
        else:
            room -= _received(post, by, file, left, received)
    return received


def _received(post: Post, by: User, file: File, seconds: float, received: Received) -> int:
    """How many places it takes: none when it is refused, or in the post already."""
    try:
        added = media.add(post.workspace, by, file.name, file.read(), seconds)
    except NotTaken as refused:
        received.refused.append((media.shown_name(file.name), refused.sentence))
        return 0
    is_new = not post.pictures.filter(media=added).exists()
    add_picture(post, by, added)
    received.added += 1
    return int(is_new)
