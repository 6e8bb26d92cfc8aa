"""Who is away from when to when, and who covers. A cover begins and ends by the clock alone: whoever asks compares
its moments with now, so that no job can be late.

A cover lends no role. It passes on what waits for somebody to a colleague who may deal with it; one thing can be lent
for the time, the yes to posts, and never for posts that the colleague wrote (``content.approving.may_approve``).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convivial.journal.recording import record
from convivial.lib import now as clock

from . import access
from .acts import LENT, LENT_TO, OWNER, PASSED_ON, roles_that
from .belonging import locked
from .errors import CannotCover
from .models import Cover, Membership, User, Workspace
from .models.cover import CoverQuerySet

LONGEST = 366  # days
YEARS = 5  # from this one: a slip of the finger lies further away


@dataclass(frozen=True)
class Days:
    """Both days included, on the clock of the one who is away."""

    begins_on: date
    ends_on: date
    zone: str

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment, and the first after it is over."""
        return clock.day_bounds(self.begins_on, self.zone)[0], clock.day_bounds(self.ends_on, self.zone)[1]


@dataclass(frozen=True)
class Wish:
    """What one says: which days, who covers (None: nobody), whether the yes is lent, what they should know."""

    days: Days
    colleague: Membership | None
    lends_yes: bool = False
    note: str = ""


def may_set(person: User, away: Membership) -> bool:
    """Everybody for themselves, an owner for everybody."""
    if person.pk == away.user_id:
        return access.may(person, "cover.set", away.workspace)
    mine = access.membership_of(person, away.workspace_id)
    return mine is not None and OWNER in access.role_names(mine)


def has_yes(membership: Membership) -> bool:
    """Whether somebody's own roles let them say yes."""
    return bool(access.role_names(membership) & roles_that(LENT))


def could_cover(colleague: Membership, away: Membership) -> bool:
    """Whether it makes sense to ask: nothing that waits for the one is of use to somebody who only looks on."""
    return not _deals_with_what_waits(away) or _deals_with_what_waits(colleague)


def _deals_with_what_waits(membership: Membership) -> bool:
    names = access.role_names(membership)
    return any(names & roles_that(act) for act in PASSED_ON)


def can_be_lent_to(membership: Membership) -> bool:
    return bool(access.role_names(membership) & LENT_TO)


@transaction.atomic
def set_away(away: Membership, by: User, wish: Wish) -> Cover:
    """Says that somebody is away, and who covers. Saying the same twice changes nothing."""
    _allowed(by, away)
    locked(away.workspace)
    fields = _fields(away, wish)
    same = away.covers.filter(**fields, ended_at=None).first()
    if same:
        return same
    _refuse(away, wish, by)
    cover = Cover.objects.create(workspace=away.workspace, away=away, made_by=by, **fields)
    _record("cover.set", cover, by)
    return cover


@transaction.atomic
def change(cover: Cover, by: User, wish: Wish) -> bool:
    """Says whether anything is different."""
    _allowed(by, cover.away)
    locked(cover.workspace)
    fields = _fields(cover.away, wish)
    if all(getattr(cover, name) == value for name, value in fields.items()):
        return False
    _refuse(cover.away, wish, by, leave_out=cover)
    for name, value in fields.items():
        setattr(cover, name, value)
    cover.save(update_fields=list(fields))
    _record("cover.change", cover, by)
    return True


@transaction.atomic
def end(cover: Cover, by: User) -> bool:
    """Ends it now, or calls it off before it began."""
    _allowed(by, cover.away)
    still = Cover.objects.filter(pk=cover.pk, ended_at=None)
    if not still.update(ended_at=clock.now(), ended_by=by):
        return False
    _record("cover.end", cover, by)
    return True


@transaction.atomic
def restore(cover: Cover, by: User) -> bool:
    """Undoes the end, as long as nothing else was agreed for these days."""
    _allowed(by, cover.away)
    locked(cover.workspace)
    fresh = Cover.objects.told().get(pk=cover.pk)
    if fresh.ended_at is None:
        return False
    _refuse(fresh.away, wish_of(fresh), by, leave_out=fresh)
    Cover.objects.filter(pk=fresh.pk).update(ended_at=None, ended_by=None)
    _record("cover.restore", fresh, by)
    return True


