"""Where Harbour Coffee sits together: a review that is over, and the Monday of this week."""

from datetime import datetime, time, timedelta
from typing import Any

from convivial.lib import now as clock
from convivial.meeting import beginning, deciding, writing
from convivial.meeting.models import Closing, Meeting
from convivial.meeting.review.closing import close_review
from convivial.meeting.weeks import this_week
from convivial.strategy.models import Decision, Objective, Version
from convivial.team.models import Workspace

from .cast import Cast

AGO = timedelta(days=8)  # when the review was
SAID = {
    "said": "Everybody could name the pillars. Nobody could name the second objective.",
    "done": "Two of us were ill in the same week; then Bluesky is what one does on the phone.",
    "happened": "The Sunday pictures work. People come in and ask for the one on the picture.",
    "learned": "We do not know yet whether new faces come because of us. We ask at the counter now.",
}
VERDICTS = (
    ("not_met", "Half of the way in half of the time would have been enough; we are behind."),
    ("cannot_tell", "Nobody counted for three weeks."),
)


def meet(cast: Cast) -> None:
    _review(cast)
    _monday(cast)


def _review(cast: Cast) -> None:
    meeting = beginning.review(cast.harbour, cast.ana)
    for part, text in SAID.items():
        writing.write(meeting, cast.ana, part, text, 0)
    objectives = Objective.objects.filter(version__workspace=cast.harbour, version__state=Version.State.CURRENT)
    for objective, (says, note) in zip(objectives, VERDICTS, strict=False):
        deciding.judge(meeting, cast.ana, objective, says, note)
    decision = deciding.decide(meeting, cast.ana, {
        "question": "How do we come back to what we planned on Bluesky?",
        "choice": "Four posts a week there, and the time that is left goes to “People of the harbour”.",
        "reason": "Twice as much as planned brought no more answers.",
    })  # fmt: skip
    _let_it_be_over(cast.harbour, meeting, decision)
    close_review(meeting, cast.ana, [cast.ana, cast.ben, cast.mina, cast.ravi])
    Closing.objects.filter(meeting=meeting).update(at=_then(cast.harbour))


def _let_it_be_over(workspace: Workspace, meeting: Meeting, decision: Decision) -> None:
    """Only time makes a meeting older; a fictional world has none."""
    at = _then(workspace)
    meeting.last = at.date()
    Meeting.objects.filter(pk=meeting.pk).update(last=meeting.last, begun_at=at)
    Decision.objects.filter(pk=decision.pk).update(on=meeting.last)


def _then(workspace: Workspace) -> datetime:
    return clock.instant(datetime.combine(_today(workspace) - AGO, time(15)), workspace.zone)


def _monday(cast: Cast) -> None:
    meeting = beginning.monday(cast.harbour, cast.ana, this_week(cast.harbour))
    words: dict[str, Any] = {
        "question": "Who brings “Answers” back?", "choice": "Mina takes one question a week from the counter.",
        "reason": "People ask the same four things every day, and we answered none of them in a month.",
        "look_again_on": _today(cast.harbour) + timedelta(days=28),
    }  # fmt: skip
    deciding.decide(meeting, cast.ana, words)


def _today(workspace: Workspace) -> Any:
    return clock.day(clock.now(), workspace.zone)
