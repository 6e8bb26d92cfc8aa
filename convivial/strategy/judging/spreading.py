"""A month of slots from rhythm, pillars, personas and stages: a proposal that people accept, move or throw away.

The method can be told in five sentences, and every slot says which of them made it:

1. How many: a network's posts a week times the weeks, less what already stands there.
2. Which days: spread evenly over the days on which it posts; networks share days where they can, so that one post
   serves several.
3. Which hour: the next one of those allowed for the network and the weekday, in turn.
4. Which pillar: whichever is furthest behind its even spread, not the same twice in a row where that can be avoided.
5. For whom and which stage: whichever is furthest behind its share, in all and within this pillar.

Nothing is drawn: the same plan gives the same month.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, TypeVar

from convivial.strategy.judging.quotas import Shares, exact, quotas, sequence

Each = TypeVar("Each")


@dataclass(frozen=True)
class Outlet:
    """A network with its aim. ``hours``: local times by weekday (0 is Monday); a weekday without is never used."""

    network: str
    a_week: float
    hours: Mapping[int, tuple[time, ...]]


@dataclass(frozen=True)
class Taken:
    """A slot or post that already stands in the period."""

    on: date
    network: str
    pillar: str = ""


@dataclass(frozen=True)
class Plan:
    """Shares in any unit. ``personas_of``: for whom a pillar is; a pillar not in it is for everybody. ``resting``:
    days without posts; ``taken``: what is there already, which counts towards rhythm and quotas."""

    first: date
    last: date
    outlets: tuple[Outlet, ...]
    pillars: Shares
    personas: Shares = field(default_factory=dict)
    stages: Shares = field(default_factory=dict)
    personas_of: Mapping[str, Collection[str]] = field(default_factory=dict)
    resting: Collection[date] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def weeks(self) -> float:
        return ((self.last - self.first).days + 1) / 7


@dataclass(frozen=True)
class Reason:
    """A message key and its parameters: "rhythm", "days", "hour", "pillar", "persona", "stage"."""

    key: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Slot:
    """One post to be: a day, the networks with their hours, and what it is for; empty where nothing is planned."""

    on: date
    places: tuple[tuple[str, time], ...]
    pillar: str
    persona: str
    stage: str
    reasons: tuple[Reason, ...]


@dataclass
class _Occasion:
    """A day and how many times already that day: the busiest network makes them, the others join."""

    on: date
    nth: int
    networks: list[str]


def propose(plan: Plan) -> tuple[Slot, ...]:
    """The slots that are still to be taken, in the order of their days."""
    occasions = _occasions(plan)
    pillars = _pillars(plan, len(occasions))
    personas = _Turns(plan.personas, len(occasions))
    stages = _Turns(plan.stages, len(occasions))
    hours = {outlet.network: _Hours(outlet) for outlet in plan.outlets}
    counted: Counter[str] = Counter()
    slots = list[Slot]()
    for occasion, pillar in zip(occasions, pillars, strict=True):
        counted[pillar] += 1
        persona = personas.next(pillar, plan.personas_of.get(pillar))
        stage = stages.next(f"{pillar} {persona}")
        places = tuple((network, hours[network].next(occasion.on)) for network in occasion.networks)
        reasons = _reasons(plan, occasion, places, pillar, counted[pillar], pillars.count(pillar), persona, stage)
        slots.append(Slot(occasion.on, places, pillar, persona, stage, reasons))
    return tuple(slots)


def _occasions(plan: Plan) -> list[_Occasion]:
    made = list[_Occasion]()
    for outlet in sorted(plan.outlets, key=lambda each: -each.a_week):
        days = _days(plan, outlet)
        there = Counter(each.on for each in plan.taken if each.network == outlet.network)
        wanted = max(0, round(outlet.a_week * plan.weeks) - there.total()) if days else 0
        _join(made, outlet, _free(days, there), wanted)
    return sorted(made, key=lambda each: (each.on, each.nth))


def _days(plan: Plan, outlet: Outlet) -> list[date]:
    span = [plan.first + timedelta(days=n) for n in range((plan.last - plan.first).days + 1)]
    return [day for day in span if outlet.hours.get(day.weekday()) and day not in plan.resting]


def _free(days: Sequence[date], there: Mapping[date, int]) -> list[date]:
    """Days without a post of this network; when all have one, all of them."""
    return [day for day in days if not there.get(day)] or list(days)


def _join(made: list[_Occasion], outlet: Outlet, days: Sequence[date], wanted: int) -> None:
    """Takes part in what is there, evenly, as far as the days are allowed; makes the rest on days of its own."""
    allowed = [each for each in made if each.on in set(days)]
    joined = list(_evenly(allowed, min(wanted, len(allowed))))
    for occasion in joined:
        occasion.networks.append(outlet.network)
    own = Counter(_evenly(_free(days, Counter(each.on for each in joined)), wanted - len(joined)))
    for day, times in own.items():
        nth = sum(each.on == day for each in made)
        made += [_Occasion(day, nth + n, [outlet.network]) for n in range(times)]


def _evenly(things: Sequence[Each], wanted: int) -> Iterator[Each]:
    """So many of them, each from the middle of an equal part; things come again when more are wanted than are."""
    return (things[(2 * n + 1) * len(things) // (2 * wanted)] for n in range(wanted))


def _pillars(plan: Plan, count: int) -> list[str]:
    """Quotas over all that the period will hold, less what is taken; shares that are taken up already get nothing."""
    if not any(plan.pillars.values()):
        return [""] * count
    taken = Counter(each.pillar for each in plan.taken if each.pillar in plan.pillars)
    due = quotas(count + taken.total(), plan.pillars)
    left = {key: max(0, due[key] - taken[key]) for key in due}
    before = max((each for each in plan.taken if each.on < plan.first), key=lambda each: each.on, default=None)
    return sequence(quotas(count, left) if count else {}, before.pillar if before else "")


class _Turns:
    """Whose turn it is, by quotas: furthest behind its share in all and within the pillar."""

    def __init__(self, shares: Shares, count: int) -> None:
        is_planned = any(shares.values())
        self.shares = exact(shares) if is_planned else {}
        self.left = quotas(count, shares) if is_planned else {}
        self.total: Counter[str] = Counter()
        self.within: Counter[tuple[str, str]] = Counter()

    def next(self, group: str, only: Iterable[str] | None = None) -> str:
        keys = self._open(set(only) if only is not None else set(self.shares))
        if not keys:
            return ""
        done, here = self.total.total() + 1, sum(self.within[group, key] for key in self.shares) + 1
        key = max(
            keys,
            key=lambda each: (done + here) * self.shares[each] - self.total[each] - self.within[group, each],
        )
        self.left[key] -= 1
        self.total[key] += 1
        self.within[group, key] += 1
        return key

    def _open(self, only: set[str]) -> list[str]:
        """Those meant that have some left; when theirs is used up, those meant all the same."""
        meant = [key for key in self.shares if key in only and self.shares[key]]
        return [key for key in meant if self.left[key] > 0] or meant


class _Hours:
    """The hours of a network in turn, each weekday on its own; a second post on a day gets another hour."""

    def __init__(self, outlet: Outlet) -> None:
        self.hours = outlet.hours
        self.used: Counter[time] = Counter()
        self.on: tuple[date | None, set[time]] = (None, set())

    def next(self, day: date) -> time:
        if self.on[0] != day:
            self.on = (day, set())
        choices = self.hours[day.weekday()]
        at = min(choices, key=lambda each: (each in self.on[1], self.used[each], choices.index(each)))
        self.used[at] += 1
        self.on[1].add(at)
        return at


def _reasons(
    plan: Plan, occasion: _Occasion, places: tuple[tuple[str, time], ...], pillar: str, nth: int, of: int,
    persona: str, stage: str,
) -> tuple[Reason, ...]:  # fmt: skip
    aims = {outlet.network: outlet.a_week for outlet in plan.outlets}
    reasons = [Reason("rhythm", {"network": network, "a_week": aims[network]}) for network in occasion.networks]
    reasons += [Reason("hour", {"network": network, "at": at.strftime("%H:%M")}) for network, at in places]
    if pillar:
        reasons.append(Reason("pillar", {"pillar": pillar, "nth": nth, "of": of}))
    if persona:
        reasons.append(Reason("persona", {"persona": persona}))
    if stage:
        reasons.append(Reason("stage", {"stage": stage}))
    return tuple(reasons)
