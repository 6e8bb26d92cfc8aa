"""The calendar's pages and parts. What they show is read in ``publishing.calendar``."""

import re
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from convivial.lib import now as clock
from convivial.publishing.calendar import cards, choosing, days, drawing, listing, tray
from convivial.team.access import MemberRequest, act, may


@act("calendar.see")
def month(request: MemberRequest) -> HttpResponse:
    return render(request, "publishing/calendar.html", _page(request, "month"))


@act("calendar.see")
def week(request: MemberRequest) -> HttpResponse:
    return render(request, "publishing/calendar.html", _page(request, "week"))


@act("calendar.see")
def grid(request: MemberRequest) -> HttpResponse:
    """The days alone, after something changed."""
    kind = "week" if request.GET.get("kind") == "week" else "month"
    return render(request, "publishing/calendar_grid.html", _grid(request, kind))


@act("calendar.see")
def day(request: MemberRequest) -> HttpResponse:
    """Everything on one day."""
    zone, on = request.workspace.zone, _on(request)
    found = cards.cards_by_day(choosing.chosen(request.workspace, choosing.choice_in(request.GET)), [on], zone)
    drawn = drawing.drawn(drawing.easel(request.workspace), found.get(on, []))
    context = {"on": on, "day_cards": drawn, "is_asked": True} | _shared(request)
    return render(request, "publishing/calendar_day.html", context)


@act("calendar.see")
def listed(request: MemberRequest) -> HttpResponse:
    return render(request, "publishing/calendar_list.html", _list(request))


@act("calendar.see")
def more(request: MemberRequest) -> HttpResponse:
    """The next page of the list."""
    return render(request, "publishing/calendar_list.html#lines", _list(request))


@act("calendar.see")
def choose(request: MemberRequest) -> HttpResponse:
    """The form of what to show."""
    context = {"choices": choosing.choices(request.workspace), "on": _on(request)} | _shared(request)
    return render(request, "publishing/calendar_choosing.html", context)


@act("calendar.see")
def drafts(request: MemberRequest) -> HttpResponse:
    """What is not yet planned."""
    return render(request, "publishing/calendar_tray.html", _tray(request) | _shared(request))


def _page(request: MemberRequest, kind: str) -> dict[str, Any]:
    return _grid(request, kind) | _tray(request)


def _grid(request: MemberRequest, kind: str) -> dict[str, Any]:
    zone, on = request.workspace.zone, _on(request)
    span = days.span(kind, on, _today(request), zone)
    easel = drawing.easel(request.workspace)
    found = cards.cards_by_day(choosing.chosen(request.workspace, choosing.choice_in(request.GET)), span.days, zone)
    return {
        "kind": kind,
        "on": on,
        "span": span,
        "weekdays": drawing.weekdays(span),
        "weeks": drawing.drawn_days(easel, span, found),
        "day_cards": drawing.drawn(easel, found.get(on, [])),
    } | _shared(request)


def _tray(request: MemberRequest) -> dict[str, Any]:
    found = list(tray.not_yet_planned(request.workspace)[: tray.AT_ONCE + 1])
    return {"drafts": found[: tray.AT_ONCE], "has_more_drafts": len(found) > tray.AT_ONCE}


def _list(request: MemberRequest) -> dict[str, Any]:
    workspace, on = request.workspace, _on(request)
    begin, after = clock.day_bounds(on, workspace.zone)[0], request.GET.get("after", "")
    chosen = choosing.chosen(workspace, choosing.choice_in(request.GET))
    page = listing.page(chosen, begin, after, workspace.zone)
    return {
        "kind": "list",
        "on": on,
        "days": drawing.drawn_list(drawing.easel(workspace), page.cards),
        "after": page.after,
        "is_first": not after,
    } | _shared(request)


def _shared(request: MemberRequest) -> dict[str, Any]:
    return {
        "choice": choosing.choice_in(request.GET),
        "today": _today(request),
        "may_move": may(request.user, "publication.move", request.workspace),
        "may_plan": may(request.user, "post.schedule", request.workspace),
        "moving": _stem(request, "publishing:calendar_moving"),
        "posts": drawing.post_address(request.workspace, "code").removesuffix("code/"),
        "acts": _stem(request, "publishing:move_publication"),
    }


def _today(request: MemberRequest) -> date:
    return clock.day(clock.now(), request.workspace.zone)


def _on(request: MemberRequest) -> date:
    return days.day_in(request.GET.get("on", ""), _today(request))


def _stem(request: MemberRequest, view: str) -> str:
    """The address of a view up to the code, for templates that write it a thousand times."""
    return re.sub(r"code/[a-z]*/?$", "", reverse(view, args=[request.workspace.slug, "code"]))
