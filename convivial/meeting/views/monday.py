"""The Monday page, and Mondays as they stood."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.meeting import beginning, closing, deciding
from convivial.meeting.errors import Over
from convivial.meeting.forms import DecisionForm, present_in
from convivial.meeting.models import Meeting
from convivial.meeting.monday.facts import Facts
from convivial.meeting.monday.page import Page, as_it_stood, live
from convivial.meeting.monday.telling import tell
from convivial.meeting.weeks import this_week
from convivial.team.access import MemberRequest, act


@act("monday.see")
@require_GET
def monday(request: MemberRequest) -> HttpResponse:
    page = _this_monday(request)
    return render(request, "meeting/monday.html", {"page": page, "form": DecisionForm()})


@act("monday.see")
@require_GET
def earlier(request: MemberRequest) -> HttpResponse:
    """Those that were closed, the newest first."""
    found = _mondays(request).filter(closing__isnull=False).select_related("closing__by")
    return render(request, "meeting/earlier.html", {"meetings": found[:200]})


@act("monday.see")
@require_GET
def past(request: MemberRequest, code: str) -> HttpResponse:
    """A Monday as it stood when it was closed."""
    found = _mondays(request).filter(closing__isnull=False).select_related("closing__by", "workspace")
    page = as_it_stood(get_object_or_404(found, code=code))
    return render(request, "meeting/monday.html", {"page": page})


@act("decision.write")
@require_POST
def decide(request: MemberRequest) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return render(request, "meeting/monday.html", {"page": _this_monday(request), "form": form}, status=422)
    meeting = beginning.monday(request.workspace, request.user, this_week(request.workspace))
    try:
        deciding.decide(meeting, request.user, form.cleaned_data)
    except Over as refusal:
        messages.error(request, str(refusal))
    return redirect("meeting:monday", request.workspace.slug)


@act("monday.close")
def close(request: MemberRequest) -> HttpResponse:
    """Who was there; then the page is kept as it stands."""
    workspace, week = request.workspace, this_week(request.workspace)
    if request.method == "POST" and request.POST.get("week") == week.monday.isoformat():
        meeting = beginning.monday(workspace, request.user, week)
        closing.close(
            meeting, request.user, present_in(workspace, request.POST), lambda: tell(Facts(workspace, week))
        )
        messages.success(request, _("The meeting is closed. Everybody can read it as it stood."))
        return redirect("meeting:monday", workspace.slug)
    members = workspace.memberships.filter(user__is_active=True).select_related("user").order_by("user__name")
    return render(request, "meeting/close_monday.html", {"members": members, "week": week})


def _mondays(request: MemberRequest) -> Any:
    return request.workspace.meetings.filter(kind=Meeting.Kind.MONDAY)


def _this_monday(request: MemberRequest) -> Page:
    facts = Facts(request.workspace, this_week(request.workspace))
    if facts.at_hand["closing"] is not None:
        found = _mondays(request).select_related("closing__by", "workspace")
        return as_it_stood(found.get(pk=facts.at_hand["meeting"]))
    return live(facts)
