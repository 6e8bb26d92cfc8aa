"""The way in to a channel: loads its secrets, renews them one at a time, and says when the way is closed."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from convivial.journal.recording import Entry, record, record_all
from convivial.lib.now import now
from convivial.lib.secrets import CannotOpen

from .errors import Disconnected
from .models import Channel, Secret
from .network import Access
from .renewing import renew_of

# Sent in the act's transaction with channel=<Channel> that was shut and is open again. Whoever receives it answers
# with lines for the journal, which is locked last.
returned = Signal()


def tell_returned(channel: Channel, line: Entry) -> None:
    """Writes the line of the act that opened a channel again, and what follows from it."""
    followed: list[Any] = returned.send(sender=Channel, channel=channel)
    record_all([line, *(entry for _, entries in followed for entry in entries)])


def access(channel: Channel) -> Access:
    """The access to one connected channel; ``Disconnected`` when there is none. Touches the database, so call it
    before speaking to the network, outside of a transaction that lasts."""
    found = accesses([channel])[channel.pk]
    if isinstance(found, Disconnected):
        raise found
    return found


def accesses(channels: Sequence[Channel]) -> dict[int, Access | Disconnected]:
    """Those of many channels, by their ids, with one query for their secrets."""
    wanted = [each.pk for each in channels if each.is_usable and not each.is_practice]
    kept = Secret.objects.in_bulk(wanted) if wanted else {}
    return {each.pk: _access(each, kept.get(each.pk)) for each in channels}


def _access(channel: Channel, secret: Secret | None) -> Access | Disconnected:
    if not channel.is_usable:
        return Disconnected(channel.access_reason or channel.access)
    try:
        secrets = {} if channel.is_practice else _opened(channel, secret)
    except Disconnected as error:
        return error
    return Access(
        remote_id=channel.remote_id,
        server=channel.server,
        handle=channel.handle,
        secrets=secrets,
        renew=None if channel.is_practice else renew_of(channel),
    )


def withdraw(channel: Channel, why: str) -> bool:
    """The network no longer lets us in: an owner must connect the channel again. ``why`` is a reason of
    ``networks.words``. Says whether this call changed anything, so that people are told once."""
    with transaction.atomic():
        changed = Channel.objects.filter(pk=channel.pk, access=Channel.Access.CONNECTED).update(
            access=Channel.Access.WITHDRAWN, access_reason=why[:40], access_at=now()
        )
        if changed:
            record(
                "channel.withdraw",
                workspace=channel.workspace_id,
                thing="channel",
                code=channel.code,
                reason=why[:40],
            )
    channel.refresh_from_db(fields=["access", "access_reason", "access_at"])
    return bool(changed)


def _opened(channel: Channel, secret: Secret | None) -> dict[str, str]:
    """Nothing is overwritten when a key is lost: with the key put back, connecting again is all that is needed."""
    if secret is None:
        raise Disconnected("no_secret")
    secret.channel = channel
    try:
        return secret.open()
    except CannotOpen as error:
        withdraw(channel, "lost_key")
        raise Disconnected("lost_key") from error
