"""What an objective lacks before one can say whether it was reached, and what a set of objectives lacks
(checks E4.smart, E4.balance, E4.overload, E4.conflict of B.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

Verb = Literal["increase", "decrease", "keep_between"]
Horizon = Literal["short", "medium", "long"]
# What may be lacking, in the order in which one would ask.
Lack = Literal["kpi", "baseline", "target", "unit", "date", "owner", "direction", "order"]

SHORT_DAYS, MEDIUM_DAYS = 92, 366  # three months, twelve months
MOST_PRIMARY = 5


@dataclass(frozen=True)
class Objective:
    """``target_high``: the upper bound of *keep between*, whose lower one is ``target``."""

    code: str
    verb: Verb
    kpi: str = ""
    baseline: float | None = None
    target: float | None = None
    target_high: float | None = None
    unit: str = ""
    start: date | None = None
    due: date | None = None
    owner: str = ""
    goal: str = ""
    is_primary: bool = True


@dataclass(frozen=True)
class Conflict:
    """Two objectives that pull one KPI both ways at the same time, or ``hours`` that fall while posts rise."""

    kind: Literal["opposite", "hours"]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Balance:
    """``unsupported``: codes of long objectives that no short one of the same goal or KPI supports."""

    has_short: bool
    has_long: bool
    unsupported: tuple[str, ...]
    primary_count: int

    @property
    def is_overloaded(self) -> bool:
        return self.primary_count > MOST_PRIMARY


def lacks(objective: Objective) -> tuple[Lack, ...]:
    """Empty: it can be measured, by a figure of the dictionary or in a unit of its own. ``direction``: the target
    lies on the wrong side of the baseline; ``order``: due before it starts, or the upper bound below the lower."""
    asked: tuple[tuple[Lack, bool], ...] = (
        ("kpi", not objective.kpi and not objective.unit),
        ("baseline", objective.baseline is None),
        ("target", objective.target is None or (objective.verb == "keep_between" and objective.target_high is None)),
        ("unit", not objective.unit),
        ("date", objective.due is None),
        ("owner", not objective.owner),
        ("direction", _is_backwards(objective)),
        ("order", _is_out_of_order(objective)),
    )
    return tuple(lack for lack, is_lacking in asked if is_lacking)


def horizon(start: date, due: date) -> Horizon:
    """Short up to three months, medium up to twelve, long beyond (B.3 E4)."""
    days = (due - start).days
    return "short" if days <= SHORT_DAYS else "medium" if days <= MEDIUM_DAYS else "long"


def balance(objectives: Iterable[Objective]) -> Balance:
    """Both horizons, a short one under each long one, and not too many at once."""
    given = list(objectives)
    short = [each for each in given if _horizon(each) == "short"]
    long = [each for each in given if _horizon(each) == "long"]
    unsupported = tuple(each.code for each in long if not any(_supports(near, each) for near in short))
    return Balance(bool(short), bool(long), unsupported, sum(each.is_primary for each in given))


def conflicts(
    objectives: Iterable[Objective], hours: tuple[float, float] | None = None,
    posts_a_week: tuple[float, float] | None = None,
) -> tuple[Conflict, ...]:  # fmt: skip
    """``hours`` and ``posts_a_week``: before and now."""
    pairs = combinations(objectives, 2)
    found = [Conflict("opposite", (one.code, other.code)) for one, other in pairs if _are_opposite(one, other)]
    if hours and posts_a_week and hours[1] < hours[0] and posts_a_week[1] > posts_a_week[0]:
        found.append(Conflict("hours"))
    return tuple(found)


def _is_backwards(objective: Objective) -> bool:
    if objective.baseline is None or objective.target is None or objective.verb == "keep_between":
        return False
    rise = objective.target - objective.baseline
    return rise <= 0 if objective.verb == "increase" else rise >= 0


def _is_out_of_order(objective: Objective) -> bool:
    if objective.start and objective.due and objective.due <= objective.start:
        return True
    bounds = (objective.target, objective.target_high)
    return objective.verb == "keep_between" and None not in bounds and bounds[0] >= bounds[1]  # type: ignore[operator]


def _horizon(objective: Objective) -> Horizon | None:
    return horizon(objective.start, objective.due) if objective.start and objective.due else None


def _supports(near: Objective, far: Objective) -> bool:
    return bool(near.goal and near.goal == far.goal) or bool(near.kpi and near.kpi == far.kpi)


def _are_opposite(one: Objective, other: Objective) -> bool:
    verbs = {one.verb, other.verb}
    return bool(one.kpi) and one.kpi == other.kpi and verbs == {"increase", "decrease"} and _overlap(one, other)


def _overlap(one: Objective, other: Objective) -> bool:
    first = max(one.start or date.min, other.start or date.min)
    return first < min(one.due or date.max, other.due or date.max)
