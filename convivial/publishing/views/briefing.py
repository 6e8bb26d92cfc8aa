"""The page for whoever covers, made to be printed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from convivial.publishing.briefing import Brief
from convivial.team import absences, covering
from convivial.team.access import MemberRequest, act
from convivial.team.models import Cover


@act("cover.see")
@require_GET
def brief(request: MemberRequest, code: str) -> HttpResponse:
    cover = next((each for each in absences.all_of(request) if each.code == code), None)
    if cover is None:
        raise Http404
    days = {"from": covering.day(cover.begins_on), "until": covering.day(cover.ends_on)}
    context = {"brief": _with_workspace(cover, request), "cover": cover, **days}
    return render(request, "publishing/brief.html", context)


def link_to_brief(request: Any, cover: Cover, **_more: Any) -> str:
    """Beside each absence on the Team page."""
    return render_to_string("publishing/brief_link.html", {"cover": cover}, request)


def for_whom_i_cover(request: Any, **_more: Any) -> str:
    """On Today: for whom one covers now, and how much of it waits."""
    mine = [cover for cover in absences.known(request).values() if _is_mine(cover, request)]
    if not mine:
        return ""
    context = {"briefs": [_with_workspace(each, request) for each in mine]}
    return render_to_string("publishing/covering.html", context, request)


def _is_mine(cover: Cover, request: Any) -> bool:
    return cover.colleague is not None and cover.colleague.user_id == request.user.pk


def _with_workspace(cover: Cover, request: Any) -> Brief:
    cover.workspace = request.workspace
    return Brief(cover)
