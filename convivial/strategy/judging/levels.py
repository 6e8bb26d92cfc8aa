"""What figures tell, from what we put in to what it brought us: the levels of AMEC's framework (checks
E4.outcome_level and E6.vanity_share of B.3; principle 6 of Barcelona asks for outputs, outcomes and impact)."""

from collections.abc import Iterable
from dataclasses import dataclass

OUTCOMES = ("outcome", "impact")
MOST_OUTPUT = 0.6  # B.3, E6.vanity_share
LEAST_FIGURES = 3  # below that one figure alone would decide (ours)


@dataclass(frozen=True)
class Vanity:
    """``share`` of the figures that only tell who saw it; None over fewer than three."""

    count: int
    total: int
    share: float | None

    @property
    def is_too_much(self) -> bool:
        return self.share is not None and self.share > MOST_OUTPUT


def tells_outcome(levels: Iterable[str]) -> bool | None:
    """Whether one says what people did, or what it brought; None where none of them says at which level it is."""
    known = [level for level in levels if level]
    return any(level in OUTCOMES for level in known) if known else None


def vanity(levels: Iterable[str]) -> Vanity:
    known = [level for level in levels if level]
    count = known.count("output")
    return Vanity(count, len(known), count / len(known) if len(known) >= LEAST_FIGURES else None)
