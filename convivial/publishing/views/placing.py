"""Giving a draft its day in the calendar, or taking it away again. Nothing goes out by that: it is a wish."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convivial.content import approving
from convivial.content.errors import ContentError
from convivial.content.models import Post
from convivial.lib import now as clock
from convivial.publishing.calendar import drafts, meaning
from convivial.publishing.composing import planning
from convivial.publishing.composing.stepping import said
from convivial.publishing.errors import NotReady
from convivial.publishing.understanding import USUAL
from convivial.team.access import MemberRequest, act, may

from .answering import the_post
from .told import moved_with, refused_with


@act("calendar.see")
def dialog(request: MemberRequest, code: str) -> HttpResponse:
    return render(request, "publishing/calendar_moving.html", _dialog(request, the_post(request, code)))


@act("post.write")
@require_POST
def move(request: MemberRequest, code: str) -> HttpResponse:
    post, zone = the_post(request, code), request.workspace.zone
    if not may(request.user, "post.write", post):
        raise PermissionDenied
    before = drafts.planned_at(post, zone)
    try:
        if "forget" in request.POST:
            planning.forget(post, request.user)
            return moved_with(request, _("It has no day any more."))
        wall = meaning.wanted(request.POST, zone, before.time() if before else USUAL)
        if meaning.is_past(wall, zone):
            raise NotReady("in_the_past")
        if wall != before:
            planning.plan(post, request.user, wall, zone)
    except (ContentError, NotReady) as refused:
        return refused_with(request, refused.sentence, lambda: _dialog(request, post))
    waits = approving.open_question(post) is not None
    then = _("It goes out with a yes.") if waits else _("It goes out once you schedule it.")
    sentence = _("Planned for %(when)s.") % {"when": said(wall, zone)} + " " + then
    return moved_with(request, sentence, _undo(request, post, before) if wall != before and not waits else None)


def _undo(request: MemberRequest, post: Post, before: Any) -> tuple[str, list[tuple[str, str]]]:
    back = reverse("publishing:move_post", args=[request.workspace.slug, post.code])
    if before is None:
        return back, [("forget", "1")]
    return back, [("day", f"{before:%Y-%m-%d}"), ("time", f"{before:%H:%M}")]


def _dialog(request: MemberRequest, post: Post) -> dict[str, Any]:
    before, zone = drafts.planned_at(post, request.workspace.zone), request.workspace.zone
    proposed = before or clock.wall(clock.now(), zone).replace(hour=USUAL.hour, minute=0) + timedelta(days=1)
    may_write = may(request.user, "post.write", post)
    may_move = may_write and planning.may_plan(post, request.user)
    why = _("Only those who may write in it give it a day.")
    if may_write and not may_move:
        why = _("Only those who may move what is scheduled give it another time.")
    return {
        "address": reverse("publishing:move_post", args=[request.workspace.slug, post.code]),
        "open": reverse("publishing:post", args=[request.workspace.slug, post.code]),
        "words": post.first_words,
        "now": said(before, zone) if before else "",
        "usual": f"{proposed:%H:%M}",
        "day": f"{proposed:%Y-%m-%d}",
        "may_move": may_move,
        "is_draft": True,
        "why": "" if may_move else why,
    }
