"""Takes a channel away, and brings it back for a day: so long its secrets are kept, then they are gone."""

from datetime import timedelta

from django.db import transaction

from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.team.models import User

from .models import Channel, Secret
from .opening import tell_returned

UNDO_FOR = timedelta(days=1)


def remove(channel: Channel, by: User) -> bool:
    """Nothing goes out on it any more; what was published stays known. Says whether it was there."""
    forget_removed()
    with transaction.atomic():
        return _turn(channel, by, Channel.Access.REMOVED, "removed", "channel.remove")


def bring_back(channel: Channel, by: User) -> bool:
    """Undoes ``remove``. Without its secrets the channel comes back as one that must be connected again."""
    forget_removed()
    has_way_in = channel.is_practice or Secret.objects.filter(channel=channel).exists()
    access = Channel.Access.CONNECTED if has_way_in else Channel.Access.WITHDRAWN
    with transaction.atomic():
        return _turn(channel, by, access, "" if has_way_in else "no_secret", "channel.bring_back")


def forget_removed() -> int:
    """Deletes the secrets of channels that were removed a day ago; says how many."""
    gone = Secret.objects.filter(channel__access=Channel.Access.REMOVED, channel__access_at__lt=now() - UNDO_FOR)
    return gone.delete()[0]


def _turn(channel: Channel, by: User, access: Channel.Access, reason: str, act: str) -> bool:
    others = Channel.objects.filter(pk=channel.pk)
    removed = Channel.Access.REMOVED
    others = others.exclude(access=removed) if access == removed else others.filter(access=removed)
    if not others.update(access=access, access_reason=reason, access_at=now()):
        return False
    channel.refresh_from_db()
    line = Entry(act, workspace=channel.workspace_id, by=by.pk, thing="channel", code=channel.code)
    if channel.is_usable:
        tell_returned(channel, line)
    else:
        record_all([line])
    return True
