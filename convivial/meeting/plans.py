"""What a strategy plans for a week: posts on each network, shares of pillars and personas. One query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, FloatField, Value
from django.db.models.functions import Cast

from convivial.strategy.models import NetworkChoice, Persona, Pillar


@dataclass(frozen=True)
class Rhythm:
    """Posts a week on a network."""

    network: str
    least: float
    aim: float
    most: float


@dataclass(frozen=True)
class Part:
    """A pillar or a persona with its planned share, per cent; the season is of pillars alone."""

    code: str
    name: str
    share: float
    hue: int = 0
    begins: date | None = None
    ends: date | None = None

    def is_in_season(self, first: date, last: date) -> bool:
        return (self.begins is None or self.begins <= last) and (self.ends is None or self.ends >= first)


@dataclass
class Plan:
    rhythms: list[Rhythm] = field(default_factory=list)
    pillars: list[Part] = field(default_factory=list)
    personas: list[Part] = field(default_factory=list)

    def on(self, networks: Collection[str]) -> list[Rhythm]:
        return [each for each in self.rhythms if each.network in networks]


def plans(*versions: int | None) -> list[Plan]:
    """A plan for each version by its number as a row; empty for None."""
    found = {pk: Plan() for pk in versions if pk is not None}
    for row in _rows(list(found)) if found else []:
        _put(found[row[0]], row)
    return [found[pk] if pk is not None else Plan() for pk in versions]


def _put(plan: Plan, row: Sequence[Any]) -> None:
    _version, noun, _place, code, name, one, two, three, hue, begins, ends = row
    if noun == "rhythm":
        known = [value for value in (one, two, three) if value is not None]
        if known:
            low, high = min(known), max(known)
            plan.rhythms.append(Rhythm(name, low, two if two is not None else (low + high) / 2, high))
    elif one:
        part = Part(code, name, one, int(hue or 0), begins, ends)
        (plan.pillars if noun == "pillar" else plan.personas).append(part)


def _rows(versions: Sequence[int]) -> Any:
    networks = NetworkChoice.objects.exclude(tier=NetworkChoice.Tier.PARKED)
    first = _asked(networks, "rhythm", "network", "rhythm_min", "rhythm_target", "rhythm_max")
    pillars = _asked(Pillar.objects, "pillar", "name", "share", hue="hue", begins="season_from", ends="season_to")
    personas = _asked(Persona.objects, "persona", "name", "share_of_focus")
    of_these = [rows.filter(version__in=versions, still_example=False) for rows in (first, pillars, personas)]
    return sorted(of_these[0].union(*of_these[1:], all=True), key=lambda row: (row[1], row[2]))


def _asked(rows: Any, noun: str, name: str, *numbers: str, hue: str = "", begins: str = "", ends: str = "") -> Any:
    figures = [*numbers, *([""] * (3 - len(numbers))), hue]
    asked = {f"n_{place}": Cast(F(each) if each else Value(None), FloatField()) for place, each in enumerate(figures)}
    days = {
        f"d_{place}": Cast(F(each) if each else Value(None), DateField()) for place, each in enumerate((begins, ends))
    }
    named = {"t_noun": Value(noun, output_field=CharField()), "t_name": Cast(name, CharField(max_length=280))}
    told = rows.order_by().annotate(**named, **asked, **days)
    return told.values_list("version_id", "t_noun", "position", "code", "t_name", *asked, *days)
