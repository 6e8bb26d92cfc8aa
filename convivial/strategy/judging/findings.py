"""What a check found: plan, actual, how sure, how heavy, and one next step; and what seven chapters make of it (B.4).

A finding holds a message key and parameters, never a sentence: words are made at reading, in the reader's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from convivial.strategy.judging.certainty import Certainty, Weight

Chapter = Literal["content", "networks", "visibility", "objectives", "followers", "kpis", "funnel", "people"]
Word = Literal["on_plan", "watch", "off_plan", "too_early"]
CHAPTERS: tuple[Chapter, ...] = (
    "content", "networks", "visibility", "objectives", "followers", "kpis", "funnel",
)  # fmt: skip
# "people" is no bar of its own: it is the line above them.
# "Are we doing what we planned?" and "does it work?": the two views of B.4.
DOING: tuple[Chapter, ...] = CHAPTERS[:3]
WORKING: tuple[Chapter, ...] = CHAPTERS[3:]

_WORDS: dict[Weight, Word] = {"act": "off_plan", "watch": "watch", "good": "on_plan"}
_FROM_WORST: tuple[Word, ...] = ("off_plan", "watch", "on_plan", "too_early")


@dataclass(frozen=True)
class NextStep:
    """A button: the name of an address, what it takes, and the key of its label."""

    address: str
    label: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """``check``: as in B.3 ("E1.mix"); ``scope``: what it is about ("channel:abc…"), empty for the whole; the window
    is ``first`` to ``last`` day; ``limit``: the actual at which one would have to act, in the unit of ``planned``;
    ``evidence``: names of things that show it ("post:abc…"); ``is_estimate``: rests on standard minutes or alike."""

    check: str
    chapter: Chapter
    certainty: Certainty
    weight: Weight
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    scope: str = ""
    first: date | None = None
    last: date | None = None
    planned: float | None = None
    actual: float | None = None
    limit: float | None = None
    next_step: NextStep | None = None
    evidence: tuple[str, ...] = ()
    is_estimate: bool = False

    def __post_init__(self) -> None:
        if self.weight == "act" and (self.certainty != "enough" or self.is_estimate):
            raise ValueError(f"{self.check} asks for an act, but is not sure or rests on an estimate: temper it.")

    @property
    def points(self) -> float | None:
        """0 where one would have to act, 100 on plan, straight between, clipped (B.4); None where it is not known."""
        if self.planned is None or self.actual is None or self.limit is None or self.planned == self.limit:
            return None
        return min(max(100 * (self.actual - self.limit) / (self.planned - self.limit), 0.0), 100.0)

    def as_row(self) -> dict[str, Any]:
        """For a JSON field; ``from_row`` gives the same finding back."""
        row = asdict(self)
        return row | {"first": self.first and self.first.isoformat(), "last": self.last and self.last.isoformat()}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Finding":
        days = {key: date.fromisoformat(row[key]) if row.get(key) else None for key in ("first", "last")}
        step = NextStep(**row["next_step"]) if row.get("next_step") else None
        return cls(**{**row, **days, "next_step": step, "evidence": tuple(row.get("evidence", ()))})


def word(findings: Iterable[Finding]) -> Word:
    """Never better than the worst finding that is certain; without one it is too early to say."""
    certain = [_WORDS[each.weight] for each in findings if each.certainty == "enough" and each.weight in _WORDS]
    return min(certain, key=_FROM_WORST.index, default="too_early")


def heaviest(findings: Iterable[Finding]) -> list[Finding]:
    """What to look at first: act, watch, good, then what is only told; the surer first, then the further off."""
    return sorted(findings, key=_heaviness)


def _heaviness(finding: Finding) -> tuple[int, int, float]:
    weights: tuple[Weight, ...] = ("act", "watch", "good", "info", "too_early")
    surest: tuple[Certainty, ...] = ("enough", "early", "not_enough")
    points = 100.0 if finding.points is None else finding.points
    return weights.index(finding.weight), surest.index(finding.certainty), points
