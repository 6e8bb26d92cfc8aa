"""The figures that a course rests on: which, by whom and when, or read from where; the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from convivial.ui import vocabulary

from . import figures
from .checks import Question
from .models import FollowerPlan, Kpi, Objective


@dataclass(frozen=True)
class Known:
    """``who`` and ``at``: who typed it, and when ("" where the account is gone); ``read``: where it was read instead;
    ``of``: what it was typed for, where that is something else that is counted alike."""

    on: date
    value: float
    who: str = ""
    at: datetime | None = None
    read: str = ""
    of: str = ""


def known(asked: Question, part: Any) -> Sequence[Known]:
    """Those that count: of two for a day, the later one. The same facts as ``figures.series``; no question more."""
    days = {day: Known(day, value, read=_where(part)) for day, value in figures.counted(asked, part)}
    codes = figures.codes(asked, part)
    names = {each.code: _called(each) for each in _typed_for(asked) if each.code != part.code}
    for code in codes:
        rows = figures.typed(asked).get(code, ())
        days |= {on: Known(on, value, who or "", at, of=names.get(code, "")) for on, value, who, at in rows}
    return sorted(days.values(), key=lambda each: each.on, reverse=True)


def _typed_for(asked: Question) -> list[Any]:
    return [*asked.parts(Objective), *asked.parts(Kpi), *asked.parts(FollowerPlan)]


def _called(part: Any) -> str:
    if isinstance(part, FollowerPlan):
        return _("Followers on %(network)s") % {"network": vocabulary.title(part.network)}
    return str(part)


def _where(part: Any) -> str:
    network = getattr(part, "network", "")
    return str(vocabulary.title(network)) if network else _("all connected channels")
