"""Renews a channel's secrets: one at a time in all processes, stored before use, a good word never lost.

The lease in the secret's row is written before the network is asked: it is the lock, and the note that a renewal was
begun. Whoever waits looks again and takes what the first one stored.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.db import transaction
from django.db.models import F, Q

from convivial.lib.codes import new_code
from convivial.lib.now import now
from convivial.lib.secrets import CannotOpen

from .errors import Disconnected, TryLater
from .models import Channel, Secret
from .network import Refresh, Renew, Secrets

LEASE = timedelta(seconds=60)  # longer than any call of ours to a network
LOOK_EVERY = 0.05
LOOKS = 600


def renew_of(channel: Channel) -> Renew:
    async def renew(stale: Secrets, refresh: Refresh) -> Secrets:
        mine = new_code()
        for _ in range(LOOKS):
            latest = await sync_to_async(_claim)(channel, dict(stale), mine)
            if latest is None:
                await asyncio.sleep(LOOK_EVERY)
            elif latest != dict(stale):
                return latest
            else:
                return await _renewed(channel, latest, refresh, mine)
        raise TryLater("renewal_busy", retry_after=LEASE)

    return renew


async def _renewed(channel: Channel, latest: dict[str, str], refresh: Refresh, mine: str) -> Secrets:
    try:
        fresh = await refresh(latest)
        if not any(fresh.values()):
            raise TryLater("empty_renewal")
    except BaseException:
        await asyncio.shield(sync_to_async(_let_go)(channel, mine))
        raise
    words = kept(latest, fresh)
    await asyncio.shield(sync_to_async(_store)(channel, words, mine))
    return words


def kept(old: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    """The old words with the fresh ones over them, except where the network sent nothing for a good one."""
    return {**old, **{name: word for name, word in fresh.items() if word}}


def _claim(channel: Channel, stale: dict[str, str], mine: str) -> dict[str, str] | None:
    """The latest words: newer than ``stale``, or ours to renew. None while somebody else renews them."""
    latest = _open(channel)
    if latest != stale:
        return latest
    free = Q(renewing_until=None) | Q(renewing_until__lt=now())
    claimed = Secret.objects.filter(free, channel=channel).update(renewing_until=now() + LEASE, renewing_by=mine)
    if not claimed:
        return None
    latest = _open(channel)  # it may have changed between the look and the claim
    if latest != stale:
        _let_go(channel, mine)
    return latest


def _store(channel: Channel, words: dict[str, str], mine: str) -> None:
    """Stores, unless the lease ran out and another one has stored since: then theirs is the newer pair."""
    with transaction.atomic():
        secret = Secret.objects.select_for_update().select_related("channel").get(channel=channel)
        if secret.renewing_by != mine:
            return
        secret.keep(words)
        secret.renewing_until, secret.renewing_by = None, ""
        secret.renewals = F("renewals") + 1
        secret.save(update_fields=["sealed", "renewing_until", "renewing_by", "renewals", "changed_at"])


def _let_go(channel: Channel, mine: str) -> None:
    Secret.objects.filter(channel=channel, renewing_by=mine).update(renewing_until=None, renewing_by="")


def _open(channel: Channel) -> dict[str, str]:
    try:
        return Secret.objects.select_related("channel").get(channel=channel).open()
    except Secret.DoesNotExist as error:
        raise Disconnected("no_secret") from error
    except CannotOpen as error:
        raise Disconnected("lost_key") from error
