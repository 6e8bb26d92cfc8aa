"""The switch that puts everything on hold, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convivial.lib import now as clock
from convivial.publishing import holding
from convivial.team.access import MemberRequest, act, may
from convivial.team.asking_again import asks_again
from convivial.today import house as switch
from convivial.today.at_hand import current_hold


@act("workspace.see")
def house(request: MemberRequest) -> HttpResponse:
    return render(request, "today/house.html", _context(request))


@act("house.hold")
@require_POST
def hold(request: MemberRequest) -> HttpResponse:
    """One press, from wherever one is. Why can be said along with it, or afterwards."""
    holding.hold_all(request.user, _why(request), request.workspace)
    messages.success(request, _("Everything is on hold. Nothing goes out until somebody resumes."))
    return redirect("today:house", request.workspace.slug)


@act("house.hold")
@require_POST
def explain(request: MemberRequest) -> HttpResponse:
    holding.explain(request.user, _why(request), request.workspace)
    messages.success(request, _("Kept. Everybody sees it at the top of every page."))
    return redirect("today:house", request.workspace.slug)


def lifts_the_house(request: MemberRequest) -> bool:
    found = current_hold(request)
    return found is not None and found.workspace_id is None


@act("house.resume")
@require_POST
@asks_again(when=lifts_the_house)
def resume(request: MemberRequest) -> HttpResponse:
    found = current_hold(request)
    if found is not None:
        switch.resume(request.workspace, request.user, request.POST.get("late", ""))
        messages.success(request, _("Resumed. What is planned goes out again."))
    return redirect("today:today", request.workspace.slug)


def _why(request: MemberRequest) -> str:
    return " ".join(request.POST.get("why", "").split())[:300]


def _context(request: MemberRequest) -> dict[str, Any]:
    found = current_hold(request)
    return {
        "hold": found,
        "why": switch.why(found) if found else "",
        "resuming": switch.resuming(request.workspace, clock.now()) if found else None,
        "coming_count": 0 if found else switch.post_count(request.workspace.publications.upcoming()),
        "may_hold": may(request.user, "house.hold", request.workspace),
        "may_resume": found is not None and switch.may_lift(request.user, request.workspace),
    }
