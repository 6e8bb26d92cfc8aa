"""A month of slots from rhythm, pillars, personas and stages: a proposal that people accept, move or throw away.

The method can be told in five sentences, and every slot says which of them made it:

1. How many: a network's posts a week times the weeks, less what already stands there.
2. Which days: spread evenly over the days on which it posts; networks share a post where they have an hour in common.
3. Which hour: one of those allowed for all its networks on that weekday, the one used least so far; never one that is
   taken there already.
4. Which pillar: whichever is furthest behind its even spread, not the same twice in a row where that can be avoided.
5. For whom, which stage and what kind: whichever is furthest behind its share, in all and within this pillar.

Nothing is drawn: the same plan gives the same month. What does not fit between the hours is left out and said.
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
    """A slot or post that already stands there."""

    on: date
    networks: tuple[str, ...]
    pillar: str = ""
    at: time | None = None


@dataclass(frozen=True)
class Plan:
    """Shares in any unit. ``personas_of``: for whom a pillar is; a pillar not in it is for everybody. ``resting``:
    days without posts; ``taken``: what is there already, which counts towards rhythm and quotas where it lies in the
    period; what lies before says which pillar came last."""

    first: date
    last: date
    outlets: tuple[Outlet, ...]
    pillars: Shares
    personas: Shares = field(default_factory=dict)
    stages: Shares = field(default_factory=dict)
    kinds: Shares = field(default_factory=dict)
    personas_of: Mapping[str, Collection[str]] = field(default_factory=dict)
    resting: Collection[date] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def weeks(self) -> float:
        return ((self.last - self.first).days + 1) / 7

    @property
    def there(self) -> tuple[Taken, ...]:
        """What stands in the period itself."""
        return tuple(each for each in self.taken if self.first <= each.on <= self.last)


@dataclass(frozen=True)
class Reason:
    """A message key and its parameters: "rhythm", "hour", "pillar", "persona", "stage", "kind"."""

    key: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Slot:
    """One post to be: its day and hour, its networks, and what it is for; empty where nothing is planned."""

    on: date
    at: time
    networks: tuple[str, ...]
    pillar: str
    persona: str
    stage: str
    kind: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Count:
    """How many of a network's posts the period should hold, how many stand there, how many were found a place."""

    network: str
    a_week: float
    wanted: int
    there: int
    placed: int

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.there - self.placed)


@dataclass(frozen=True)
class Proposal:
    """``slots`` are those still to be taken, in the order of their days; ``counts`` by network, the busiest first."""

    slots: tuple[Slot, ...]
    counts: tuple[Count, ...]


@dataclass
class _Occasion:
    """A day on which a post goes out; the busiest network makes it, others join. ``hours``: those that all allow."""

    on: date
    networks: list[str]
    hours: tuple[time, ...]
    at: time | None = None


def propose(plan: Plan) -> Proposal:
    diary = _Diary(plan)
    outlets = sorted(plan.outlets, key=lambda each: -each.a_week)
    counts = tuple(diary.place(outlet) for outlet in outlets)
    occasions = diary.settled()
    pillars = _pillars(plan, len(occasions))
    turns = {what: _Turns(shares, len(occasions)) for what, shares in _others(plan).items()}
    counted: Counter[str] = Counter()
    slots = list[Slot]()
    for occasion, pillar in zip(occasions, pillars, strict=True):
        counted[pillar] += 1
        persona = turns["persona"].next(pillar, plan.personas_of.get(pillar))
        stage, kind = turns["stage"].next(f"{pillar} {persona}"), turns["kind"].next(pillar)
        ends = {"persona": persona, "stage": stage, "kind": kind}
        reasons = _reasons(plan, occasion, pillar, (counted[pillar], pillars.count(pillar)), ends)
        at = occasion.at or time.min
        slots.append(Slot(occasion.on, at, tuple(occasion.networks), pillar, **ends, reasons=reasons))
    return Proposal(tuple(slots), counts)


def _others(plan: Plan) -> dict[str, Shares]:
    return {"persona": plan.personas, "stage": plan.stages, "kind": plan.kinds}


