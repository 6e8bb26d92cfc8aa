"""Who may publish on a channel: everybody whose role lets them, or only these people.

Asked by ``team.access.may`` for every act that lets something go out on a channel, or that decides about what did.
Writing for a channel, and stopping what would go out there, stay open: whoever sees a mistake can hold it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Aggregate, Exists, OuterRef, Q, Subquery, TextField
from django.dispatch import Signal

from convivial.journal.recording import Entry, record_all
from convivial.team.access import membership_of
from convivial.team.acts import roles_that
from convivial.team.models import Membership, User, Workspace

from .models import Channel, ChannelGrant, Reservation

PUBLISHING = frozenset({
    "post.schedule", "publication.move", "publication.resume", "publication.retry", "publication.settle",
    "publication.remove", "publication.bring_back",
})  # fmt: skip
MAKES_ONE_A_PUBLISHER = "post.schedule"

# Sent in the act's transaction with channel=<Channel>, people=<ids of those taken off its list>. Whoever receives it
# answers with lines for the journal, which is locked last.
narrowed = Signal()


@transaction.atomic
def grant(channel: Channel, by: User, people: Collection[User] | None) -> bool:
    """Only ``people`` may publish on the channel from now on; None: everybody whose role lets them. Says whether
    anything is different. What is scheduled already stays so; of what those scheduled who are taken off the list,
    ``narrowed`` tells whoever sends it."""
    Channel.objects.select_for_update().get(pk=channel.pk)
    before = granted(channel)
    after = None if people is None else sorted(person.pk for person in people)
    if before == after:
        return False
    Reservation.objects.filter(channel=channel).delete()
    if people is not None:
        reservation = Reservation.objects.create(channel=channel, by=by)
        members = Membership.objects.filter(workspace=channel.workspace_id, user__in=people)
        ChannelGrant.objects.bulk_create(ChannelGrant(reservation=reservation, membership=each) for each in members)
    off = set(before or ()) - set(after) if after is not None else set()
    followed: list[Any] = narrowed.send(sender=Channel, channel=channel, people=off) if off else []
    line = Entry(
        "channel.grant", workspace=channel.workspace_id, by=by.pk, thing="channel", code=channel.code,
        params={"people": after or [], "is_open": after is None},
    )  # fmt: skip
    record_all([line, *(entry for _, entries in followed for entry in entries)])
    return True


def keep_lists(channels: Iterable[Channel]) -> None:
    """Until the end of this transaction nobody is taken off the list of one of these channels: between asking who may
    publish and the row that follows from it, nothing can slip in. PostgreSQL's weakest lock, of which any number of
    people hold one; SQLite lets one act in at a time anyway."""
    if connection.vendor == "postgresql":
        ids = sorted({channel.pk for channel in channels})
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM networks_channel WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [ids])


def is_shut(channel: str, person: str) -> Q:
    """Whether the person in one column may not publish on the channel in another, asked by the database."""
    reserved = Reservation.objects.filter(channel=OuterRef(channel))
    granted_one = ChannelGrant.objects.filter(
        reservation__channel=OuterRef(channel), membership__user=OuterRef(person)
    )  # fmt: skip
    return Q(Exists(reserved)) & ~Q(Exists(granted_one))


def granted(channel: Channel) -> list[int] | None:
    """The ids of the people for whom a channel is reserved; None when it is not."""
    if not Reservation.objects.filter(channel=channel).exists():
        return None
    grants = ChannelGrant.objects.filter(reservation__channel=channel)
    return sorted(grants.values_list("membership__user_id", flat=True))


def publishers(workspace: Workspace) -> list[User]:
    """Everybody whose role lets them publish, by name."""
    roles = {"memberships__workspace": workspace, "memberships__roles__name__in": roles_that(MAKES_ONE_A_PUBLISHER)}
    return list(User.objects.filter(**roles, is_active=True).distinct().order_by("name", "pk"))


def shut_to(person: User, channels: Iterable[Channel]) -> list[Channel]:
    """Those on which others may publish and this person may not, as the database has it now."""
    channels = list(channels)
    reserved = Reservation.objects.filter(channel__in=channels)
    shut = set(reserved.exclude(grants__membership__user=person).values_list("channel_id", flat=True))
    return [channel for channel in channels if channel.pk in shut]


def named(channels: Iterable[Channel]) -> Mapping[int, list[str]]:
    """By channel that is reserved, who may publish there: those of the people whose role still lets them, by name."""
    names: dict[int, list[str]] = defaultdict(list)
    member = "grants__membership"
    told = Reservation.objects.filter(channel__in=channels).values_list(
        "channel_id", f"{member}__user__name", f"{member}__user__is_active", f"{member}__roles__name"
    )
    for channel, name, is_active, role in told.order_by(f"{member}__user__name", f"{member}__user_id"):
        known = names[channel]
        if is_active and role in roles_that(MAKES_ONE_A_PUBLISHER) and name not in known:
            known.append(name)
    return names


def may_publish(person: User, channel: Channel) -> bool:
    membership = membership_of(person, channel.workspace_id)
    return membership is not None and channel.pk not in _shut(membership)


def may_touch(person: User, act: str, thing: Any) -> bool:
    """Asked by ``team.access.may`` for every act to a thing: only those that publish on a channel are narrowed."""
    channel = thing if isinstance(thing, Channel) else getattr(thing, "channel", None)
    return act not in PUBLISHING or not isinstance(channel, Channel) or may_publish(person, channel)


class Listed(Aggregate):
    """The numbers of a column, with commas between them."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **more)


def shut() -> Subquery:
    """The channels that are reserved for others, read along with the membership (``team.access.also_read``)."""
    own = ChannelGrant.objects.filter(reservation=OuterRef("pk"), membership=OuterRef(OuterRef("pk")))
    reserved = Reservation.objects.filter(channel__workspace=OuterRef("workspace_id")).exclude(Exists(own))
    in_workspace = reserved.order_by().values("channel__workspace")
    return Subquery(in_workspace.annotate(all=Listed("channel_id")).values("all"))


def _shut(membership: Membership) -> set[int]:
    """Asked once for each membership; not at all where it was read along."""
    known: dict[str, Any] = membership.__dict__
    if "_shut" not in known:
        known["_shut"] = set(_numbers(membership))
    channels: set[int] = known["_shut"]
    return channels


def _numbers(membership: Membership) -> Iterable[int]:
    if "shut" in membership.__dict__:
        return map(int, filter(None, (membership.__dict__["shut"] or "").split(",")))
    reserved = Reservation.objects.filter(channel__workspace=membership.workspace_id)
    return reserved.exclude(grants__membership=membership).values_list("channel_id", flat=True)
