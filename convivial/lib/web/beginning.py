"""Until when a call may begin: who holds a lease on something must not speak once it may have lapsed.

    with web.begun_before(deadline):        # of lib.steady
        await web.post(…)                   # NotReached("too_late") when the connection was ready only after it

The moment is looked at when the connection stands, right before the first byte: a process that was stopped for an
hour in between says nothing.
"""

from contextvars import ContextVar

from convivial.lib.steady import steady

from .errors import NotReached

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class begun_before:  # noqa: N801 - used as a word of the language, as contextlib's own are
    """For all calls inside, of this task and those it starts."""

    __slots__ = ("deadline", "token")

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline

    def __enter__(self) -> None:
        self.token = _deadline.set(self.deadline)

    def __exit__(self, *trouble: object) -> None:
        _deadline.reset(self.token)


def is_too_late() -> bool:
    deadline = _deadline.get()
    return deadline is not None and steady() > deadline


def refuse_too_late() -> None:
    if is_too_late():
        raise NotReached("too_late")
