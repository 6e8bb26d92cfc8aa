"""The mix beside the calendar: of the posts in the days shown, how many belong to each pillar, next to the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.publishing.models import Publication
from convivial.strategy.guiding import Aim
from convivial.team.models import Workspace
from convivial.ui.bars import Bar

from .days import Span

State = Publication.State


@dataclass(frozen=True)
class Share:
    """A pillar and its bar; ``figure``: "28 % of 30 %"."""

    aim: Aim
    bar: Bar
    told: str


@dataclass(frozen=True)
class Mix:
    """``untied``: posts that belong to none; ``total``: those that do."""

    shares: Sequence[Share]
    total: int
    untied: int


def mix(workspace: Workspace, pillars: Sequence[Aim], span: Span) -> Mix | None:
    """None while there is no strategy. A post counts once, however many channels it goes to."""
    if not pillars:
        return None
    begin, end = span.bounds(workspace.zone)
    rows = Publication.objects.filter(workspace=workspace, due_at__gte=begin, due_at__lt=end)
    counted = dict(_counted(rows.exclude(state__in=(State.CANCELLED, State.FAILED))))
    total = sum(gone + coming for gone, coming in (counted.get(aim.code, (0, 0)) for aim in pillars))
    whole = sum(aim.share for aim in pillars) or 1
    shares = [_share(aim, *counted.get(aim.code, (0, 0)), total, whole) for aim in pillars]
    return Mix(shares, total, sum(counted.get("", (0, 0))))


def _counted(rows: Any) -> list[tuple[str, tuple[int, int]]]:
    """By pillar: posts that went out, and posts that will."""
    gone = Count("variant__post", distinct=True, filter=Q(state=State.PUBLISHED))
    ever = Count("variant__post", distinct=True)
    found = rows.order_by().values("variant__post__tie__pillar").annotate(gone=gone, ever=ever)
    told = found.values_list("variant__post__tie__pillar", "gone", "ever")
    return _joined([(pillar or "", gone, ever - gone) for pillar, gone, ever in told])


def _joined(rows: list[tuple[str, int, int]]) -> list[tuple[str, tuple[int, int]]]:
    """No tie, and a tie without a pillar, are one."""
    keys = dict.fromkeys(key for key, _, _ in rows)
    return [(k, (sum(g for key, g, _ in rows if key == k), sum(c for key, _, c in rows if key == k))) for k in keys]


def _share(aim: Aim, gone: int, coming: int, total: int, whole: float) -> Share:
    planned, done = round(100 * aim.share / whole), round(100 * (gone + coming) / total) if total else 0
    figure = _("%(done)s of %(planned)s %%") % {"done": done, "planned": planned}
    told = [
        ngettext("%(n)s published", "%(n)s published", gone) % {"n": gone},
        ngettext("%(n)s to come", "%(n)s to come", coming) % {"n": coming},
    ]
    return Share(aim, Bar(aim.name, done / planned if planned else None, figure, "", "none"), ", ".join(told))
