"""Writes the journal, in the act's own transaction.

    record("post.approve", workspace=post.workspace_id, by=cleo.pk, thing="post", code=post.code)

``recorded`` nudges after the commit: whoever listens reads the journal by a cursor, and an error there never
undoes the act.

The head of the journal is the last lock that an act takes: ``record`` is its last line, and an act that is made of
acts says ``with transaction.atomic(), at_the_end():``.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.dispatch import Signal

from convivial.lib import listed
from convivial.lib.now import now

from . import sealing
from .models import Aside, Head, Line

AT_ONCE = 500  # lines in one statement
INSTALLATION = 0  # the journal of what belongs to no workspace

_spelled = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode  # made once: it runs for every line

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


_gathered: ContextVar[list[Entry] | None] = ContextVar("gathered", default=None)


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
    gathered = _gathered.get()
    if gathered is None:
        _write(entries)
    else:
        gathered += [replace(entry, at=entry.at or now()) for entry in entries]


@contextmanager
def at_the_end() -> Iterator[None]:
    """For an act that is made of acts, inside of its transaction: all their lines are written when it ends, so that
    the head is locked last. Of what raises none is written."""
    outer = _gathered.get()
    entries: list[Entry] = []
    before = _gathered.set(entries)
    try:
        yield
    finally:
        _gathered.reset(before)
    if outer is None:
        _write(entries)
    else:
        outer += entries


def _write(entries: Iterable[Entry]) -> None:
    by_workspace: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_workspace[entry.workspace or INSTALLATION].append(entry)
    if by_workspace:
        with transaction.atomic(savepoint=False):
            _append(by_workspace)


def chained(before: str, columns: Iterable[Any]) -> str:
    """SHA-256 in hexadecimal over the chain before and a line's columns, as JSON with sorted keys."""
    return hashlib.sha256(_spelled([before, *columns]).encode()).hexdigest()


def content_of(line: "Line | _Line") -> tuple[Any, ...]:
    return (
        line.workspace_id, line.seq, line.at.astimezone(UTC).isoformat(), line.actor_id, line.act,
        line.thing, line.thing_code, line.params, line.aside,
    )  # fmt: skip


class _Line(NamedTuple):
    """A line about to be written: the columns of ``Line`` without making one, for a batch has hundreds."""

    workspace_id: int
    seq: int
    at: datetime
    actor_id: int | None
    act: str
    thing: str
    thing_code: str
    params: dict[str, Any]
    aside: str
    chain: str = ""


def _append(by_workspace: Mapping[int, list[Entry]]) -> None:
    """The heads are locked in the order of the workspaces, so that two writers never wait for each other."""
    heads = _locked_heads(sorted(by_workspace))
    lines: list[_Line] = []
    asides: list[Aside] = []
    for workspace, head in heads.items():
        lines += [_line(entry, head, asides) for entry in by_workspace[workspace]]
    _insert(lines)
    if asides:
        Aside.objects.bulk_create(asides)
    _move(heads)
    for workspace in heads:
        transaction.on_commit(partial(recorded.send_robust, sender=Line, workspace=workspace or None))


def _locked_heads(workspaces: list[int]) -> dict[int, Head]:
    locked = Head.objects.select_for_update(no_key=True).filter(workspace_id__in=workspaces).order_by("workspace_id")
    heads = {head.workspace_id: head for head in locked}
    if len(heads) < len(workspaces):
        missing = [Head(workspace_id=workspace) for workspace in workspaces if workspace not in heads]
        Head.objects.bulk_create(missing, ignore_conflicts=True)
        heads = {head.workspace_id: head for head in locked.all()}
    return heads


def _insert(lines: list[_Line]) -> None:
    told = listed.table(
        workspace_id="bigint", seq="bigint", at="timestamptz", actor_id="bigint", act="text", thing="text",
        thing_code="text", params="jsonb", aside="text", chain="text",
    )  # fmt: skip
    columns = "workspace_id, seq, at, actor_id, act, thing, thing_code, params, aside, chain"
    statement = f"INSERT INTO journal_line ({columns}) SELECT {columns} FROM {told}"  # noqa: S608 - only names
    with connection.cursor() as cursor:
        for start in range(0, len(lines), AT_ONCE):
            some = lines[start : start + AT_ONCE]
            rows = [(*line[:2], listed.moment(line.at), *line[3:]) for line in some]
            cursor.execute(statement, [listed.packed(rows)])


def _move(heads: Mapping[int, Head]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE journal_head SET seq = %s, chain = %s WHERE workspace_id = %s",
            [(head.seq, head.chain, workspace) for workspace, head in heads.items()],
        )


def _line(entry: Entry, head: Head, asides: list[Aside]) -> _Line:
    params = json.loads(_json(dict(entry.params))) if entry.params else {}
    line = _Line(
        head.workspace_id, head.seq + 1, entry.at or now(), entry.by, entry.act, entry.thing, entry.code, params, ""
    )
    if entry.aside:
        line = line._replace(aside=_set_aside(entry, line, asides))
    head.seq, head.chain = line.seq, chained(head.chain, content_of(line))
    return line._replace(chain=head.chain)


def _json(params: dict[str, Any]) -> str:
    return json.dumps(params, cls=DjangoJSONEncoder) if params else "{}"


def _set_aside(entry: Entry, line: _Line, asides: list[Aside]) -> str:
    if not entry.about:
        raise ValueError("Text set aside is about somebody: say whom.")
    sealed = sealing.seal(entry.about, line.workspace_id, line.seq, entry.aside)
    asides.append(Aside(workspace_id=line.workspace_id, seq=line.seq, about=entry.about, sealed=sealed))
    return hashlib.sha256(sealed).hexdigest()
