"""Finds posts by their words, for the palette: those that begin with what was typed first, then the newest.

What is typed is cut into words; each has to stand somewhere in the post, in its common text or in a channel's own.
SQLite knows capital letters of English alone, so each word is also looked for as it is written at the beginning of
a sentence, small and in capitals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When

from convivial.content.models import Post, Variant
from convivial.lib.now import instant
from convivial.lib.shortening import shortened
from convivial.publishing import standing, states
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

from .planning import wall_of

AT_MOST = 20
SHORTEST = 2  # letters; one alone stands in every post
LONGEST, MOST_WORDS = 100, 8
BEFORE, WORDS = 24, 90  # characters: that stand before what was found, and in all


@dataclass(frozen=True)
class Hit:
    """``at``: when it goes or went out, is meant to, or (for a draft without a day) was written last."""

    code: str
    words: str
    title: Any
    icon: str
    at: datetime


def search(workspace: Workspace, asked: str) -> Sequence[Hit]:
    """At most twenty; none where too little was typed. One query."""
    phrase = " ".join(asked[:LONGEST].replace("\0", "").split())
    if len(phrase) < SHORTEST:
        return []
    found = Post.objects.filter(workspace=workspace).annotate(rank=_rank(phrase), **_newest())
    for word in phrase.split()[:MOST_WORDS]:
        own = Variant.objects.filter(_says(word), post=OuterRef("pk"))
        found = found.filter(_says(word) | Q(Exists(own)))
    return [_hit(post, phrase) for post in found.select_related("plan").order_by("rank", "-updated_at")[:AT_MOST]]


def _says(word: str) -> Q:
    said = Q()
    for form in {word, word.lower(), word.upper(), word.capitalize()}:
        said |= Q(text__icontains=form)
    return said


def _rank(phrase: str) -> Case:
    begins, says = When(text__istartswith=phrase, then=Value(0)), When(text__icontains=phrase, then=Value(1))
    return Case(begins, says, default=Value(2), output_field=IntegerField())


def _newest() -> dict[str, Any]:
    """The word of what goes or went out last; of several at one moment, the one that says most."""
    loud = Case(*(When(said=word, then=Value(rank)) for rank, word in enumerate(standing.LOUDEST_FIRST)))
    alive = Publication.objects.filter(variant__post=OuterRef("pk")).alive().annotate(said=standing.word())
    newest = alive.order_by("-due_at", loud)
    return {
        "went": Subquery(newest.values("said")[:1]),
        "went_at": Subquery(newest.annotate(at=F("due_at")).values("at")[:1]),
        "stands": standing.word_of_post(),
    }


def _hit(post: Any, phrase: str) -> Hit:
    look, plan = states.look(post.went or post.stands), getattr(post, "plan", None)
    at = post.went_at or (instant(wall_of(plan), plan.zone) if plan else post.updated_at)
    return Hit(post.code, _around(post.text, phrase), look.title, look.icon, at)


def _around(text: str, phrase: str) -> str:
    """From a little before what was found."""
    flat = " ".join(text.split())
    at = flat.casefold().find(phrase.casefold())
    if at <= BEFORE:
        return shortened(flat, WORDS)
    start = flat.rfind(" ", 0, at - BEFORE // 2) + 1
    return "…" + shortened(flat[start:], WORDS)
