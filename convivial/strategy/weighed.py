"""How a network's answers weigh, in words: what stands behind "Show the reasoning" of the networks.

weighed = weigh(page.whole)["mastodon"]      # of networks of which at least one question was answered
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import weighing
from .judging import scoring
from .judging.scoring import Candidate, Criterion, Flip
from .models import NetworkChoice, Persona, PersonaNetwork, Purpose
from .models.network import Grade
from .showing import number
from .whole import Whole

CRITERIA: Mapping[Criterion, Any] = {
    "audience": gettext_lazy("Our people are there"),
    "goal": gettext_lazy("It serves what we want"),
    "format": gettext_lazy("What we make fits there"),
    "effort": gettext_lazy("It takes little work"),
    "results": gettext_lazy("It has brought something"),
    "competition": gettext_lazy("There is room for us"),
    "risk": gettext_lazy("Little can go wrong"),
}


@dataclass(frozen=True)
class Weighed:
    """``marks``: what counts, how much of the whole, what was answered and how it is known; ``turns``: under which
    other weights its place would change."""

    score: str
    tier: str
    is_other: bool
    marks: Sequence[tuple[str, str, str, str]]
    missing: Sequence[str]
    turns: Sequence[str]


def weigh(whole: Whole) -> dict[str, Weighed]:
    choices = whole.of(NetworkChoice)
    hours = next((float(each.hours_per_week) for each in whole.of(Purpose) if each.hours_per_week), 0.0)
    given = weighing.candidates(choices, whole.of(Persona), whole.of(PersonaNetwork), hours)
    tiers, flips = scoring.tiers(given, hours), scoring.flips(given, hours)
    chosen = {each.network: each.tier for each in choices}
    return {
        each.network: Weighed(
            _score(each), _tier(tiers[each.network]), tiers[each.network] != chosen[each.network], _marks(each),
            [str(CRITERIA[key]) for key in scoring.score(each).missing],
            [_turn(flip) for flip in flips if flip.network == each.network],
        )
        for each in given
    }  # fmt: skip


def _score(candidate: Candidate) -> str:
    found = scoring.score(candidate)
    value, low, high = (number(round(each, 1)) for each in (found.value, found.low, found.high))
    if low == high:
        return _("%(value)s of 5") % {"value": value}
    return _("%(value)s of 5; by how it is known, between %(low)s and %(high)s") % {
        "value": value, "low": low, "high": high
    }  # fmt: skip


def _marks(candidate: Candidate) -> list[tuple[str, str, str, str]]:
    marks = candidate.marks
    return [
        (
            str(CRITERIA[key]), _("%(n)s %%") % {"n": number(weight)}, number(round(marks[key].value, 1)),
            str(Grade(marks[key].evidence).label),
        )
        for key, weight in scoring.WEIGHTS.items() if key in marks
    ]  # fmt: skip


def _turn(flip: Flip) -> str:
    words = {"what": CRITERIA[flip.criterion], "tier": _tier(flip.after)}
    if flip.factor < 1:
        return _("If “%(what)s” counted a fifth less, it would be: %(tier)s.") % words
    return _("If “%(what)s” counted a fifth more, it would be: %(tier)s.") % words


def _tier(tier: str) -> str:
    return str(NetworkChoice.Tier(tier).label)
