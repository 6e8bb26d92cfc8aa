"""Writes the journal, in the act's own transaction.

    record("post.approve", workspace=post.workspace_id, by=cleo.pk, thing="post", code=post.code)

``recorded`` nudges after the commit: whoever listens reads the journal by a cursor, and an error there never
undoes the act.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.dispatch import Signal

from convivial.lib.now import now

from . import sealing
from .models import Aside, Head, Line

INSTALLATION = 0  # the journal of what belongs to no workspace

recorded = Signal()  # sent after the commit with workspace=<id or None>


@dataclass(frozen=True)
class Entry:
    """A line to be written. ``params`` hold ids and short nouns; text about a person goes into ``aside``, with the
    person in ``about`` (``user:<code>`` or ``address:<digest>``)."""

    act: str
    workspace: int | None = None
    by: int | None = None
    thing: str = ""
    code: str = ""
    at: datetime | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    aside: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


def record(
    act: str,
    *,
    workspace: int | None = None,
    by: int | None = None,
    thing: str = "",
    code: str = "",
    aside: Mapping[str, str] | None = None,
    about: str = "",
    **params: Any,
) -> None:
    record_all([Entry(act, workspace, by, thing, code, None, params, aside or {}, about)])


def record_all(entries: Iterable[Entry]) -> None:
    """The batch form, for acts that touch many things in one transaction."""
    by_workspace: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_workspace[entry.workspace or INSTALLATION].append(entry)
    with transaction.atomic(savepoint=False):
        for workspace in sorted(by_workspace):
            _append(workspace, by_workspace[workspace])


def chained(before: str, columns: Iterable[Any]) -> str:
    """SHA-256 in hexadecimal over the chain before and a line's columns, as JSON with sorted keys."""
    content = json.dumps([before, *columns], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def content_of(line: Line) -> tuple[Any, ...]:
    return (
        line.workspace_id, line.seq, line.at.astimezone(UTC).isoformat(), line.actor_id, line.act,
        line.thing, line.thing_code, line.params, line.aside,
    )  # fmt: skip


def _append(workspace: int, entries: list[Entry]) -> None:
    head = _locked_head(workspace)
    asides: list[Aside] = []
    lines = [_line(entry, head, asides) for entry in entries]
    Line.objects.bulk_create(lines)
    if asides:
        Aside.objects.bulk_create(asides)
    head.save(update_fields=["seq", "chain"])
    transaction.on_commit(lambda: recorded.send_robust(sender=Line, workspace=workspace or None))


def _locked_head(workspace: int) -> Head:
    locked = Head.objects.select_for_update().filter(workspace_id=workspace)
    head = locked.first()
    if head is None:
        Head.objects.bulk_create([Head(workspace_id=workspace)], ignore_conflicts=True)
        head = locked.get()
    return head


def _line(entry: Entry, head: Head, asides: list[Aside]) -> Line:
    line = Line(
        workspace_id=head.workspace_id,
        seq=head.seq + 1,
        at=entry.at or now(),
        actor_id=entry.by,
        act=entry.act,
        thing=entry.thing,
        thing_code=entry.code,
        params=json.loads(json.dumps(dict(entry.params), cls=DjangoJSONEncoder)),
    )
    if entry.aside:
        line.aside = _set_aside(entry, line, asides)
    head.seq, head.chain = line.seq, chained(head.chain, content_of(line))
    line.chain = head.chain
    return line


def _set_aside(entry: Entry, line: Line, asides: list[Aside]) -> str:
    if not entry.about:
        raise ValueError("Text set aside is about somebody: say whom.")
    sealed = sealing.seal(entry.about, line.workspace_id, line.seq, entry.aside)
    asides.append(Aside(workspace_id=line.workspace_id, seq=line.seq, about=entry.about, sealed=sealed))
    return hashlib.sha256(sealed).hexdigest()