def current(workspace: Workspace) -> CoverQuerySet:
    return workspace.covers.current(clock.now()).told()


def still_open(workspace: Workspace) -> CoverQuerySet:
    """Who is away, and who will be."""
    return workspace.covers.open(clock.now()).told()


def in_whose_place(person: User, workspace: Workspace | int) -> Sequence[int]:
    """The people whose yes this person gives now; empty for whoever may say yes by their own roles."""
    mine = access.membership_of(person, workspace)
    if mine is None or not access.is_lent(mine, LENT):
        return []
    return list(Cover.objects.lending(clock.now()).filter(colleague=mine).values_list("away__user", flat=True))


def wish_of(cover: Cover) -> Wish:
    return Wish(Days(cover.begins_on, cover.ends_on, cover.zone), cover.colleague, cover.lends_yes, cover.note)


def _fields(away: Membership, wish: Wish) -> dict[str, Any]:
    begins_at, ends_at = _bounds(wish.days)
    lends = wish.lends_yes and wish.colleague is not None
    return asdict(wish.days) | {
        "begins_at": begins_at, "ends_at": ends_at, "colleague": wish.colleague, "lends_yes": lends,
        "note": wish.note,
    }  # fmt: skip


def _bounds(days: Days) -> tuple[datetime, datetime]:
    if days.ends_on < days.begins_on:
        raise CannotCover(_("The last day comes before the first."), "ends_on")
    if (days.ends_on - days.begins_on).days >= LONGEST:
        raise CannotCover(_("That is longer than a year. For good-byes there are the roles."), "ends_on")
    if abs(days.begins_on.year - clock.now().year) > YEARS:
        raise CannotCover(_("Look at the year."), "begins_on")
    begins_at, ends_at = days.bounds
    if ends_at <= clock.now():
        raise CannotCover(_("These days are over already."), "ends_on")
    return begins_at, ends_at


def _allowed(by: User, away: Membership) -> None:
    if not may_set(by, away):
        raise PermissionDenied


def _refuse(away: Membership, wish: Wish, by: User, leave_out: Cover | None = None) -> None:
    others = away.workspace.covers.overlapping(*_bounds(wish.days)).told()
    others = others.exclude(pk=leave_out.pk) if leave_out else others
    for other in others:
        if other.away_id == away.pk:
            said = _("%(name)s is away already from %(from)s to %(until)s. Change that, or choose other days.")
            raise CannotCover(said % _told(other), "begins_on")
        if other.colleague_id == away.pk:
            said = _("%(away)s counts on %(name)s from %(from)s to %(until)s. Find somebody else for %(away)s first.")
            raise CannotCover(said % {**_told(other), "name": away.user.name, "away": other.away.user.name})
    if wish.colleague is None:
        return
    if wish.colleague.pk == away.pk:
        raise CannotCover(_("Nobody covers themselves. Choose a colleague."))
    theirs = next((other for other in others if other.away_id == wish.colleague.pk), None)
    if theirs:
        said = _("%(name)s is away too, from %(from)s to %(until)s. Choose somebody else, or other days.")
        raise CannotCover(said % _told(theirs))


def _told(cover: Cover) -> dict[str, str]:
    return {"name": cover.away.user.name, "from": day(cover.begins_on), "until": day(cover.ends_on)}


def day(on: date) -> str:
    """“3 December”; with the year where it is another one."""
    return date_format(on, "MONTH_DAY_FORMAT" if on.year == clock.now().year else "DATE_FORMAT")


def _record(act: str, cover: Cover, by: User) -> None:
    record(
        act, workspace=cover.workspace_id, by=by.pk, thing="member", code=cover.away.user.code, cover=cover.code,
        people=[cover.colleague.user_id] if cover.colleague else [],
        begins_on=cover.begins_on, ends_on=cover.ends_on, lends_yes=cover.lends_yes,
    )  # fmt: skip
