"""What a meeting decides, and what it says about objectives. Nothing is written into one that is over."""

from collections.abc import Mapping
from typing import Any

from convivial.journal.recording import record
from convivial.strategy import deciding
from convivial.strategy.models import Decision, Objective
from convivial.team.models import User

from .closing import still_open
from .models import Decided, Judgement, Meeting


def decide(meeting: Meeting, by: User, words: Mapping[str, Any]) -> Decision:
    """Writes a decision down among those of the strategy, as one of this meeting."""
    with still_open(meeting):
        decision = deciding.decide(meeting.workspace, by, words)
        Decided.objects.get_or_create(decision=decision, defaults={"meeting": meeting})
    return decision


def judge(meeting: Meeting, by: User, objective: Objective, says: str, note: str) -> None:
    """What the review says about an objective; as long as it is open, it can say something else."""
    with still_open(meeting):
        said = {"statement": objective.statement, "says": says, "note": note, "by": by}
        before = Judgement.objects.filter(meeting=meeting, objective=objective.code).values_list("says", "note")
        if before.first() == (says, note):
            return
        Judgement.objects.update_or_create(meeting=meeting, objective=objective.code, defaults=said)
        record("review.judge", workspace=meeting.workspace_id, by=by.pk, thing="review", code=meeting.code)
