"""A catalogue as it is shown for ticking."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .kpis import FIGURES
from .tactics import FOLLOWERS, GROUPS, VISIBILITY, Way


@dataclass(frozen=True)
class Item:
    key: str
    name: Any
    hint: Any


@dataclass(frozen=True)
class Shelf:
    title: Any
    items: Sequence[Item]


def shelves(noun: str) -> list[Shelf]:
    """Empty for a noun without a catalogue."""
    if noun == "kpi":
        return _figures()
    return _ways({"tactic": VISIBILITY, "followertactic": FOLLOWERS}.get(noun, ()))


def _ways(ways: Sequence[Way]) -> list[Shelf]:
    groups = dict.fromkeys(way.group for way in ways)
    return [
        Shelf(GROUPS[group], [Item(way.key, way.name, way.caution) for way in ways if way.group == group])
        for group in groups
    ]


def _figures() -> list[Shelf]:
    from convivial.strategy.models import Objective  # the models ask for the dictionary first

    return [
        Shelf(level.label, [Item(each.key, each.title, each.formula) for each in FIGURES if each.level == level])
        for level in reversed(Objective.Level)
    ]
