"""Forecasts take long, so those that were made stay with the finding that speaks of them, by the code of its part,
each with a digest of all that went into it. Whoever asks with other facts, or on another day, has one made: none is
ever shown that is older than its facts.

    foreseeing.forecast(asked, part, history, aim)     # and how, as forecasting.forecast
    foreseeing.coverage(asked, part, history)          # and how, as forecasting.coverage
    asked.foreseen[part.code]                          # to be kept, and given to the next question
    foreseeing.kept(workspace)                         # all of them
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from convivial.team.models import Workspace

from .checks import Question
from .judging import forecasting
from .judging.forecasting import Aim, Coverage, Fan, Forecast
from .models import Finding

Row = Mapping[str, Any]
History = Sequence[tuple[date, float]]
SEED = 1  # the same facts give the same forecast


def forecast(asked: Question, part: Any, history: History, aim: Aim, **how: Any) -> Forecast:
    row = _row(
        asked, part, "forecast", (history, aim, how),
        lambda: _as_row(forecasting.forecast(history, aim, seed=SEED, **how)),
    )  # fmt: skip
    fan = tuple(Fan(date.fromisoformat(day), *values) for day, *values in row["fan"])
    told = {name: row[name] for name in ("method", "points", "probability", "verdict", "certainty", "every")}
    return Forecast(fan=fan, **told)


def coverage(asked: Question, part: Any, history: History, **how: Any) -> Coverage:
    row = _row(asked, part, "coverage", (history, how), lambda: vars(forecasting.coverage(history, **how)))
    return Coverage(row["inside"], row["tried"])


def kept(workspace: Workspace) -> dict[str, dict[str, Any]]:
    rows = Finding.objects.filter(workspace=workspace).exclude(foreseen={})
    return {code: dict(row) for code, row in rows.values_list("scope", "foreseen")}


def _row(asked: Question, part: Any, what: str, facts: tuple[Any, ...], made: Callable[[], Row]) -> Row:
    """As it was kept, or made now."""
    kept = asked.foreseen.setdefault(part.code, {})
    digest = hashlib.sha256(repr((asked.today, *facts)).encode()).hexdigest()
    if kept.get(what, {}).get("of") != digest:
        kept[what] = {**made(), "of": digest}
    row: Row = kept[what]
    return row


def _as_row(seen: Forecast) -> Row:
    return {**vars(seen), "fan": [[each.on.isoformat(), each.low, each.middle, each.high] for each in seen.fan]}
