"""What was decided, and what became of it; what is believed, and whether it was true."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from convivial.journal.recording import record
from convivial.lib import now as clock
from convivial.team.models import User, Workspace

from .models import Decision, Hypothesis, Outcome, Verdict


def decide(workspace: Workspace, by: User, words: Mapping[str, Any]) -> Decision:
    """Writes a decision down; the same one on the same day is one."""
    today = clock.day(clock.now(), workspace.zone)
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        said = {"question": words["question"], "choice": words["choice"]}
        found, is_new = Decision.objects.get_or_create(
            workspace=workspace, by=by, on=today, **said, defaults={k: v for k, v in words.items() if k not in said}
        )
        if is_new:
            _tell("decision.write", "decision", found, by)
    return found


def look_again(decision: Decision, by: User, note: str) -> None:
    """What became of it; said once."""
    today = clock.day(clock.now(), decision.workspace.zone)
    with transaction.atomic():
        _found, is_new = Outcome.objects.get_or_create(
            decision=decision, defaults={"note": note, "by": by, "on": today}
        )
        if is_new:
            _tell("decision.look_again", "decision", decision, by)


def suppose(workspace: Workspace, by: User, words: Mapping[str, Any]) -> Hypothesis:
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        found, is_new = Hypothesis.objects.get_or_create(
            workspace=workspace, believe=words["believe"], by_date=words["by_date"],
            defaults={"by": by, "threshold": words["threshold"], "kpi": words.get("kpi", "")},
        )  # fmt: skip
        if is_new:
            _tell("hypothesis.write", "hypothesis", found, by)
    return found


def judge(hypothesis: Hypothesis, by: User, says: str, note: str) -> None:
    """The verdict; said once."""
    today = clock.day(clock.now(), hypothesis.workspace.zone)
    with transaction.atomic():
        _found, is_new = Verdict.objects.get_or_create(
            hypothesis=hypothesis, defaults={"says": says, "note": note, "by": by, "on": today}
        )
        if is_new:
            _tell("hypothesis.judge", "hypothesis", hypothesis, by)


def _tell(act: str, thing: str, row: Decision | Hypothesis, by: User) -> None:
    record(act, workspace=row.workspace_id, by=by.pk, thing=thing, code=row.code)
