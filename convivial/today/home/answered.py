"""What somebody's own posts were answered, as long as the next step is theirs: a "not yet" that asks for other words,
a yes that needs a time, a draft that was given back. Read from how each post stands, so it goes when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from convivial.content.models import Approval, ApprovalRequest, GivenBack, NotYet, Offer, Post, Remark
from convivial.publishing import standing
from convivial.publishing.calendar.drafts import not_in_ledger, planned_at
from convivial.team.models import User, Workspace

AT_MOST = 40
LONGEST_QUOTE = 60  # characters of the marked words
ANSWERED = (standing.NOT_YET, standing.APPROVED, standing.GIVEN_BACK)


@dataclass(frozen=True)
class Answered:
    """``word`` is how the post stands (of ``ANSWERED``), ``said`` what came with the answer, ``who`` the name of who
    gave it, or ""; ``is_own``: the person themselves did. ``planned``: the wall time that the post is meant for."""

    post: Post
    word: str
    who: str
    said: str
    at: datetime
    is_own: bool
    planned: datetime | None = None


def answered(workspace: Workspace, person: User) -> Sequence[Answered]:
    """The oldest answer first. One query, and one more for each kind of answer that there is."""
    posts: list[Any] = list(_of(workspace, person)[:AT_MOST])
    for post in posts:
        post.workspace = workspace
    given = {word: _READ[word]([post for post in posts if post.word == word]) for word in ANSWERED}
    found = [_told(post, given[post.word][post.pk], person) for post in posts if post.pk in given[post.word]]
    return sorted(found, key=lambda each: each.at)


def _told(post: Any, given: "Given", person: User) -> Answered:
    by, who, what, at = given
    return Answered(post, post.word, who or "", what, at, by == person.pk, planned_at(post, post.workspace.zone))


def _of(workspace: Workspace, person: User) -> "QuerySet[Post]":
    """Posts that this person wrote, took on, or asked about last: put together first, for of all posts of a workspace
    they are few."""
    newer = ApprovalRequest.objects.filter(post=OuterRef("post"), pk__gt=OuterRef("pk"))
    asked = ApprovalRequest.objects.filter(asked_by=person).exclude(Exists(newer)).values("post")
    taken = Offer.objects.filter(taken_by=person).values("post")
    theirs = Post.objects.filter(workspace=workspace, author=person).values("pk").union(asked, taken)
    standing_so = not_in_ledger(workspace).filter(pk__in=theirs).annotate(word=standing.word_of_post())
    return standing_so.filter(word__in=ANSWERED).select_related("plan", "offer")


Given = tuple[int | None, str | None, str, datetime]  # who (id and name), what they said, when


def _not_yet(posts: Sequence[Post]) -> dict[int, Given]:
    """The comment, and the first of those on exact places with what it is about."""
    if not posts:
        return {}
    first = Remark.objects.filter(request=OuterRef("request")).order_by("pk")
    rows = NotYet.objects.filter(request__post__in=posts).annotate(
        first=Subquery(first.values("comment")[:1]), quote=Subquery(first.values("quote")[:1])
    )
    told = rows.order_by("pk").values_list("request__post", "by", "by__name", "comment", "first", "quote", "at")
    return {
        post: (by, who, " · ".join(filter(None, (comment, _placed(quote or "", first or "")))), at)
        for post, by, who, comment, first, quote, at in told
    }


def _placed(quote: str, comment: str) -> str:
    """ "nine kilos": is that so?"""
    line = " ".join(quote.split())
    if not line or not comment:
        return comment
    words = line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rstrip() + "…"
    return _("“%(words)s”: %(comment)s") % {"words": words, "comment": comment}


def _approved(posts: Sequence[Post]) -> dict[int, Given]:
    if not posts:
        return {}
    of_post = OuterRef("edition__variant__post")
    newest = ApprovalRequest.objects.filter(post=OuterRef("post"), pk__gt=OuterRef("request"))
    along = Remark.objects.filter(post=of_post, settled_at=None, request__outcome=ApprovalRequest.Outcome.APPROVED)
    along = along.exclude(Exists(newest.filter(outcome__in=standing.ANSWERS))).order_by("pk")
    rows = Approval.objects.filter(edition__variant__post__in=posts).order_by("pk")
    told = rows.annotate(along=Subquery(along.values("comment")[:1])).values_list(
        "edition__variant__post", "by", "by__name", "along", "at"
    )
    return {post: (by, who, along or "", at) for post, by, who, along, at in told}


def _given_back(posts: Sequence[Post]) -> dict[int, Given]:
    if not posts:
        return {}
    rows = GivenBack.objects.filter(post__in=posts).order_by("pk")
    told = rows.values_list("post", "by", "by__name", "comment", "at")
    return {post: (by, who, comment, at) for post, by, who, comment, at in told}


_READ = {standing.NOT_YET: _not_yet, standing.APPROVED: _approved, standing.GIVEN_BACK: _given_back}
