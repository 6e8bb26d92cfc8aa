"""The first page of a workspace."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convivial.lib import now as clock
from convivial.strategy.bars import seven_and_course
from convivial.team.access import MemberRequest, act, may, role_names
from convivial.team.acts import ANALYST, VIEWER
from convivial.today.at_hand import current_hold
from convivial.today.home import needs, places, steps, telling
from convivial.today.home.facts import Facts
from convivial.today.home.going import going_out
from convivial.ui.undoing import with_way_back

LOOKS_ON = frozenset({VIEWER, ANALYST})


@act("workspace.see")
def today(request: MemberRequest) -> HttpResponse:
    return render(request, "today/today.html", _context(request))


@act("workspace.see")
def now(request: MemberRequest) -> HttpResponse:
    """What changes by itself on the page."""
    return render(request, "today/today_now.html", _context(request))


def _context(request: MemberRequest) -> dict[str, Any]:
    """Whoever only looks on sees the course first, and is asked for nothing."""
    facts = Facts(request.workspace, current_hold(request), request.user)
    found = needs.needs(facts, request.user)
    wall = clock.wall(facts.now, request.workspace.zone)
    bars, course = seven_and_course(request.workspace)
    return {
        "wall": wall,
        "greeting": telling.greeting(wall, request.user.name),
        "summary": telling.summary(facts, found),
        "needs": found.shown,
        "more": found.more,
        "going": going_out(facts),
        "next_out": None if facts.today_out or facts.is_new else facts.next_out,
        "places": places.open_places(facts, request.user, found.count),
        "steps": steps.steps(facts, request.user),
        "is_new": facts.is_new,
        "may_hold": not facts.hold and may(request.user, "house.hold", request.workspace),
        "seven": bars,
        "course": course if may(request.user, "strategy.see", request.workspace) else None,
        "looks_on": role_names(request.membership) <= LOOKS_ON,
    }


@act("notice.change")
@require_POST
def put_away(request: MemberRequest) -> HttpResponse:
    """Takes the first steps off one's own page."""
    steps.put_away(request.workspace, request.user)
    back = reverse("today:bring_back_steps", args=[request.workspace.slug])
    messages.success(request, with_way_back(request, _("The first steps are put away."), back))
    return redirect("today:today", request.workspace.slug)


@act("notice.change")
@require_POST
def bring_back(request: MemberRequest) -> HttpResponse:
    steps.bring_back(request.workspace, request.user)
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})
