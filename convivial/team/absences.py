"""How the absences of a workspace are told: on the Team page, beside a face, on Today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from convivial.lib.now import now

from . import covering
from .models import Cover, Membership, User


@dataclass(frozen=True)
class Told:
    """A cover as it is read. ``gaps`` are what nobody does meanwhile, in sentences."""

    cover: Cover
    is_now: bool
    sentence: str
    days: str
    lent: str
    gaps: Sequence[str]
    may_set: bool


def note(cover: Cover) -> str:
    """“away until 3 December, Mina covers”"""
    words = {"until": covering.day(cover.ends_on)}
    if cover.colleague is None:
        return _("away until %(until)s, nobody covers") % words
    return _("away until %(until)s, %(name)s covers") % {**words, "name": cover.colleague.user.name}


def told(covers: Iterable[Cover], members: Iterable[Membership], person: User) -> list[Told]:
    """``members`` are those of the workspace, with their roles read."""
    known = {member.pk: member for member in members}
    return [_told(cover, known, person) for cover in covers]


def known(request: Any) -> Mapping[int, Cover]:
    """Who is away now, by person, read once a page; not at all where nobody is."""
    membership = getattr(request, "membership", None)
    if membership is None or not membership.is_anybody_away:
        return {}
    if not hasattr(request, "_absences"):
        request._absences = {cover.away.user_id: cover for cover in covering.current(request.workspace)}
    found: Mapping[int, Cover] = request._absences
    return found


def all_of(request: Any) -> list[Cover]:
    """Who is away and who will be; the page's faces need no question of their own then."""
    covers = list(covering.still_open(request.workspace))
    request._absences = {cover.away.user_id: cover for cover in covers if cover.begins_at <= now()}
    return covers


def beside_a_face(request: Any = None, person: Any = None, **_more: Any) -> str:
    cover = known(request).get(getattr(person, "pk", 0))
    return note(cover) if cover else ""


def _told(cover: Cover, members: Mapping[int, Membership], person: User) -> Told:
    away = members[cover.away_id]
    colleague = members.get(cover.colleague_id or 0)
    return Told(
        cover=cover,
        is_now=cover.begins_at <= now(),
        sentence=_sentence(cover),
        days=_("%(from)s to %(until)s")
        % {"from": covering.day(cover.begins_on), "until": covering.day(cover.ends_on)},
        lent=_lent(cover, away, colleague),
        gaps=_gaps(cover, away, colleague, members.values()),
        may_set=covering.may_set(person, away),
    )


def _sentence(cover: Cover) -> str:
    words = {"name": cover.away.user.name, "colleague": cover.colleague.user.name if cover.colleague else ""}
    if cover.begins_at <= now():
        said = _("%(colleague)s covers for %(name)s") if cover.colleague else _("%(name)s is away, and nobody covers")
    else:
        said = _("%(colleague)s will cover for %(name)s") if cover.colleague else _("%(name)s will be away")
    return said % words


def _lent(cover: Cover, away: Membership, colleague: Membership | None) -> str:
    if colleague is None or not lends(cover, away, colleague):
        return ""
    return _("%(name)s may say yes in their place") % {"name": colleague.user.name}


def lends(cover: Cover, away: Membership, colleague: Membership) -> bool:
    """Whether the yes is lent to somebody who has none of their own (``CoverQuerySet.lending``, of what is read)."""
    is_lent = cover.lends_yes and covering.has_yes(away) and covering.can_be_lent_to(colleague)
    return is_lent and not covering.has_yes(colleague)


def _gaps(cover: Cover, away: Membership, colleague: Membership | None, others: Iterable[Membership]) -> list[str]:
    name = away.user.name
    if colleague is None:
        return [_("Nobody covers for %(name)s. What waits for them waits until they are back.") % {"name": name}]
    if not covering.has_yes(away) or covering.has_yes(colleague) or lends(cover, away, colleague):
        return []
    more = [member.user.name for member in others if member.pk != away.pk and covering.has_yes(member)]
    if more:
        return []
    return [
        _("Nobody covers %(name)s’s yes: %(colleague)s may not say it.")
        % {"name": name, "colleague": colleague.user.name}
    ]
