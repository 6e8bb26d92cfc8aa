"""How an objective, a KPI or the followers on a network went: figures typed by hand, and those that other apps know.

figures.source("followers", told)     # told(workspace, network, since) -> [(day, value)], oldest first: a level on
                                      # each day, or a rolling figure of 28 days, never the counts of single days
figures.series(asked, objective)      # all that is known of it, a value a day; what was typed counts first
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from .catalogue import kpis
from .checks import Question
from .models import FollowerPlan, Kpi, Objective, TypedFigure

Series = Sequence[tuple[date, float]]
Source = Callable[[Any, str, date], Series]
BACK = timedelta(days=400)  # further back nothing is asked for

_sources: dict[str, Source] = {}


def source(kpi: str, told: Source) -> None:
    _sources[kpi] = told


def known() -> frozenset[str]:
    """The keys of the dictionary of figures that some app knows by itself."""
    return frozenset(_sources)


def key(part: Any) -> str:
    """Of the dictionary of figures; empty where it is counted by none of them."""
    if isinstance(part, FollowerPlan):
        return "followers"
    return str(part.key if isinstance(part, Kpi) else part.kpi)


def is_count(part: Any) -> bool:
    """In whole numbers alone: people who follow; what the dictionary counts; and without it, what the unit says."""
    figure = kpis.BY_KEY.get(key(part))
    if figure is not None:
        return figure.is_count
    unit = str(getattr(part, "unit", "")).casefold()
    return unit in [str(each).casefold() for each in (kpis.PEOPLE, kpis.TIMES, kpis.VISITS, kpis.POSTS)]


def series(asked: Question, part: Any) -> Series:
    days = dict(counted(asked, part))
    for code in codes(asked, part):
        days |= {each.on: each.value for each in typed(asked).get(code, ())}
    return sorted((day, value) for day, value in days.items() if day <= asked.today)


def counted(asked: Question, part: Any) -> Series:
    """What an app knows of it by itself."""
    return sourced(asked, key(part), getattr(part, "network", ""))


def sourced(asked: Question, name: str, network: str) -> Series:
    """What an app knows of a figure of the dictionary on a network ("" is every network)."""
    if name not in _sources:
        return ()
    return asked.once(f"{name} {network}", lambda: _sources[name](asked.workspace, network, since(asked)))


def codes(asked: Question, part: Any) -> Sequence[str]:
    """The parts whose typed figures count for it, its own last: of two figures for a day, the later one counts."""
    return [*_kin(asked, part, key(part), getattr(part, "network", "")), part.code]


def _kin(asked: Question, part: Any, name: str, network: str) -> Iterable[str]:
    """The codes of parts that are counted by the same figure in the same place. Two objectives that are counted alike
    (orders from offices, orders in the shop) mean different things: a figure that was typed for one of them counts
    for no other part."""
    if not name:
        return []
    plans = asked.parts(FollowerPlan) if name == "followers" else []
    objectives = [] if isinstance(part, Objective) else _alike(asked.parts(Objective), name, network)
    there = _alike([*asked.parts(Kpi), *plans], name, network) + (objectives if len(objectives) == 1 else [])
    return [each.code for each in there if each.code != part.code]


def _alike(parts: Iterable[Any], name: str, network: str) -> list[Any]:
    return [each for each in parts if key(each) == name and getattr(each, "network", "") == network]


class Typed(NamedTuple):
    """``who``: a name, or None where the account is gone."""

    on: date
    value: float
    who: str | None
    at: datetime


def typed(asked: Question) -> Mapping[str, Sequence[Typed]]:
    """By the code of the part that it was typed for, in the order of typing."""
    return asked.once("typed", lambda: _read(asked))


def _read(asked: Question) -> Mapping[str, list[Typed]]:
    rows = TypedFigure.objects.filter(workspace=asked.workspace, on__gte=since(asked), on__lte=asked.today)
    by_code: dict[str, list[Typed]] = defaultdict(list)
    for code, on, value, who, at in rows.values_list("part_code", "on", "value", "by__name", "at"):
        by_code[code].append(Typed(on, float(value), who, at))
    return by_code


def since(asked: Question) -> date:
    return asked.today - BACK
