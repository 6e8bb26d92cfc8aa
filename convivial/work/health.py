"""How the house is: checks that say what they see, since when, what it means for the people, and how to mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError

GOOD, WATCH, ACT = "good", "watch", "act"


@dataclass(frozen=True)
class Health:
    """``state``: "good", "watch" or "act". ``meaning`` and ``fix`` are lazy texts."""

    state: str
    since: datetime | None = None
    meaning: Any = ""
    fix: Any = ""
    figure: Any = None


Check = Callable[[], Health]

_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    _checks[name] = check


def names() -> list[str]:
    return list(_checks)


def checked() -> dict[str, Health]:
    """Every check, asked now. A check that cannot reach the database says so."""
    return {name: _asked(check) for name, check in _checks.items()}


def worst(found: dict[str, Health]) -> str:
    order = [GOOD, WATCH, ACT]
    return max((health.state for health in found.values()), key=order.index, default=GOOD)


def _asked(check: Check) -> Health:
    from .checks import unanswered

    try:
        return check()
    except DatabaseError:
        return unanswered()
