"""Limits members to channels. Who has no grant may use every channel of the workspace; who has one, only those."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Aggregate, OuterRef, Subquery, TextField

from convivial.team.access import membership_of
from convivial.team.models import Membership, User

from .models import Channel, ChannelGrant

USING = ("post.", "publication.", "channel.remove", "channel.connect")


def may_use(person: User, channel: Channel) -> bool:
    membership = membership_of(person, channel.workspace_id)
    if membership is None:
        return False
    granted = _granted(membership)
    return not granted or channel.pk in granted


class Listed(Aggregate):
    """The numbers of a column, with commas between them."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **more)


def granted() -> Subquery:
    """The channels that a member is limited to, read along with the membership (``team.access.also_read``)."""
    of_member = ChannelGrant.objects.filter(membership=OuterRef("pk")).order_by().values("membership")
    return Subquery(of_member.annotate(all=Listed("channel_id")).values("all"))


def _granted(membership: Membership) -> set[int]:
    """Asked once for each membership; not at all where it was read along."""
    known: dict[str, Any] = membership.__dict__
    if "_granted" not in known:
        known["_granted"] = set(_numbers(membership))
    channels: set[int] = known["_granted"]
    return channels


def _numbers(membership: Membership) -> Iterable[int]:
    if "granted" in membership.__dict__:
        return map(int, filter(None, (membership.__dict__["granted"] or "").split(",")))
    return ChannelGrant.objects.filter(membership=membership).values_list("channel_id", flat=True)


def may_touch(person: User, act: str, thing: Any) -> bool:
    """Asked by ``team.access.may`` for every act to a thing: only acts that use a channel are narrowed."""
    channel = thing if isinstance(thing, Channel) else getattr(thing, "channel", None)
    if not isinstance(channel, Channel) or not act.startswith(USING) or act.endswith(".see"):
        return True
    return may_use(person, channel)
