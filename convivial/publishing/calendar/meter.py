"""The mix beside the calendar: of the posts in some days, how many belong to each pillar, next to the plan.

What went out, what is scheduled, drafts with a day, and the places that are still open: each post counts once,
however many channels it goes to. What was taken down again counts as little as what never went out. Open places of
the past, too, were planned, so they are counted.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing.models import Plan, Publication, Slot, SlotQuerySet
from convivial.strategy.guiding import Aim
from convivial.team.models import Workspace
from convivial.ui.bars import PLAN

State = Publication.State
OUT_OF_IT = (State.CANCELLED, State.FAILED)
WALL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Tally:
    """Posts of a pillar, from what has happened to what may: the order in which they stand on the bar."""

    gone: int = 0
    coming: int = 0
    drafts: int = 0
    open: int = 0
    proposed: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class Share:
    """A pillar, its bar, its figure ("28 % of 30 %") and what that is made of, in words."""

    aim: Aim
    tally: Tally
    figure: str
    told: str
    drawing: SafeString


@dataclass(frozen=True)
class Mix:
    """``untied``: posts that belong to none; ``total``: those that do."""

    shares: Sequence[Share]
    total: int
    untied: int


def mix(
    workspace: Workspace, pillars: Sequence[Aim], begin: datetime, end: datetime,
    proposed: Mapping[str, int] | None = None,
) -> Mix | None:  # fmt: skip
    """None while there is no strategy. ``proposed``: places by pillar that nobody has accepted yet."""
    if not pillars:
        return None
    counted = _counted(workspace, begin, end)
    for pillar, count in (proposed or {}).items():
        counted[pillar]["proposed"] += count
    tallies = {aim.code: Tally(**counted[aim.code]) for aim in pillars}
    total = sum(tally.total for tally in tallies.values())
    whole = sum(aim.share for aim in pillars) or 1
    shares = [_share(aim, tallies[aim.code], total, whole) for aim in pillars]
    loose = Tally(**counted[""])
    return Mix(shares, total, loose.gone + loose.coming)


def _counted(workspace: Workspace, begin: datetime, end: datetime) -> dict[str, dict[str, int]]:
    """By pillar and kind; no tie, and a tie without a pillar, are one. One question."""
    first, *others = (
        _published(workspace, begin, end),
        _planned(workspace, begin, end),
        _open(workspace, begin, end),
    )
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pillar, kind, count, gone in first.union(*others, all=True):
        counted[pillar][kind] += count - gone
        counted[pillar]["gone"] += gone
    return counted


def _published(workspace: Workspace, begin: datetime, end: datetime) -> QuerySet[Any, Any]:
    rows = Publication.objects.filter(workspace=workspace, due_at__gte=begin, due_at__lt=end)
    rows = rows.exclude(state__in=OUT_OF_IT).exclude(channel__network=Channel.PRACTICE).not_taken_down()
    posts, gone = (Count("variant__post", distinct=True, filter=which) for which in (None, Q(state=State.PUBLISHED)))
    return _told(rows, Coalesce("variant__post__tie__pillar", Value("")), "coming", posts, gone)


def _planned(workspace: Workspace, begin: datetime, end: datetime) -> QuerySet[Any, Any]:
    """Drafts with a day; their clock is taken for the workspace's, which it mostly is."""
    first, last = (clock.wall(at, workspace.zone).strftime(WALL) for at in (begin, end))
    plans = Plan.objects.filter(post__workspace=workspace, post__deletion=None)
    plans = plans.filter(wall_time__gte=first, wall_time__lt=last)
    waits = Publication.objects.filter(variant__post=OuterRef("post")).exclude(state=State.CANCELLED)
    rows = plans.filter(~Exists(waits))
    return _told(rows, Coalesce("post__tie__pillar", Value("")), "drafts", Count("pk"))


def _open(workspace: Workspace, begin: datetime, end: datetime) -> QuerySet[Any, Any]:
    rows = SlotQuerySet(Slot).filter(workspace=workspace, due_at__gte=begin, due_at__lt=end).open()
    return _told(rows, F("pillar"), "open", Count("pk"))


def _told(rows: QuerySet[Any], pillar: Any, kind: str, count: Any, gone: Any = None) -> QuerySet[Any, Any]:
    """How many by pillar, and how many of them went out."""
    named = rows.order_by().annotate(t_pillar=pillar).values("t_pillar")
    told = {"t_kind": Value(kind, output_field=CharField()), "t_count": count, "t_gone": gone or Value(0)}
    return named.annotate(**told).values_list("t_pillar", *told)


def _share(aim: Aim, tally: Tally, total: int, whole: float) -> Share:
    planned, done = round(100 * aim.share / whole), round(100 * tally.total / total) if total else 0
    figure = _("%(done)s of %(planned)s %%") % {"done": done, "planned": planned}
    return Share(aim, tally, figure, ", ".join(_parts(tally)), _drawn(tally, total * aim.share / whole))


def _parts(tally: Tally) -> list[str]:
    """What there is, and nothing of what there is not."""
    told = (
        (tally.gone, ngettext("%(n)s published", "%(n)s published", tally.gone)),
        (tally.coming, ngettext("%(n)s scheduled", "%(n)s scheduled", tally.coming)),
        (tally.drafts, ngettext("%(n)s draft", "%(n)s drafts", tally.drafts)),
        (tally.open, ngettext("%(n)s open", "%(n)s open", tally.open)),
        (tally.proposed, ngettext("%(n)s proposed", "%(n)s proposed", tally.proposed)),
    )
    return [words % {"n": n} for n, words in told if n] or [_("nothing yet")]


def _drawn(tally: Tally, due: float) -> SafeString:
    """The plan stands at the same place on every bar; what was done, and what may be, fills up to it or past it."""
    unit, at, pieces = PLAN / due if due else PLAN, 0.0, []
    for each in fields(tally):
        width = min(getattr(tally, each.name) * unit, 100 - at)
        if width > 0:
            pieces.append((each.name, round(at, 1), round(width, 1)))
            at += width
    return format_html(
        '<svg class="bar__track" width="100%" height="16" aria-hidden="true" focusable="false">'
        '<rect class="bar__ground" y="4" width="100%" height="8" rx="4"/>{}'
        '<rect class="bar__notch" x="{}%" width="2" height="16" rx="1"/></svg>',
        format_html_join("", '<rect class="mix__{}" x="{}%" y="4" width="{}%" height="8"/>', pieces), PLAN,
    )  # fmt: skip
