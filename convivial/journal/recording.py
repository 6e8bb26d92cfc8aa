"""Writes the journal, in the act's own transaction.

    record("post.approved", workspace=post.workspace_id, by=cleo.pk, thing="post", code=post.code)

``recorded`` nudges after the commit: whoever listens reads the journal by a cursor, and an error there never
undoes the act.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from convivial.lib.now import now

from .models import Head, Line

recorded = Signal()  # sent after the commit with workspace=<id or None>


@dataclass(frozen=True)
class Entry:
    """A line to be written. ``params`` hold ids and short nouns."""

    act: str
    workspace: int | None = None
    by: int | None = None
    thing: str = ""
    code: str = ""
    at: datetime | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


def record(
    act: str,
    *,
    workspace: int | None = None,
    by: int | None = None,
    thing: str = "",
    code: str = "",
    **params: Any,
) -> None:
    record_all([Entry(act, workspace, by, thing, code, None, params)])


def record_all(entries: Iterable[Entry]) -> None:
    """The batch form, for acts that touch many things in one transaction."""
    by_workspace: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_workspace[entry.workspace or 0].append(entry)
    with transaction.atomic():
        for workspace in sorted(by_workspace):
            _append(workspace, by_workspace[workspace])


def chained(line: Line, before: str) -> str:
    """SHA-256 in hexadecimal over the chain before and the line's own content, as JSON with sorted keys."""
    content = [
        before, line.workspace_id, line.seq, line.at.isoformat(), line.actor_id, line.act,
        line.thing, line.thing_code, line.params,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _append(workspace: int, entries: list[Entry]) -> None:
    head = _locked_head(workspace)
    lines = [_line(entry, head) for entry in entries]
    Line.objects.bulk_create(lines)
    head.save(update_fields=["seq", "chain"])
    transaction.on_commit(lambda: recorded.send_robust(sender=Line, workspace=workspace or None))


def _locked_head(workspace: int) -> Head:
    Head.objects.bulk_create([Head(workspace_id=workspace)], ignore_conflicts=True)
    return Head.objects.select_for_update().get(workspace_id=workspace)


def _line(entry: Entry, head: Head) -> Line:
    line = Line(
        workspace_id=entry.workspace or None,
        seq=head.seq + 1,
        at=entry.at or now(),
        actor_id=entry.by,
        act=entry.act,
        thing=entry.thing,
        thing_code=entry.code,
        params=dict(entry.params),
    )
    head.seq, head.chain = line.seq, chained(line, head.chain)
    line.chain = head.chain
    return line
