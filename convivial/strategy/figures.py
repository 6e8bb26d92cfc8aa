"""How an objective, a KPI or the followers on a network went: figures typed by hand, and those that other apps know.

figures.source("followers", told)     # told(workspace, network, since) -> [(day, value)], oldest first
figures.series(asked, objective)      # all that is known of it, a value a day; what was typed counts first
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

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


def series(asked: Question, part: Any) -> Series:
    days: dict[date, float] = {}
    key, network = _key(part), getattr(part, "network", "")
    if key in _sources:
        days |= dict(asked.once(f"{key} {network}", lambda: _sources[key](asked.workspace, network, _since(asked))))
    typed = _typed(asked)
    for code in (*_kin(asked, part, key, network), part.code):
        days |= dict(typed.get(code, ()))
    return sorted(days.items())


def _key(part: Any) -> str:
    if isinstance(part, FollowerPlan):
        return "followers"
    return str(part.key if isinstance(part, Kpi) else part.kpi)


def _kin(asked: Question, part: Any, key: str, network: str) -> Iterable[str]:
    """The codes of parts that are counted by the same figure in the same place."""
    if not key:
        return []
    plans = asked.parts(FollowerPlan) if key == "followers" else []
    same = [*asked.parts(Kpi), *plans, *asked.parts(Objective)]
    there = [each for each in same if _key(each) == key and getattr(each, "network", "") == network]
    return [each.code for each in there if each.code != part.code]


def _typed(asked: Question) -> Mapping[str, list[tuple[date, float]]]:
    return asked.once("typed", lambda: _read(asked))


def _read(asked: Question) -> Mapping[str, list[tuple[date, float]]]:
    rows = TypedFigure.objects.filter(workspace=asked.workspace, on__gte=_since(asked))
    by_code: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for code, on, value in rows.values_list("part_code", "on", "value"):
        by_code[code].append((on, float(value)))
    return by_code


def _since(asked: Question) -> date:
    return asked.today - BACK
