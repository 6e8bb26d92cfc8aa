"""What was agreed and is due: figures to be counted anew, days to decide, reports to give, figures to make use of
(checks E4.stale, E2.exit_due, E6.report_missed and E6.metric_to_decision of B.3). The reference names the checks; the
days are ours unless it says them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

Every = Literal["week", "month", "quarter"]
Kept = Literal["unknown", "below", "enough"]

FRESHEST, OLDEST = 14, 45  # days
TERMS: dict[Every, tuple[int, int]] = {
    "week": (7, 3),
    "month": (31, 7),
    "quarter": (92, 14),
}  # days, and days of grace
TWO_QUARTERS = 183  # days (B.3, E6.metric_to_decision)


def oldest(first: date | None, due: date | None) -> int:
    """How old an objective's last figure may be, in days: a third of its time, between two weeks and six."""
    if first is None or due is None:
        return OLDEST
    return min(max((due - first).days // 3, FRESHEST), OLDEST)


def as_of(series: Sequence[tuple[date, float]], on: date) -> tuple[date, float] | None:
    """The figure that counts for a day: the last one until then, else the first one after it."""
    until = [each for each in series if each[0] <= on]
    return until[-1] if until else series[0] if series else None


def kept(value: float | None, least: float) -> Kept:
    """Whether a network brought what was agreed as the least."""
    return "unknown" if value is None else "below" if value < least else "enough"


def is_fresh(day: date, on: date) -> bool:
    """Whether a figure is near enough to the day that it should tell of."""
    return abs((on - day).days) <= OLDEST


def days_missed(last: date | None, since: date, every: Every, today: date) -> int:
    """Days since somebody should have been told; 0 while there is time. ``since``: from when it was agreed."""
    term, grace = TERMS[every]
    late = (today - max(last or since, since)).days - term
    return late if late > grace else 0


def is_unused(since: date, today: date, is_cited: bool) -> bool:
    return not is_cited and today - since >= timedelta(days=TWO_QUARTERS)
