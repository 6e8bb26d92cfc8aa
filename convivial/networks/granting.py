"""Limits members to channels. Who has no grant may use every channel of the workspace; who has one, only those."""

from typing import Any

from convivial.team.access import membership_of
from convivial.team.models import Membership, User

from .models import Channel, ChannelGrant

USING = ("post.", "publication.", "channel.remove", "channel.connect")


def may_use(person: User, channel: Channel) -> bool:
    membership = membership_of(person, channel.workspace)
    if membership is None:
        return False
    granted = _granted(membership)
    return not granted or channel.pk in granted


def _granted(membership: Membership) -> set[int]:
    """The channels that a member is limited to; asked once for each membership that was read."""
    known: dict[str, set[int]] = membership.__dict__
    if "_granted" not in known:
        rows = ChannelGrant.objects.filter(membership=membership)
        known["_granted"] = set(rows.values_list("channel_id", flat=True))
    return known["_granted"]


def may_touch(person: User, act: str, thing: Any) -> bool:
    """Asked by ``team.access.may`` for every act to a thing: only acts that use a channel are narrowed."""
    channel = thing if isinstance(thing, Channel) else getattr(thing, "channel", None)
    if not isinstance(channel, Channel) or not act.startswith(USING) or act.endswith(".see"):
        return True
    return may_use(person, channel)
