"""Which networks come first: a weighted score with its evidence, and whether the order would hold (E.1).

A score starts a conversation; a strategist may decide otherwise, with a written reason. Every criterion is 0 (speaks
against it) to 5 (speaks for it); effort and risk are given the other way round already, so that 5 is always good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Criterion = Literal["audience", "goal", "format", "effort", "results", "competition", "risk"]
Evidence = Literal["own", "third", "assumed"]
Tier = Literal["primary", "secondary", "presence", "parked"]

WEIGHTS: dict[Criterion, float] = {
    "audience": 30, "goal": 20, "format": 15, "effort": 15, "results": 10, "competition": 5, "risk": 5,
}  # fmt: skip
BANDS: dict[Evidence, float] = {"own": 0.0, "third": 0.5, "assumed": 1.0}  # evidence A, B and C
# The three questions that people answer, and the criteria that they stand for (ours).
QUESTIONS: dict[str, tuple[Criterion, ...]] = {
    "people_there": ("audience", "goal"),
    "can_do_well": ("format", "effort"),
    "brought": ("results",),
}
BEST = 5.0
SECONDARY_FROM, PRESENCE_FROM = 2.5, 1.5  # below: presence, parked (ours)
SMALL_TEAM = 20.0  # hours a week: below it two networks lead, above it three
SWING = 0.2


@dataclass(frozen=True)
class Mark:
    value: float
    evidence: Evidence = "assumed"

    def __post_init__(self) -> None:
        if not 0 <= self.value <= BEST:
            raise ValueError("A mark is between 0 and 5.")


@dataclass(frozen=True)
class Candidate:
    """``hours``: a week, for its least rhythm done well."""

    network: str
    marks: Mapping[Criterion, Mark]
    hours: float = 0.0


@dataclass(frozen=True)
class Score:
    """``value`` 0-5 with the ``low`` and ``high`` that its evidence allows; ``missing``: criteria nobody answered."""

    network: str
    value: float
    low: float
    high: float
    missing: tuple[Criterion, ...]


@dataclass(frozen=True)
class Capacity:
    """``done_well``: networks that fit into the hours, best first; ``used`` and ``available``: hours a week."""

    done_well: tuple[str, ...]
    used: float
    available: float


@dataclass(frozen=True)
class Flip:
    """With this weight a fifth smaller or larger (``factor`` .8 or 1.2) a network would change its tier."""

    criterion: Criterion
    factor: float
    network: str
    before: Tier
    after: Tier


def from_answers(answers: Mapping[str, Mark]) -> dict[Criterion, Mark]:
    """``people_there``, ``can_do_well``, ``brought`` as marks of the criteria behind them."""
    return {criterion: mark for question, mark in answers.items() for criterion in QUESTIONS[question]}


def audience_fit(personas: Iterable[tuple[float, float]]) -> float:
    """0-5 from (share of our focus, probability that this persona uses the network), a pair a persona."""
    pairs = list(personas)
    focus = sum(share for share, _ in pairs)
    return BEST * sum(share * uses for share, uses in pairs) / focus if focus else 0.0


def effort_mark(hours: float, available: float) -> float:
    """5 when it costs nothing, 0 when it would take all the hours there are (ours)."""
    return BEST * max(0.0, 1 - hours / available) if available > 0 else 0.0


def score(candidate: Candidate, weights: Mapping[Criterion, float] = WEIGHTS) -> Score:
    """The weighted mean of what is known. Every mark may be off by its evidence's band at the same time, which makes
    the range the widest there can be."""
    known = {criterion: mark for criterion, mark in candidate.marks.items() if weights.get(criterion, 0) > 0}
    whole = sum(weights[criterion] for criterion in known)

    def mean(shift: float) -> float:
        if not whole:
            return 0.0
        moved = {key: min(max(mark.value + shift * BANDS[mark.evidence], 0), BEST) for key, mark in known.items()}
        return sum(weights[key] * moved[key] for key in known) / whole

    missing = tuple(criterion for criterion in weights if criterion not in known)
    return Score(candidate.network, mean(0), mean(-1) if known else 0.0, mean(1) if known else BEST, missing)


def ranking(candidates: Iterable[Candidate], weights: Mapping[Criterion, float] = WEIGHTS) -> list[Candidate]:
    """Best first; equals stay as given."""
    return sorted(candidates, key=lambda each: -score(each, weights).value)


def capacity(candidates: Iterable[Candidate], available: float) -> Capacity:
    """How many networks can be done well with the hours there are: best first, leaving out what no longer fits. ("You
    can do 2 networks well with 10 h.") Networks in the order in which they are given."""
    fitting, used = list[str](), 0.0
    for each in candidates:
        if used + each.hours <= available + 1e-9:
            fitting.append(each.network)
            used += each.hours
    return Capacity(tuple(fitting), used, available)


def tiers(
    candidates: Iterable[Candidate], available: float, weights: Mapping[Criterion, float] = WEIGHTS
) -> dict[str, Tier]:
    """A proposal: of those that fit into the hours the best lead (two in teams under 20 h a week, else three), the
    others follow; what does not fit, or scores too low, is kept present or parked."""
    order = ranking(candidates, weights)
    values = {each.network: score(each, weights).value for each in order}
    good = [each for each in order if values[each.network] >= SECONDARY_FROM]
    fitting = capacity(good, available).done_well
    leads = set(fitting[: 2 if available < SMALL_TEAM else 3])
    return {each.network: _tier(each.network, values[each.network], leads, set(fitting)) for each in order}


def flips(
    candidates: Iterable[Candidate], available: float, weights: Mapping[Criterion, float] = WEIGHTS
) -> tuple[Flip, ...]:
    """Each weight in turn a fifth smaller and larger: which tiers would change? None at all: the order is robust."""
    given = list(candidates)
    before, found = tiers(given, available, weights), list[Flip]()
    for criterion in weights:
        for factor in (1 - SWING, 1 + SWING):
            after = tiers(given, available, {**weights, criterion: weights[criterion] * factor})
            changed = [network for network in before if after[network] != before[network]]
            found += [Flip(criterion, factor, network, before[network], after[network]) for network in changed]
    return tuple(found)


def _tier(network: str, value: float, leads: set[str], fitting: set[str]) -> Tier:
    if network in leads:
        return "primary"
    if network in fitting:
        return "secondary"
    return "presence" if value >= PRESENCE_FROM else "parked"
