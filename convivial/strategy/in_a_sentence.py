"""How the most important objective goes, in one plain sentence for the first page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from .course import WORDS
from .told import Told, in_words

WAY = gettext_lazy("%(name)s: %(actual)s of %(target)s %(unit)s by %(due_on)s; %(end)s.")
DOWN = gettext_lazy("%(name)s: %(actual)s %(unit)s, wanted %(target)s by %(due_on)s; %(end)s.")
BOUNDS = gettext_lazy("%(name)s: %(actual)s %(unit)s, wanted between %(low)s and %(high)s; %(end)s.")
NONE = gettext_lazy("%(name)s: no figure yet, so nobody can say how it goes.")
PACE = gettext_lazy("at today’s pace %(word)s")
BY_PACE = ("likely", "open", "unlikely")  # words that say nothing without it


@dataclass(frozen=True)
class Sentence:
    words: str
    address: str
    tone: str


def course(told: Sequence[Told]) -> Sentence | None:
    """Of the first of the most important objectives; one with figures goes before one without. None where there is
    none that can be held against anything."""
    ranked = sorted(
        (each for each in told if _rank(each) is not None), key=lambda each: (_is_silent(each), _rank(each))
    )
    return Sentence(_said(ranked[0]), ranked[0].address, ranked[0].tone) if ranked else None


def _rank(told: Told) -> int | None:
    rank: int | None = told.judged.params.get("rank") if told.row.check_key == "E4.pace" else None
    return rank


def _is_silent(told: Told) -> bool:
    return _word(told) not in WORDS or _word(told) == "none"


def _word(told: Told) -> str:
    return told.judged.message.partition(".")[2]


def _end(word: str) -> str:
    """The word of the course, as the end of a sentence."""
    said = str(WORDS[word]).replace("; ", ", ")
    return str(PACE) % {"word": said} if word in BY_PACE else said


def _said(told: Told) -> str:
    params = in_words(told.judged.params)
    params["name"] = str(params["name"]).rstrip(". ")
    if _is_silent(told):
        return str(NONE % params)
    is_bounds = told.judged.message.startswith("kept.")
    template = BOUNDS if is_bounds else DOWN if told.judged.params.get("falls") else WAY
    said = str(template) % (params | {"end": _end(_word(told))})
    return " ".join(said.split()).replace(" ,", ",").replace(" ;", ";")
