"""Where more people get lost on the way than the plan says (check E7.leak of B.3): of those whom somebody counted at
a stage, how many went on, next to the share that is planned. Certainty by I.8 (no ratio below a hundred people) and
by the chance that the planned share alone would have brought so few."""

from collections.abc import Iterable
from dataclasses import dataclass

from convivial.strategy.judging.certainty import Certainty, Verdict, ratio
from convivial.strategy.judging.chances import binomial_at_most

CHANCE = 0.05  # as in I.6
HALF = 0.5  # of the planned share: below that somebody has to act (ours)


@dataclass(frozen=True)
class Step:
    """From one stage to the next: ``count`` of ``of`` people went on; ``planned`` is a share. More may come on than
    there were, for some come another way; then nothing can be said."""

    stage: str
    count: int
    of: int
    planned: float

    @property
    def told(self) -> float | None:
        return ratio(self.count, self.of, of="people") if self.count <= self.of else None

    @property
    def lost(self) -> float:
        """The part of those whom one could have expected and who did not come: 0.75 where 1 of 100 went on instead of
        4. Parts multiply along the way, so the largest one costs most, wherever it stands."""
        return 0.0 if self.told is None or not self.planned else max(1 - self.told / self.planned, 0.0)

    @property
    def chance(self) -> float:
        return binomial_at_most(self.count, self.of, self.planned)


@dataclass(frozen=True)
class Leak:
    """``step``: where most get lost; None where nowhere could be judged."""

    step: Step | None
    verdict: Verdict
    certainty: Certainty


def largest(steps: Iterable[Step]) -> Leak:
    known = [step for step in steps if step.told is not None and step.planned > 0]
    if not known:
        return Leak(None, "too_early", "not_enough")
    telling = [step for step in known if step.lost and step.chance < CHANCE]
    if not telling:
        return Leak(max(known, key=lambda step: step.lost), "fine", "enough")
    worst = max(telling, key=lambda step: step.lost)
    return Leak(worst, "act" if worst.lost > HALF else "watch", "enough")
