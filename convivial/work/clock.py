"""Notices when the wall clock jumps: it is then not known what is due, and the house asks before it goes on."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from convivial.lib.now import now

JUMP = timedelta(minutes=2)


@dataclass
class Clock:
    """Compares the wall clock with one that only ever goes forward. A stopped process is no jump; a suspended
    machine is one, for while it slept everything due was missed."""

    wall: datetime = field(default_factory=now)
    steady: float = field(default_factory=time.monotonic)

    def jumped_from(self) -> datetime | None:
        """The earlier of the two readings around a jump since the last call, or None."""
        wall, steady = now(), time.monotonic()
        expected = self.wall + timedelta(seconds=steady - self.steady)
        self.wall, self.steady = wall, steady
        return min(expected, wall) if abs(wall - expected) > JUMP else None
