"""How sure a verdict is: enough data, an early signal, or not enough data.

The bounds of ratios are rule I.8 of the domain reference: no ratio over fewer than 100 people or 5 posts. That twenty
posts are enough, and that twelve weekly points are (I.4 changes its method there), are starting values of ours.
"""

from collections.abc import Iterable
from typing import Literal

Certainty = Literal["enough", "early", "not_enough"]
Weight = Literal["act", "watch", "info", "good", "too_early"]
Verdict = Literal["act", "watch", "fine", "too_early", "likely", "open", "unlikely"]
Denominator = Literal["people", "posts", "times"]

LEAST: dict[Denominator, int] = {"people": 100, "posts": 5, "times": 1}
ENOUGH_POSTS = 20
LEAST_POINTS, ENOUGH_POINTS = 4, 12
_WEIGHTS: dict[Verdict, Weight] = {
    "act": "act", "watch": "watch", "fine": "good", "too_early": "too_early",
    "likely": "good", "open": "watch", "unlikely": "act",
}  # fmt: skip
FROM_BEST: tuple[Certainty, ...] = ("enough", "early", "not_enough")


def of_posts(count: int, chance: float = 1.0) -> Certainty:
    """``chance``: how likely the plan alone would have brought this. Below 0.05 the few posts are telling enough."""
    if count < LEAST["posts"]:
        return "not_enough"
    return "enough" if count >= ENOUGH_POSTS or chance < 0.05 else "early"


def of_points(count: int, ahead: int = 0) -> Certainty:
    """Weekly points of a history. Looking further ahead than twice the history is an early signal at best."""
    if count < LEAST_POINTS:
        return "not_enough"
    return "enough" if count >= ENOUGH_POINTS and ahead <= 2 * count else "early"


def ratio(part: float | None, whole: float | None, of: Denominator) -> float | None:
    """``part`` over ``whole``, or None when either is unknown or the whole is too small to speak of (I.8)."""
    if part is None or whole is None or whole < LEAST[of]:
        return None
    return part / whole


def worst(certainties: Iterable[Certainty]) -> Certainty:
    """A statement made from several facts is as sure as the least sure of them."""
    return max(certainties, key=FROM_BEST.index, default="not_enough")


def weight_of(verdict: Verdict, certainty: Certainty, *, is_estimate: bool = False) -> Weight:
    """How heavy a verdict of any module is as a finding."""
    return tempered(_WEIGHTS[verdict], certainty, is_estimate=is_estimate)


def tempered(weight: Weight, certainty: Certainty, *, is_estimate: bool = False) -> Weight:
    """No red from too few posts, nor from an estimate: what is not sure asks to be watched at most."""
    if certainty == "not_enough" and weight != "info":
        return "too_early"
    if weight == "act" and (certainty != "enough" or is_estimate):
        return "watch"
    return weight
