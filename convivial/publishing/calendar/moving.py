"""Moves a card: every publication of a post that waits for the same moment, or those that were asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from convivial.lib import now as clock
from convivial.publishing import scheduling, standing
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Publication
from convivial.team.models import User

from .cards import MOVABLE


@dataclass(frozen=True)
class Moved:
    """Naive wall times in the workspace's zone; ``codes`` are those of the publications that moved."""

    codes: tuple[str, ...]
    before: datetime
    after: datetime
    is_change: bool


def together(publication: Publication) -> list[Publication]:
    """The publication and those of the same post at the same time, in the order of their channels, each with its
    ``word``."""
    same = Publication.objects.annotate(word=standing.word()).filter(
        workspace=publication.workspace_id, variant__post=publication.variant.post_id, due_at=publication.due_at
    )
    return list(same.exclude(state=Publication.State.CANCELLED).select_related("channel").order_by("id"))


def to(publication: Publication, by: User, wall: datetime, zone: str, only: Collection[str] = ()) -> Moved:
    """To a naive wall time in a zone; ``only`` are codes when not the whole card is meant.

    All of them or none: raises ``NotReady`` (with its sentence) when one cannot move any more. Moving to where it
    already is changes nothing and writes nothing.
    """
    rows = _movable(publication, only)
    due_at = clock.instant(wall, zone)
    moved = Moved(
        tuple(row.code for row in rows),
        clock.wall(publication.due_at, zone),
        clock.wall(due_at, zone),
        due_at != publication.due_at,
    )
    if moved.is_change:
        with transaction.atomic():
            for row in rows:
                scheduling.move(row, by, clock.wall(due_at, row.zone))
    return moved


def _movable(publication: Publication, only: Collection[str]) -> Sequence[Publication]:
    card = together(publication)
    rows = [row for row in card if row.state in MOVABLE and (not only or row.code in only)]
    if not rows:
        raise NotReady(publication.state)
    return rows
