"""How long the house waits for what. One frozen set of durations; tests scale all of them at once."""

import random
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import lru_cache

from django.conf import settings


@dataclass(frozen=True)
class Patience:
    """``lease`` must outlive the longest call with its margin, or a slow live call could be judged dead."""

    answer: timedelta = timedelta(seconds=30)  # a network's answer, from the first byte to the last
    margin: timedelta = timedelta(seconds=15)  # between the end of a call and the end of the lease that covers it
    lease: timedelta = timedelta(seconds=90)
    rest: timedelta = timedelta(seconds=75)  # between two looks at a network that lists late
    asking: timedelta = timedelta(minutes=15)  # how long a network is asked before a person is
    back_off: timedelta = timedelta(seconds=20)  # after the first "later"; doubled each time
    back_off_most: timedelta = timedelta(minutes=30)
    told_later_most: timedelta = timedelta(hours=6)  # what we obey of a network's own "later"
    promise_retry: timedelta = timedelta(seconds=20)  # between two tries of a page that is about to open
    news: timedelta = timedelta(milliseconds=250)  # a worker asks whether anything new is due
    keeping: timedelta = timedelta(seconds=1)  # the keeper's round
    keeper_lease: timedelta = timedelta(seconds=10)
    beat: timedelta = timedelta(seconds=5)  # a worker says that it lives
    silence: timedelta = timedelta(seconds=60)  # after which a worker without a beat is thought dead
    restart: timedelta = timedelta(milliseconds=200)  # before a fallen process is started again; doubled each time
    restart_most: timedelta = timedelta(seconds=30)
    drain: timedelta = timedelta(seconds=25)  # for calls under way when the house closes

    def times(self, factor: float) -> "Patience":
        return replace(self, **{each.name: getattr(self, each.name) * factor for each in fields(self)})

    def after(self, tries: int) -> timedelta:
        """The wait after so many tries in vain: doubled each time, bounded, and jittered by a fifth so that many
        who were sent away together do not come back together."""
        wait = min(self.back_off * 2 ** min(max(tries - 1, 0), 12), self.back_off_most)
        return wait * random.uniform(0.8, 1.2)


@lru_cache(maxsize=8)
def _scaled(factor: float) -> Patience:
    return Patience().times(factor)


def stretched(span: timedelta) -> timedelta:
    """A time that a network declares, in this installation's patience."""
    return span * float(settings.PATIENCE)


def patience() -> Patience:
    """The durations of this installation (``CONVIVIAL_PATIENCE`` times the real ones)."""
    return _scaled(float(settings.PATIENCE))
