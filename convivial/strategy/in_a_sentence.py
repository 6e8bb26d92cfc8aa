"""How the most important objective goes, in one plain sentence for the first page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from .told import Told, in_words

WAY = gettext_lazy("%(name)s: %(actual)s of %(target)s %(unit)s by %(due_on)s; %(end)s.")
DOWN = gettext_lazy("%(name)s: %(actual)s %(unit)s, wanted %(target)s by %(due_on)s; %(end)s.")
BOUNDS = gettext_lazy("%(name)s: %(actual)s %(unit)s, wanted between %(low)s and %(high)s; %(end)s.")
NONE = gettext_lazy("%(name)s: no figure yet, so nobody can say how it goes.")
ENDS: Mapping[str, Any] = {
    "pace.likely": gettext_lazy("at today’s pace likely"),
    "pace.open": gettext_lazy("at today’s pace open"),
    "pace.unlikely": gettext_lazy("at today’s pace unlikely"),
    "pace.so_far_good": gettext_lazy("on its way, though it is too early to be sure"),
    "pace.so_far_slow": gettext_lazy("slower than planned, though it is too early to be sure"),
    "pace.so_far_behind": gettext_lazy("far behind the plan, though it is too early to be sure"),
    "pace.so_far_away": gettext_lazy("further away than at the start, though it is too early to be sure"),
    "pace.beyond": gettext_lazy("more than was aimed for"),
    "pace.reached": gettext_lazy("reached"),
    "pace.missed": gettext_lazy("not reached"),
    "kept.inside": gettext_lazy("within the bounds"),
    "kept.outside": gettext_lazy("outside of the bounds"),
}


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
    return told.judged.message not in ENDS


def _said(told: Told) -> str:
    params = in_words(told.judged.params)
    params["name"] = str(params["name"]).rstrip(". ")
    if _is_silent(told):
        return str(NONE % params)
    is_bounds = told.judged.message.startswith("kept.")
    template = BOUNDS if is_bounds else DOWN if told.judged.params.get("falls") else WAY
    said = str(template) % (params | {"end": ENDS[told.judged.message]})
    return " ".join(said.split()).replace(" ,", ",").replace(" ;", ";")