class _Diary:
    """Which day and hour. Days are filled from the quietest on; a network joins what others have made there."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.made = plan, list[_Occasion]()
        self.busy: dict[tuple[str, date], list[time | None]] = {}
        for each in plan.there:
            for network in each.networks:
                self.busy.setdefault((network, each.on), []).append(each.at)

    def place(self, outlet: Outlet) -> Count:
        there = sum(len(times) for (network, _), times in self.busy.items() if network == outlet.network)
        wanted = round(outlet.a_week * self.plan.weeks)
        load = Counter({day: len(times) for (network, day), times in self.busy.items() if network == outlet.network})
        days, placed = [day for day in self._span() if self._free(outlet, day)], 0
        while days and placed < wanted - there:
            quietest = min(load[day] for day in days)
            for day in self._turn(outlet, [day for day in days if load[day] == quietest], wanted - there - placed):
                load[day] += 1
                placed += 1
            days = [day for day in days if self._has_room(outlet, day)]
        return Count(outlet.network, outlet.a_week, wanted, there, placed)

    def settled(self) -> list[_Occasion]:
        """In the order of time, each with its hour."""
        used: Counter[tuple[str, time]] = Counter()
        for day in sorted({each.on for each in self.made}):
            mine = [each for each in self.made if each.on == day]
            for occasion, at in zip(mine, _hours(mine, used) or (), strict=True):
                occasion.at = at
                used.update((network, at) for network in occasion.networks)
        return sorted(self.made, key=lambda each: (each.on, each.at or time.min))

    def _turn(self, outlet: Outlet, days: Sequence[date], wanted: int) -> list[date]:
        """One post on each of some days, by joining where that can be; else by making some."""
        joinable = [(day, found) for day in days if (found := self._to_join(outlet, day)) is not None]
        for day, occasion in (joined := list(_evenly(joinable, min(wanted, len(joinable))))):
            occasion.networks.append(outlet.network)
            occasion.hours = self._common(outlet, day, occasion)
        if joined:
            return [day for day, _ in joined]
        own = list(_evenly(days, min(wanted, len(days))))
        self.made += [_Occasion(day, [outlet.network], self._free(outlet, day)) for day in own]
        return own

    def _to_join(self, outlet: Outlet, day: date) -> _Occasion | None:
        mine = [each for each in self.made if each.on == day]
        for occasion in mine:
            if outlet.network in occasion.networks or not (hours := self._common(outlet, day, occasion)):
                continue
            tried = _Occasion(day, [*occasion.networks, outlet.network], hours)
            if _hours([tried if each is occasion else each for each in mine]) is not None:
                return occasion
        return None

    def _has_room(self, outlet: Outlet, day: date) -> bool:
        mine = [each for each in self.made if each.on == day]
        return _hours([*mine, _Occasion(day, [outlet.network], self._free(outlet, day))]) is not None

    def _common(self, outlet: Outlet, day: date, occasion: _Occasion) -> tuple[time, ...]:
        free = self._free(outlet, day)
        return tuple(at for at in occasion.hours if at in free)

    def _free(self, outlet: Outlet, day: date) -> tuple[time, ...]:
        busy = self.busy.get((outlet.network, day), [])
        return tuple(at for at in outlet.hours.get(day.weekday(), ()) if at not in busy)

    def _span(self) -> list[date]:
        span = [self.plan.first + timedelta(days=n) for n in range((self.plan.last - self.plan.first).days + 1)]
        return [day for day in span if day not in self.plan.resting]


def _hours(
    occasions: Sequence[_Occasion], used: Mapping[tuple[str, time], int] | None = None
) -> tuple[time, ...] | None:
    """An hour for each of a day, so that no network has one twice; the ones used least first. None: there is none."""
    if not occasions:
        return ()
    if _is_too_full(occasions):
        return None
    first, others = occasions[0], occasions[1:]
    known = used or {}
    for at in sorted(first.hours, key=lambda each: sum(known.get((name, each), 0) for name in first.networks)):
        rest = [_without(at, first, each) for each in others]
        found = _hours(rest, used)
        if found is not None:
            return (at, *found)
    return None


def _is_too_full(occasions: Sequence[_Occasion]) -> bool:
    """Whether a network has more posts than hours left: seen before every way of giving them is tried."""
    names = {name for each in occasions for name in each.networks}
    mine = [[each for each in occasions if name in each.networks] for name in names]
    return any(len({at for each in some for at in each.hours}) < len(some) for some in mine)


def _without(at: time, first: _Occasion, other: _Occasion) -> _Occasion:
    if not set(first.networks) & set(other.networks):
        return other
    return _Occasion(other.on, other.networks, tuple(each for each in other.hours if each != at))


def _evenly(things: Sequence[Each], wanted: int) -> Iterator[Each]:
    """So many of them, each from the middle of an equal part."""
    return (things[(2 * n + 1) * len(things) // (2 * wanted)] for n in range(wanted))


def _pillars(plan: Plan, count: int) -> list[str]:
    """Quotas over all that the period will hold, less what is taken; shares that are taken up already get nothing."""
    if not any(plan.pillars.values()):
        return [""] * count
    taken = Counter(each.pillar for each in plan.there if each.pillar in plan.pillars)
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


def _reasons(
    plan: Plan, occasion: _Occasion, pillar: str, place: tuple[int, int], ends: Mapping[str, str]
) -> tuple[Reason, ...]:
    aims = {outlet.network: outlet.a_week for outlet in plan.outlets}
    reasons = [Reason("rhythm", {"network": network, "a_week": aims[network]}) for network in occasion.networks]
    at = occasion.at or time.min
    reasons.append(Reason("hour", {"networks": list(occasion.networks), "at": at.strftime("%H:%M")}))
    if pillar:
        reasons.append(Reason("pillar", {"pillar": pillar, "nth": place[0], "of": place[1]}))
    reasons += [Reason(what, {what: code}) for what, code in ends.items() if code]
    return tuple(reasons)
