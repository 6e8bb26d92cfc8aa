"""Looks back over channels, and draws the mirror from what is there; both are done by the worker.

ask(workspace, by)          # all channels whose network can look back
row = await read(reading)   # the work of one channel: asks its network, keeps what it lists
await draw(drawn)           # the work of a workspace: once nothing is being read any more
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from convivial.journal.recording import record
from convivial.lib.listed import writable
from convivial.lib.now import now
from convivial.networks import opening
from convivial.networks.errors import Disconnected, NetworkError, TryLater
from convivial.networks.messages import PastPost as Told
from convivial.networks.models import Channel
from convivial.networks.registry import network
from convivial.team.models import User, Workspace
from convivial.work.threads import in_thread

from .errors import NothingToRead
from .models import Drawn, PastPost, Reading
from .showing import shown

BACK = timedelta(days=90)
TRIES = 5
PAUSE = timedelta(minutes=2)
MOST_TEXT = 20_000
KINDS = frozenset({"post", "reply", "thread", "share"})
SHAPES = frozenset({"words", "link", "picture", "pictures", "video", "other"})


def readable(workspace: Workspace) -> list[Channel]:
    """Connected channels whose network lists what stands there."""
    channels = Channel.objects.filter(workspace=workspace, access=Channel.Access.CONNECTED).order_by(
        "network", "name"
    )
    return [each for each in channels if network(each.network).capabilities.looks_back]


def ask(workspace: Workspace, by: User) -> int:
    """Has every readable channel read (again); how many. Raises ``NothingToRead``. Twice at once is once."""
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        channels = readable(workspace)
        if not channels:
            raise NothingToRead
        idle = Reading.objects.filter(workspace=workspace, channel__in=channels, due_at=None)
        at = now()
        fresh = {"asked_at": at, "due_at": at, "by": by, "reason": "", "done_at": None, "vain": 0}
        begun = idle.update(token=F("token") + 1, tries=0, deaths=0, **fresh)
        known = set(Reading.objects.filter(workspace=workspace).values_list("channel_id", flat=True))
        new = [Reading(workspace=workspace, channel=each, **fresh) for each in channels if each.pk not in known]
        Reading.objects.bulk_create(new)
        begun += len(new)
        if begun:
            record("mirror.read", workspace=workspace.pk, by=by.pk, thing="mirror", count=begun)
    return begun


async def read(row: Reading) -> datetime | None:
    if row.tries >= TRIES:  # whatever went wrong, it went wrong too often
        await in_thread(_end, row, "unwell")
        return None
    channel = await in_thread(_channel, row)
    if channel is None:
        await in_thread(_end, row, "removed")
        return None
    try:
        access = await in_thread(opening.access, channel)
        past = await network(channel.network).look_back(access, row.asked_at - BACK)
    except TryLater as error:
        return await in_thread(_again, row, error)
    except Disconnected as error:
        await in_thread(opening.withdraw, channel, error.reason)
        await in_thread(_end, row, "closed")
    except NetworkError:
        await in_thread(_end, row, "refused")
    else:
        await in_thread(_keep, row, channel, past)
    return None


def _channel(row: Reading) -> Channel | None:
    return Channel.objects.filter(pk=row.channel_id, access=Channel.Access.CONNECTED).first()


def _again(row: Reading, error: TryLater) -> datetime | None:
    if row.vain >= TRIES:
        _end(row, "unwell")
        return None
    Reading.objects.filter(pk=row.pk, token=row.token).update(vain=F("vain") + 1)
    return now() + max(PAUSE, min(error.retry_after or PAUSE, timedelta(hours=1)))


def _keep(row: Reading, channel: Channel, past: Sequence[Told]) -> None:
    """What was read takes the place of what was read before, under a claim that is still ours."""
    with transaction.atomic():
        if not Reading.objects.select_for_update(no_key=True).filter(pk=row.pk, token=row.token).exists():
            return
        PastPost.objects.filter(channel=channel).delete()
        kept = {writable(told.remote_id)[:255]: told for told in past if _is_sane(row, told)}
        PastPost.objects.bulk_create([_row(row, channel, remote_id, told) for remote_id, told in kept.items()])
        _end(row, "", len(kept))


def _is_sane(row: Reading, told: Told) -> bool:
    """A server may say anything: only what lies in the time that was asked for is kept."""
    is_then = told.at.tzinfo is not None and row.asked_at - BACK <= told.at <= row.asked_at + timedelta(days=1)
    return is_then and told.kind in KINDS and told.shape in SHAPES


def _row(row: Reading, channel: Channel, remote_id: str, told: Told) -> PastPost:
    return PastPost(
        workspace_id=row.workspace_id, channel=channel, network=channel.network, remote_id=remote_id,
        address=writable(told.address)[:500], at=told.at, text=writable(told.text)[:MOST_TEXT],
        language=writable(told.language),
        kind=told.kind, shape=told.shape, figures=dict(told.figures),
    )  # fmt: skip


def _end(row: Reading, reason: str, count: int = 0) -> None:
    """Ends a reading; the last of them has the mirror drawn."""
    with transaction.atomic():
        mine = Reading.objects.filter(pk=row.pk, token=row.token)
        mine.update(done_at=now(), reason=reason, **({} if reason else {"count": count}))
        if not Reading.objects.filter(workspace=row.workspace_id, done_at=None).exists():
            have_drawn(row.workspace_id)


def have_drawn(workspace: int) -> None:
    """Has the mirror drawn anew from what is there."""
    row, _ = Drawn.objects.get_or_create(workspace_id=workspace)
    Drawn.objects.filter(pk=row.pk).update(due_at=now(), lease_until=None, worker="", token=F("token") + 1, deaths=0)


async def draw(row: Drawn) -> None:
    await in_thread(_draw, row)


def _draw(row: Drawn) -> None:
    picture = shown(row.workspace)
    with transaction.atomic():
        mine = Drawn.objects.filter(pk=row.pk, token=row.token)
        if mine.update(shown=picture, drawn_at=now()):
            record("mirror.draw", workspace=row.workspace_id, thing="mirror", count=picture.get("posts", 0))
