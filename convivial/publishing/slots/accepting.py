"""Accepts what was proposed, all of it or some; throws slots away and brings them back; moves them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from convivial.journal.recording import record
from convivial.lib.codes import new_code
from convivial.lib.now import instant, now
from convivial.publishing.composing.planning import WALL
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Discarding, Slot, Taking
from convivial.team.models import User, Workspace

from .proposing import Proposed, propose
from .wishing import Wish


@dataclass(frozen=True)
class Accepted:
    """``gone``: how many of those that were wanted the proposal does not hold any more."""

    batch: str
    count: int
    gone: int


def accept(workspace: Workspace, by: User, wish: Wish, keys: Collection[str]) -> Accepted:
    """Puts those of a proposal into the calendar that have these keys. Raises ``NotReady`` when the proposal holds
    none of them any more: pressing twice finds them standing there."""
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        proposal, batch = propose(workspace, wish), new_code()
        known = proposal.by_key if proposal else {}
        wanted = [known[key] for key in dict.fromkeys(keys) if key in known]
        if not wanted:
            raise NotReady("slots_changed")
        _keep(workspace, by, wanted, batch)
        record(
            "slot.accept", workspace=workspace.pk, by=by.pk, thing="slots", code=batch, count=len(wanted),
            first=wish.first.isoformat(), last=wish.last.isoformat(),
        )  # fmt: skip
    return Accepted(batch, len(wanted), len(set(keys)) - len(wanted))


def _keep(workspace: Workspace, by: User, wanted: Collection[Proposed], batch: str) -> None:
    rows = [_slot(workspace, by, place, batch) for place in wanted]
    made = Slot.objects.bulk_create(rows)
    through = Slot.channels.through
    through.objects.bulk_create(
        through(slot_id=slot.pk, channel_id=channel.pk)
        for slot, place in zip(made, wanted, strict=True)
        for channel in place.channels
    )


def _slot(workspace: Workspace, by: User, place: Proposed, batch: str) -> Slot:
    ends = {name: getattr(place.slot, name) for name in ("pillar", "persona", "stage", "kind")}
    return Slot(
        workspace=workspace, due_at=instant(place.wall, workspace.zone), wall_time=place.wall.strftime(WALL),
        zone=workspace.zone, objective=place.objective, why=place.why, batch=batch, accepted_by=by, **ends,
    )  # fmt: skip


def move(slot: Slot, by: User, wall: datetime, zone: str) -> bool:
    """To a naive wall time in a zone; says whether it was anywhere else before."""
    due_at = instant(wall, zone)
    if due_at <= now():
        raise NotReady("in_the_past")
    with transaction.atomic():
        hold_open(slot)
        before = slot.due_at
        if due_at == before:
            return False
        slot.due_at, slot.wall_time, slot.zone = due_at, wall.strftime(WALL), zone
        slot.save(update_fields=["due_at", "wall_time", "zone"])
        _tell("slot.move", slot, by, before=before.isoformat(), at=due_at.isoformat(), zone=zone)
    return True


def discard(slot: Slot, by: User) -> None:
    """Throws a slot away in which no post stands."""
    with transaction.atomic():
        lock(slot)
        if is_taken(slot):
            raise NotReady("slot_taken")
        if Discarding.objects.get_or_create(slot=slot, defaults={"by": by})[1]:
            _tell("slot.discard", slot, by)


def discard_all(workspace: Workspace, by: User, batch: str) -> int:
    """Throws away what one act accepted, as far as no post stands there; answers how many."""
    with transaction.atomic():
        rows = Slot.objects.filter(workspace=workspace, batch=batch).open()
        found = list(rows.select_for_update(of=("self",), no_key=True))
        Discarding.objects.bulk_create([Discarding(slot=slot, by=by) for slot in found], ignore_conflicts=True)
        if found:
            record("slot.discard_all", workspace=workspace.pk, by=by.pk, thing="slots", code=batch, count=len(found))
    return len(found)


def restore(slot: Slot, by: User) -> None:
    """Brings back what was thrown away."""
    with transaction.atomic():
        lock(slot)
        if Discarding.objects.filter(slot=slot).delete()[0]:
            _tell("slot.restore", slot, by)


def lock(slot: Slot) -> None:
    slot.refresh_from_db(from_queryset=Slot.objects.select_for_update(of=("self",), no_key=True))


def hold_open(slot: Slot) -> None:
    """Locks a slot and refuses one that does not wait for a post any more."""
    lock(slot)
    if Discarding.objects.filter(slot=slot).exists():
        raise NotReady("slot_discarded")
    if is_taken(slot):
        raise NotReady("slot_taken")


def is_taken(slot: Slot) -> bool:
    return Taking.objects.filter(slot=slot, post__deletion=None).exists()


def _tell(act: str, slot: Slot, by: User, **params: Any) -> None:
    record(act, workspace=slot.workspace_id, by=by.pk, thing="slot", code=slot.code, **params)
