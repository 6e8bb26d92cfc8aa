"""Drafts in the calendar: those with a day stand on it, dashed; the others wait beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from convivial.content.models import Post, PostPicture, Variant
from convivial.lib import now as clock
from convivial.publishing import standing, states
from convivial.publishing.composing.planning import wall_of
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

from .cards import FIRST_WORDS, About, Card
from .choosing import Choice, about

WAITING = 12  # shown beside the days
AT_MOST = 300


@dataclass(frozen=True)
class Drafts:
    """``waiting`` have no time, newest first, each with its ``look``; ``planned`` are the cards of the others, by
    day."""

    waiting: Sequence[Any] = ()
    planned: Mapping[date, list[Card]] = field(default_factory=dict)
    has_more: bool = False


def drafts(workspace: Workspace, choice: Choice, days: Sequence[date]) -> Drafts:
    """The drafts of a workspace that wait, and those planned for some days, each with its ``word``. Who asks for what
    is in the ledger sees those alone that have the same word."""
    begin, end = days[0] - timedelta(days=1), days[-1] + timedelta(days=2)  # a plan may be in another zone
    in_span = Q(plan__wall_time__gte=f"{begin}T00:00", plan__wall_time__lt=f"{end}T00:00")
    fitting: Any = (
        _chosen(workspace, choice).filter(Q(plan=None) | in_span).annotate(word=standing.word_of_post(), **_about())
    )
    found = list(fitting.select_related("plan")[:AT_MOST])
    waiting = [post for post in found if not hasattr(post, "plan")]
    planned = [post for post in found if hasattr(post, "plan") and choice.state in ("", post.word)]
    return Drafts(_looking(waiting[:WAITING]), _planned(workspace, planned), len(waiting) > WAITING)


def unfinished(workspace: Workspace, most: int) -> Sequence[Any]:
    """The newest drafts, with a time or without, each with its ``look``."""
    found = not_in_ledger(workspace).select_related("author").annotate(word=standing.word_of_post())
    return _looking(found[:most])


def not_in_ledger(workspace: Workspace) -> QuerySet[Post]:
    """Posts of which nothing waits, has gone out, or asks for a decision."""
    return workspace.posts.filter(~_is_in_ledger()).order_by("-updated_at")


@cache
def _is_in_ledger() -> Exists:
    return Exists(Publication.objects.filter(variant__post=OuterRef("pk")).alive())


def planned_at(post: Post, zone: str) -> datetime | None:
    """When a draft is meant to go out, as the clock of a zone shows it."""
    plan = getattr(post, "plan", None)
    return clock.wall(clock.instant(wall_of(plan), plan.zone), zone) if plan else None


def _looking(posts: Any) -> Sequence[Any]:
    for post in posts:
        post.look = states.look(post.word)
    return posts


def _chosen(workspace: Workspace, choice: Choice) -> QuerySet[Post]:
    found = not_in_ledger(workspace)
    if choice.channel:
        found = found.filter(Exists(Variant.objects.filter(post=OuterRef("pk"), channel__code=choice.channel)))
    if choice.author:
        found = found.filter(author__code=choice.author)
    if choice.pillar:
        found = found.filter(about(choice.pillar))
    return found.filter(language=choice.language) if choice.language else found


def _planned(workspace: Workspace, posts: Sequence[Any]) -> dict[date, list[Card]]:
    if not posts:
        return {}
    meant_for: dict[int, list[int]] = defaultdict(list)
    for pk, channel in Variant.objects.filter(post__in=posts).order_by("id").values_list("post", "channel"):
        meant_for[pk].append(channel)
    by_day: dict[date, list[Card]] = defaultdict(list)
    for post in posts:
        wall = planned_at(post, workspace.zone)
        if wall is not None:
            about = About(post.code, post.text[:FIRST_WORDS], post.has_picture, post.pillar or "")
            by_day[wall.date()].append(
                Card(post.pk, wall, meant_for=meant_for[post.pk], of_post=post.word, draft=about)
            )
    return by_day


@cache
def _about() -> dict[str, Any]:
    return {"has_picture": Exists(PostPicture.objects.filter(post=OuterRef("pk"))), "pillar": F("tie__pillar")}
