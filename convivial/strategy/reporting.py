"""What the owner of a tactic says about it: done, a figure, evidence. The words and targets stay as they are."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from convivial.journal.recording import record
from convivial.team.access import may
from convivial.team.models import User, Workspace

from .models import FollowerTactic, Part, Progress, Tactic, Version

REPORTED: tuple[type[Part], ...] = (Tactic, FollowerTactic)


def is_theirs(person: User, act: str, thing: Any) -> bool:
    """A tactic is reported by its owner or by a strategist; everything else is none of our business."""
    if act != "tactic.report" or not isinstance(thing, Part):
        return True
    return getattr(thing, "owner_id", None) == person.pk or may(person, "strategy.change", thing.workspace)


def report(tactic: Part, by: User, is_done: bool, figure: Decimal | None = None, evidence: str = "") -> Progress:
    """Writes down how a tactic goes; the same words again are one report."""
    words = {"is_done": is_done, "figure": figure, "evidence": " ".join(evidence.split())[:400]}
    workspace = tactic.workspace
    with transaction.atomic():
        Version.objects.select_for_update(no_key=True).get(pk=tactic.version_id)
        last = workspace.strategy_progress.filter(tactic_code=tactic.code).first()
        if (
            last is not None
            and last.by_id == by.pk
            and all(getattr(last, name) == word for name, word in words.items())
        ):
            return last
        made = Progress.objects.create(workspace=workspace, tactic_code=tactic.code, by=by, **words)
        record("tactic.report", workspace=workspace.pk, by=by.pk, thing="tactic", code=tactic.code)
    return made


def latest(workspace: Workspace, codes: Collection[str]) -> Mapping[str, Progress]:
    """What was said last about each tactic, by its code; one query."""
    found: dict[str, Progress] = {}
    for each in workspace.strategy_progress.filter(tactic_code__in=codes).select_related("by"):
        found.setdefault(each.tactic_code, each)
    return found
