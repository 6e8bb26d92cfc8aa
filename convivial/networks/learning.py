"""Learns anew what a channel's own server takes: once a day, and soon after it called something too long.

A server's owner may allow more characters, or fewer, long after the channel was connected. What the server does not
tell stays as it was; whoever cannot be asked now is asked again later. Nothing here can close a channel.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.work.due import Rows
from convivial.work.kinds import register as register_kind
from convivial.work.threads import in_thread

from . import opening
from .errors import NetworkError, TryLater
from .models import Channel, Learning
from .registry import network

EVERY, LATER = timedelta(days=1), timedelta(hours=1)
NEWS = timedelta(seconds=10)
SURPRISES = {"too_long", "too_many_pictures", "picture_refused"}  # reasons that make us ask again


def register() -> None:
    register_kind(Rows("learning", Learning, learn, at_once=8, news=NEWS))


def learn_daily(channel: Channel) -> None:
    """From now on. Call it in the transaction that connects the channel, for it has just been asked."""
    if network(channel.network).asks_limits:
        Learning.objects.update_or_create(channel=channel, defaults={"due_at": now() + EVERY})


def learn_soon(channels: Collection[int]) -> None:
    """The servers of these channels (ids) have just said no to what we believed they take."""
    Learning.objects.filter(channel__in=channels).update(due_at=now())


async def learn(row: Learning) -> datetime:
    channel = await in_thread(lambda: Channel.objects.get(pk=row.channel_id))
    try:
        access = await in_thread(opening.access, channel)
        told = await network(channel.network).current_limits(access)
    except TryLater as error:
        return now() + max(error.retry_after or LATER, LATER)
    except NetworkError:
        return now() + EVERY  # sending meets it too, and tells people
    await in_thread(keep, channel, told)
    return now() + EVERY


def keep(channel: Channel, told: Mapping[str, int]) -> None:
    """Workers and pages read the row each time, so that they follow at once."""
    with transaction.atomic():
        mine = Channel.objects.select_for_update().get(pk=channel.pk)
        known, mine.limits = mine.limits, {**mine.limits, **told}
        if mine.limits == known:
            return
        mine.save(update_fields=["limits"])
        if mine.limits.get("text") != known.get("text"):
            record(
                "channel.learn", workspace=mine.workspace_id, thing="channel", code=mine.code,
                most=mine.limits["text"],
            )  # fmt: skip
