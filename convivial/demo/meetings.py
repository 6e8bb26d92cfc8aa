"""Where Harbour Coffee sits together: the Monday of this week, in which something was decided already."""

from datetime import timedelta

from convivial.lib import now as clock
from convivial.meeting import beginning, deciding
from convivial.meeting.weeks import this_week

from .cast import Cast


def meet(cast: Cast) -> None:
    _monday(cast)


def _monday(cast: Cast) -> None:
    meeting = beginning.monday(cast.harbour, cast.ana, this_week(cast.harbour))
    deciding.decide(meeting, cast.ana, {
        "question": "Who brings “Answers” back?", "choice": "Mina takes one question a week from the counter.",
        "reason": "People ask the same four things every day, and we answered none of them in a month.",
        "look_again_on": clock.day(clock.now(), cast.harbour.zone) + timedelta(days=28),
    })  # fmt: skip
