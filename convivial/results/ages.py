"""When figures are asked for: of a post 1 h, 24 h, 48 h, 7 d and 28 d after it went out, of a channel every day.

Figures grow old unequally, so that only those of the same age can be compared; each one is shown with its age.
"""

from datetime import datetime, timedelta

from django.utils.translation import ngettext

AGES = (timedelta(hours=1), timedelta(hours=24), timedelta(hours=48), timedelta(days=7), timedelta(days=28))
EVERY_DAY = timedelta(days=1)
GIVES_UP = timedelta(days=30)  # an age that could not be read by then is left out
SPREAD_SECONDS = 240  # posts that went out together are not all asked for in the same second

SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=6)


def next_of_post(published_at: datetime, at: datetime, spread: int = 0) -> datetime | None:
    """The moment of the first age that a post has not reached; ``spread`` is any number that tells posts apart."""
    later = timedelta(seconds=spread % SPREAD_SECONDS)
    return next((published_at + age + later for age in AGES if published_at + age + later > at), None)


def next_of_channel(at: datetime) -> datetime:
    return at + EVERY_DAY


def again(since: datetime, at: datetime, told: timedelta | None = None) -> datetime:
    """After a look in vain: half as long again as we have tried already, bounded, and never before the network asked
    us to come."""
    wait = min(max((at - since) / 2, SHORTEST_WAIT), LONGEST_WAIT)
    return at + max(wait, told or timedelta(0))


def last_due(published_at: datetime, at: datetime) -> datetime:
    """Since when the newest age could have been read."""
    return max((published_at + age for age in AGES if published_at + age <= at), default=published_at)


def words(age: timedelta) -> str:
    """“after 30 min”, “after 24 h”, “after 7 days”."""
    minutes = max(0, round(age.total_seconds() / 60))
    if minutes < 55:
        return ngettext("after %(n)s min", "after %(n)s min", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 72:
        return ngettext("after %(n)s h", "after %(n)s h", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("after %(n)s day", "after %(n)s days", days) % {"n": days}
