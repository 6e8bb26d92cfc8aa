"""The first page of a workspace."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from convivial.lib import now as clock
from convivial.strategy.bars import seven_and_course
from convivial.team.access import MemberRequest, act, may, role_names
from convivial.team.acts import ANALYST, VIEWER
from convivial.today.at_hand import current_hold
from convivial.today.home import needs, places, steps, telling
from convivial.today.home.facts import Facts
from convivial.today.home.going import going_out

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
    facts = Facts(request.workspace, current_hold(request))
    found = needs.needs(facts, request.user)
    wall = clock.wall(facts.now, request.workspace.zone)
    bars, course = seven_and_course(request.workspace)
    return {
        "wall": wall,
        "greeting": telling.greeting(wall, request.user.name),
        "summary": telling.summary(facts, found),
        "needs": found[: needs.SHOWN],
        "more": needs.more(found),
        "going": going_out(facts),
        "next_out": None if facts.today_out or facts.is_new else facts.next_out,
        "places": places.open_places(facts, request.user, len(found)),
        "steps": steps.steps(facts, request.user) if facts.is_new else [],
        "may_hold": not facts.hold and may(request.user, "house.hold", request.workspace),
        "seven": bars,
        "course": course if may(request.user, "strategy.see", request.workspace) else None,
        "looks_on": role_names(request.membership) <= LOOKS_ON,
    }
