"""A clock for spans that only goes forward and does not sleep when the machine does.

``time.monotonic`` stands still while Linux is suspended, so that a lease that lapsed in the night would look young
in the morning. ``CLOCK_BOOTTIME`` goes on (clock_gettime(2)); elsewhere ``CLOCK_MONOTONIC`` does.
"""

import time

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady() -> float:
    """Seconds since some fixed moment."""
    return time.clock_gettime(_CLOCK)
