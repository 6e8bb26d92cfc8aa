"""Until when a call may begin: who holds a lease on something must not speak once it may have lapsed.

    with web.begun_before(deadline):        # of lib.steady
        await web.post(…)                   # NotReached("too_late") when the connection was ready only after it

The moment is looked at when the connection stands, right before the first byte: a process that was stopped for an
hour in between says nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from convivial.lib.steady import steady

from .errors import NotReached

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def begun_before(deadline: float) -> Iterator[None]:
    """For all calls inside, of this task and those it starts."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


def is_too_late() -> bool:
    deadline = _deadline.get()
    return deadline is not None and steady() > deadline


def refuse_too_late() -> None:
    if is_too_late():
        raise NotReached("too_late")
