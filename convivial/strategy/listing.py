"""What was found, chapter by chapter: first what needs somebody, and folded behind it what does not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .chapters import CHAPTERS, Chapter
from .checks import Later
from .told import Told, of_chapter


@dataclass(frozen=True)
class Found:
    """``shown``: what somebody should look at, or where nobody has to, the first of the others; ``folded``: the rest,
    as planned, too early, only told, or answered."""

    chapter: Chapter
    shown: Sequence[Told]
    folded: Sequence[Told]

    @property
    def asked(self) -> str:
        count = sum(_is_asking(told) for told in self.shown)
        return ngettext("one to look at", "%(n)s to look at", count) % {"n": count} if count else ""

    @property
    def summary(self) -> str:
        """ "9 more: 6 as planned, 2 too early to say, one answered"."""
        counts = Counter(_kind(told) for told in self.folded)
        kinds = ", ".join(word % {"n": counts[kind]} for kind, word in _words(counts).items() if counts[kind])
        return _("%(n)s more: %(kinds)s") % {"n": len(self.folded), "kinds": kinds}


def by_chapter(told: Sequence[Told]) -> list[Found]:
    """Chapters of which nothing was found are left out."""
    chapters = [(chapter, of_chapter(told, chapter.slug)) for chapter in CHAPTERS]
    return [Found(chapter, *_parted(some)) for chapter, some in chapters if some]


def waiting(later: Iterable[Later]) -> list[tuple[Any, list[Later]]]:
    """The checks that wait for what the house cannot do yet, by chapter."""
    rows = list(later)
    chapters = [(chapter, [each for each in rows if each.chapter == chapter.slug]) for chapter in CHAPTERS]
    return [(chapter, some) for chapter, some in chapters if some]


def _parted(told: Sequence[Told]) -> tuple[Sequence[Told], Sequence[Told]]:
    """The heaviest come first, and those that were answered last."""
    shown = max(sum(_is_asking(each) for each in told), 1)
    return told[:shown], told[shown:]


def _is_asking(told: Told) -> bool:
    return told.judged.weight in ("act", "watch") and not told.is_resting


def _kind(told: Told) -> str:
    return "resting" if told.is_resting else told.judged.weight


def _words(counts: Counter[str]) -> dict[str, str]:
    return {
        "good": ngettext("one as planned", "%(n)s as planned", counts["good"]),
        "info": ngettext("one good to know", "%(n)s good to know", counts["info"]),
        "too_early": ngettext("one too early to say", "%(n)s too early to say", counts["too_early"]),
        "resting": ngettext("one answered", "%(n)s answered", counts["resting"]),
    }
