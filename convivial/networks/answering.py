"""Who writes, publishes, says yes, answers and steps in on each channel: from roles, reservations and what an owner
or a strategist said, with whoever is away left out and what nobody does in sentences.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.team import absences
from convivial.team.access import role_names
from convivial.team.acts import APPROVER, LENT, WRITERS, roles_that
from convivial.team.models import Cover, Membership, User, Workspace
from convivial.ui.speaking import listed

from .admitting import Doors
from .models import Channel, ChannelDuty

Duty = ChannelDuty.Duty
ANSWER = WRITERS | {APPROVER}  # whose role lets them speak for us


@dataclass(frozen=True)
class Line:
    """One kind of work on a channel: who does it, by name, with what is to be known about them."""

    title: Any
    people: str
    note: str = ""


@dataclass(frozen=True)
class Told:
    channel: Channel
    lines: Sequence[Line]
    gaps: Sequence[str]


@transaction.atomic
def set_duty(channel: Channel, by: User, duty: str, people: Collection[User]) -> bool:
    """Who has a duty on a channel from now on. Says whether anything is different."""
    Channel.objects.select_for_update().get(pk=channel.pk)
    has = channel.duties.filter(duty=duty)
    wanted = {person.pk for person in people}
    if set(has.values_list("membership__user", flat=True)) == wanted:
        return False
    has.delete()
    members = Membership.objects.filter(workspace=channel.workspace_id, user__in=wanted)
    rows = [ChannelDuty(channel=channel, membership=each, duty=duty, by=by) for each in members]
    ChannelDuty.objects.bulk_create(rows)
    record(
        "duty.set", workspace=channel.workspace_id, by=by.pk, thing="channel", code=channel.code,
        duty=duty, people=sorted(wanted),
    )  # fmt: skip
    return True


def who_can(workspace: Workspace) -> list[User]:
    """Whom a duty can be given to, by name."""
    roles = {"memberships__workspace": workspace, "memberships__roles__name__in": ANSWER}
    return list(User.objects.filter(**roles, is_active=True).distinct().order_by("name", "pk"))


def now_by_duty(channel: Channel) -> dict[str, list[str]]:
    """The codes of those who have each duty."""
    found: dict[str, list[str]] = {duty.value: [] for duty in Duty}
    rows = channel.duties.order_by("membership__user__name").values_list("duty", "membership__user__code")
    for duty, code in rows:
        found[duty].append(code)
    return found


def told(doors: Doors, members: Iterable[Membership], covers: Iterable[Cover]) -> list[Told]:
    """All channels of a workspace but the practice network. ``members`` with their roles read; ``covers``: those of
    now."""
    channels = [channel for channel in doors.channels if not channel.is_practice]
    if not channels:
        return []
    here = _Here(members, covers)
    duties: dict[tuple[int, str], list[int]] = defaultdict(list)
    rows = ChannelDuty.objects.filter(channel__in=channels).order_by("membership__user__name", "membership_id")
    for channel, duty, membership in rows.values_list("channel", "duty", "membership"):
        duties[channel, duty].append(membership)
    return [_told(channel, here, here.let_in(doors, channel), duties) for channel in channels]


class _Here:
    """The people of a workspace, and who is away now."""

    def __init__(self, members: Iterable[Membership], covers: Iterable[Cover]) -> None:
        self.members = {member.pk: member for member in members if member.user.is_active}
        self.away = {cover.away_id: cover for cover in covers if cover.begins_at <= now()}

    def named(self, roles: frozenset[str]) -> list[str]:
        return [member.user.name for member in self.members.values() if role_names(member) & roles]

    def let_in(self, doors: Doors, channel: Channel) -> list[str]:
        """Who may publish on a channel."""
        admitted = doors.admitted.get(channel.pk, doors.people) & doors.people
        return [member.user.name for member in self.members.values() if member.user_id in admitted]

    def say_yes(self) -> list[str]:
        lent = {cover.colleague_id for cover in self.away.values() if self._lends(cover)}
        return [
            member.user.name
            for member in self.members.values()
            if role_names(member) & roles_that(LENT) or member.pk in lent
        ]

    def _lends(self, cover: Cover) -> bool:
        away, colleague = self.members.get(cover.away_id), self.members.get(cover.colleague_id or 0)
        return away is not None and colleague is not None and absences.lends(cover, away, colleague)

    def now_doing(self, memberships: Iterable[int]) -> list[str]:
        """Those of them who are here, and the colleagues of those who are not, each once."""
        found: dict[int, None] = {}
        for pk in memberships:
            doing = self.away[pk].colleague_id if pk in self.away else pk
            if doing in self.members:
                found[doing] = None
        return [self.members[pk].user.name for pk in found]

    def notes(self, memberships: Iterable[int]) -> str:
        away = [self.away[pk] for pk in memberships if pk in self.away]
        return "; ".join(f"{cover.away.user.name} {absences.note(cover)}" for cover in away)


def _told(channel: Channel, here: _Here, publish: Sequence[str], duties: Mapping[tuple[int, str], list[int]]) -> Told:
    by_duty = {duty: [pk for pk in duties.get((channel.pk, duty), []) if pk in here.members] for duty in Duty}
    lines = [
        Line(_("Write"), listed(here.named(roles_that("post.write")), 6)),
        Line(_("Publish"), listed(publish, 6)),
        Line(_("Say yes"), listed(here.say_yes(), 6)),
        _line(_("Answer on weekdays"), by_duty[Duty.WEEKDAYS], here),
        _line(_("Answer at weekends"), by_duty[Duty.WEEKENDS], here),
        _line(_("Step in"), by_duty[Duty.COVERS], here),
    ]
    return Told(channel, lines, _gaps(channel, publish, by_duty, here))


def _line(title: Any, memberships: Sequence[int], here: _Here) -> Line:
    return Line(title, listed(here.now_doing(memberships), 6), here.notes(memberships))


def _gaps(channel: Channel, publish: Sequence[str], by_duty: Mapping[Duty, Sequence[int]], here: _Here) -> list[str]:
    words, gaps = {"channel": channel.name}, []
    weekdays, weekends = (here.now_doing(by_duty[duty]) for duty in (Duty.WEEKDAYS, Duty.WEEKENDS))
    if not weekdays and not weekends:
        gaps.append(_("Nobody answers on %(channel)s."))
    elif not weekdays:
        gaps.append(_("Nobody answers on weekdays on %(channel)s."))
    elif not weekends:
        gaps.append(_("Nobody answers at weekends on %(channel)s."))
    if not publish:
        gaps.append(_("Nobody may publish on %(channel)s."))
    elif len(publish) == 1:
        gaps.append(_("Only one person may publish on %(channel)s: %(name)s."))
    alone = set(weekdays) | set(weekends)
    if len(alone) == 1 and not set(here.now_doing(by_duty[Duty.COVERS])) - alone:
        gaps.append(_("Nobody steps in for %(who)s on %(channel)s."))
    words |= {"name": publish[0] if publish else "", "who": next(iter(alone), "")}
    return [gap % words for gap in gaps]
