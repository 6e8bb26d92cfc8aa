"""Has what the checks find written down anew. Done by a worker, or in an act; never by reading a page."""

import hashlib
import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from convivial.lib.now import now
from convivial.team.models import Workspace

from . import checks
from .judging import findings as judged
from .models import Finding

Follows = Callable[[Workspace, Collection[str]], None]
FIELDS = ("chapter", "said", "row", "since", "found_at")

_follows: list[Follows] = []


def followed_by(follows: Follows) -> None:
    """For apps that keep findings elsewhere: called with the workspace, and the checks or none for all."""
    _follows.append(follows)


def renew(workspace: Workspace, at: datetime | None = None, only: Collection[str] = ()) -> int:
    """Answers how many findings there are. ``only``: the keys of some checks, when just their facts changed."""
    at = at or now()
    found = {(each.check, each.scope): each for each in checks.judge(workspace, at, only)}
    with transaction.atomic():
        rows = Finding.objects.select_for_update().filter(workspace=workspace)
        known = {(row.check_key, row.scope): row for row in (rows.filter(check_key__in=only) if only else rows)}
        gone = [row.pk for key, row in known.items() if key not in found]
        Finding.objects.filter(pk__in=gone).delete()
        kept = [_written(known[key], each, at) for key, each in found.items() if key in known]
        Finding.objects.bulk_update(kept, FIELDS, batch_size=200)
        Finding.objects.bulk_create(
            _written(Finding(workspace=workspace, check_key=each.check, scope=each.scope), each, at)
            for key, each in found.items()
            if key not in known
        )
        for follows in _follows:
            follows(workspace, only)
    return len(found)


def said(finding: judged.Finding) -> str:
    """What a finding says, without its figures: as long as this stays, an answer to it holds."""
    names = {key: value for key, value in finding.params.items() if isinstance(value, str)}
    spelled = json.dumps([finding.check, finding.scope, finding.weight, finding.message, _names(names)])
    return hashlib.sha256(spelled.encode()).hexdigest()


def _names(names: dict[str, Any]) -> list[Any]:
    """Days move on with every look; names of pillars, people and networks do not."""
    return sorted(pair for pair in names.items() if not pair[0].endswith("_on"))


def _written(row: Finding, finding: judged.Finding, at: datetime) -> Finding:
    says = said(finding)
    if row.said != says:
        row.said, row.since = says, at
    row.chapter, row.row, row.found_at = finding.chapter, finding.as_row(), at
    return row
