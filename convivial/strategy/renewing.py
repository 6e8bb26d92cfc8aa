"""Has what the checks find written down anew. Done by a worker, or in an act; never by reading a page."""

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from convivial.lib import now as clock
from convivial.lib.now import now
from convivial.team.models import Workspace

from . import checks, course, foreseeing, outlook
from .judging import findings as judged
from .models import Finding, Judging
from .overtaking import in_step

Found = Mapping[tuple[str, str], judged.Finding]
Follows = Callable[[Workspace, Collection[str]], None]
FIELDS = ("chapter", "said", "row", "foreseen", "since", "found_at")

_follows: list[Follows] = []
log = logging.getLogger("convivial.strategy")


def followed_by(follows: Follows) -> None:
    """For apps that keep findings elsewhere: called with the workspace, and the checks or none for all."""
    _follows.append(follows)


def renew(workspace: Workspace, at: datetime | None = None, only: Collection[str] = ()) -> int:
    """Answers how many findings there are. ``only``: the keys of some checks, when just their facts changed."""
    at = at or now()
    found, _ = in_step(
        workspace.pk,
        see=lambda: _see(workspace, at, only),
        lock=lambda: _held(workspace, at),
        write=lambda seen: _write(workspace, *seen, at, only),
    )
    for follows in _follows:
        follows(workspace, only)
    return len(found)


def renew_after(workspace: Workspace, only: Collection[str]) -> None:
    """What an act changed is told at once. The act is written down and stays, whatever goes wrong here; the checks
    look again in minutes."""
    try:
        renew(workspace, only=only)
    except Exception:
        log.exception("The checks that an act feeds went wrong in %s", workspace.pk)


def _see(workspace: Workspace, at: datetime, only: Collection[str]) -> tuple[Found, Mapping[str, Any]]:
    asked = checks.question(workspace, clock.day(at, workspace.zone), foreseen=foreseeing.kept(workspace))
    found = {(each.check, each.scope): each for each in checks.answers(asked, only)} if asked else {}
    return found, _foreseen(asked, found) if asked else {}


def _held(workspace: Workspace, at: datetime) -> Judging:
    """Of findings that are not there yet no row can be held: so whoever writes any holds this one first."""
    rows = Judging.objects.select_for_update(no_key=True).filter(workspace=workspace)
    held = rows.first()
    if held is None:
        Judging.objects.bulk_create([Judging(workspace=workspace, due_at=at)], ignore_conflicts=True)
        held = rows.get()
    return held


def _write(
    workspace: Workspace, found: Found, foreseen: Mapping[str, Any], at: datetime, only: Collection[str]
) -> None:
    rows = Finding.objects.select_for_update(no_key=True).filter(workspace=workspace)
    known = {(row.check_key, row.scope): row for row in (rows.filter(check_key__in=only) if only else rows)}
    gone = [row.pk for key, row in known.items() if key not in found]
    Finding.objects.filter(pk__in=gone).delete()
    kept = [_written(known[key], each, foreseen, at) for key, each in found.items() if key in known]
    Finding.objects.bulk_update(kept, FIELDS, batch_size=200)
    Finding.objects.bulk_create(
        _written(Finding(workspace=workspace, check_key=each.check, scope=each.scope), each, foreseen, at)
        for key, each in found.items()
        if key not in known
    )


def said(finding: judged.Finding) -> str:
    """What a finding says, without its figures: as long as this stays, an answer to it holds."""
    names = {key: value for key, value in finding.params.items() if isinstance(value, str)}
    spelled = json.dumps([finding.check, finding.scope, finding.weight, finding.message, _names(names)])
    return hashlib.sha256(spelled.encode()).hexdigest()


def _names(names: dict[str, Any]) -> list[Any]:
    """Days move on with every look; names of pillars, people and networks do not."""
    return sorted(pair for pair in names.items() if not pair[0].endswith("_on"))


def _foreseen(asked: checks.Question, found: Collection[tuple[str, str]]) -> Mapping[str, Any]:
    """The forecasts that the findings rest on, by the codes of their parts; with how such forecasts did."""
    models = [model for check, model in course.CHECKS.items() if any(check == each for each, _scope in found)]
    for part in (part for model in models for part in asked.parts(model)):
        if part.code in asked.foreseen:
            outlook.held(asked, part)
    return asked.foreseen


def _written(row: Finding, finding: judged.Finding, foreseen: Mapping[str, Any], at: datetime) -> Finding:
    says = said(finding)
    if row.said != says:
        row.said, row.since = says, at
    row.chapter, row.row, row.found_at = finding.chapter, finding.as_row(), at
    row.foreseen = foreseen.get(finding.scope, {}) if finding.check in course.CHECKS else {}
    return row
