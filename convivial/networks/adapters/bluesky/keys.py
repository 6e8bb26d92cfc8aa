"""Record keys: TIDs, chosen by us before the first try.

A TID is 64 bits as 13 characters of base32-sortable: a zero, 53 bits of microseconds since 1970, 10 bits that tell
two clocks apart (https://atproto.com/specs/tid). The personal data server takes no other key for a post.
"""

import secrets
import threading
import time

ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
LENGTH = 13
CLOCK_BITS = 10

_lock = threading.Lock()
_last = 0


def new_tid() -> str:
    """Never the same twice in a process; between processes the random clock id makes a meeting unlikely."""
    number = (_next_microsecond() << CLOCK_BITS) | secrets.randbelow(1 << CLOCK_BITS)
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(LENGTH)))


def _next_microsecond() -> int:
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns() // 1000)
        return _last
