"""Whether a journal is whole: no gap, no changed line, no lost end.

The chain finds whatever was changed inside; that the last lines were not cut off shows only against a head that
was written down elsewhere, as every backup does (``heads_now``).
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from .models import Aside, Head, Line
from .recording import chained

COLUMNS = ("workspace_id", "seq", "at", "actor_id", "act", "thing", "thing_code", "params", "aside")


@dataclass(frozen=True)
class Verdict:
    """``broken_at`` is the first ``seq`` that does not hold, and ``why`` one of gap, line, aside, head, end."""

    workspace: int
    line_count: int
    broken_at: int | None = None
    why: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def heads_now() -> dict[int, tuple[int, str]]:
    """The last ``seq`` and chain of each workspace's journal, to be kept outside the database."""
    return {head.workspace_id: (head.seq, head.chain) for head in Head.objects.all()}


def verify_all(heads: Mapping[int, tuple[int, str]] | None = None) -> Iterator[Verdict]:
    known = set(Head.objects.values_list("workspace_id", flat=True))
    written = set(Line.objects.order_by().values_list("workspace_id", flat=True).distinct())
    for workspace in sorted(known | written | set(heads or ())):
        yield verify(workspace, (heads or {}).get(workspace))


def verify(workspace: int, kept_head: tuple[int, str] | None = None) -> Verdict:
    asides = _aside_digests(workspace)
    chain, count, kept_chain = "", 0, None
    for row in Line.objects.filter(workspace_id=workspace).order_by("seq").values_list(*COLUMNS, "chain").iterator():
        why = _trouble(row, count + 1, chain, asides)
        if why:
            return Verdict(workspace, count, count + 1, why)
        count, chain = count + 1, row[-1]
        if kept_head and count == kept_head[0]:
            kept_chain = chain
    if (count, chain) != _head(workspace):
        return Verdict(workspace, count, count + 1, "head")
    if kept_head and kept_head[0] and kept_chain != kept_head[1]:
        return Verdict(workspace, count, min(count + 1, kept_head[0]), "end")
    return Verdict(workspace, count)


def _trouble(row: tuple[Any, ...], expected: int, before: str, asides: dict[int, str]) -> str:
    workspace, seq, at, *rest, chain = row
    if seq != expected:
        return "gap"
    if chained(before, (workspace, seq, at.astimezone(UTC).isoformat(), *rest)) != chain:
        return "line"
    return "aside" if asides.get(seq, "") != rest[-1] else ""


def _aside_digests(workspace: int) -> dict[int, str]:
    rows = Aside.objects.filter(workspace_id=workspace).values_list("seq", "sealed")
    return {seq: hashlib.sha256(bytes(sealed)).hexdigest() for seq, sealed in rows.iterator()}


def _head(workspace: int) -> tuple[int, str]:
    head = Head.objects.filter(workspace_id=workspace).first()
    return (head.seq, head.chain) if head else (0, "")
