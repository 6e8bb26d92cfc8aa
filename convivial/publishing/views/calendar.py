"""The calendar's pages and parts. What they show is read in ``publishing.calendar``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from convivial.lib import now as clock
from convivial.publishing.calendar import cards, choosing, days, drafts, drawing, listing, meter, slots
from convivial.publishing.models import Publication
from convivial.strategy.guiding import guide
from convivial.team.access import MemberRequest, act, may


@act("calendar.see")
def month(request: MemberRequest) -> HttpResponse:
    return render(request, "publishing/calendar.html", _grid(request, "month"))


@act("calendar.see")
def week(request: MemberRequest) -> HttpResponse:
    return render(request, "publishing/calendar.html", _grid(request, "week"))


@act("calendar.see")
def grid(request: MemberRequest) -> HttpResponse:
    """The days alone, after something changed."""
    kind = "week" if request.GET.get("kind") == "week" else "month"
    return render(request, "publishing/calendar_grid.html", _grid(request, kind))


@act("calendar.see")
def day(request: MemberRequest) -> HttpResponse:
    """Everything on one day."""
    on = _on(request)
    found = drafts.drafts(request.workspace, choosing.choice_in(request.GET), [on])
    here = _by_day(request, [on], found).get(on, [])
    cards.read(_chosen(request), here)
    drawn = drawing.drawn(drawing.easel(request.workspace), here)
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
def waiting(request: MemberRequest) -> HttpResponse:
    """What is not yet planned."""
    found = drafts.drafts(request.workspace, choosing.choice_in(request.GET), [_today(request)])
    context = {"drafts": found, "stems": drawing.stems(request.workspace)} | _shared(request)
    return render(request, "publishing/calendar_tray.html", context)


@act("calendar.see")
def mix(request: MemberRequest) -> HttpResponse:
    """What is planned and gone by pillar, after something moved."""
    kind = "week" if request.GET.get("kind") == "week" else "month"
    span = days.span(kind, _on(request), _today(request), request.workspace.zone)
    pillars = guide(request.workspace).pillars
    told = meter.mix(request.workspace, pillars, *span.bounds(request.workspace.zone))
    return render(request, "publishing/calendar_mix.html", {"mix": told})


def _grid(request: MemberRequest, kind: str) -> dict[str, Any]:
    workspace, on, choice = request.workspace, _on(request), choosing.choice_in(request.GET)
    span, easel = days.span(kind, on, _today(request), workspace.zone), drawing.easel(workspace)
    found = drafts.drafts(workspace, choice, span.days)
    by_day = _by_day(request, span.days, found)
    first = drawing.shown(span, by_day).values()
    cards.read(_chosen(request), [*(card for some in first for card in some), *by_day.get(on, [])])
    return {
        "kind": kind,
        "on": on,
        "span": span,
        "weekdays": drawing.weekdays(span),
        "weeks": drawing.drawn_days(easel, span, by_day),
        "day_cards": drawing.drawn(easel, by_day.get(on, [])),
        "mix": meter.mix(workspace, list(easel.pillars.values()), *span.bounds(workspace.zone)),
        "drafts": found,
        "stems": easel.stems,
    } | _shared(request)


def _by_day(request: MemberRequest, shown: Sequence[date], found: drafts.Drafts) -> dict[date, list[cards.Card]]:
    """What is in the ledger, what is only planned, and the places that are still open, in order of time."""
    workspace, choice = request.workspace, choosing.choice_in(request.GET)
    by_day = cards.cards_by_day(_chosen(request), shown, workspace.zone)
    begin, end = clock.day_bounds(shown[0], workspace.zone)[0], clock.day_bounds(shown[-1], workspace.zone)[1]
    free = slots.cards(slots.chosen(workspace, choice, begin, end))
    for card in [*(card for some in found.planned.values() for card in some), *free]:
        by_day.setdefault(card.wall.date(), []).append(card)
    return {on: sorted(some, key=lambda card: card.wall) for on, some in by_day.items()}


def _chosen(request: MemberRequest) -> QuerySet[Publication]:
    return choosing.chosen(request.workspace, choosing.choice_in(request.GET))


def _list(request: MemberRequest) -> dict[str, Any]:
    workspace, on = request.workspace, _on(request)
    choice, after = choosing.choice_in(request.GET), request.GET.get("after", "")
    begin = None if choice.is_of_any_day else clock.day_bounds(on, workspace.zone)[0]
    page = listing.page(choosing.chosen(workspace, choice), begin, after, workspace.zone)
    free = slots.cards(slots.chosen(workspace, choice, page.begin, page.end))
    return {
        "kind": "list",
        "on": on,
        "days": drawing.drawn_list(
            drawing.easel(workspace), sorted([*page.cards, *free], key=lambda card: card.wall)
        ),
        "after": page.after,
        "is_first": not after,
    } | _shared(request)


def _shared(request: MemberRequest) -> dict[str, Any]:
    return {
        "choice": choosing.choice_in(request.GET),
        "today": _today(request),
        "may_move": may(request.user, "publication.move", request.workspace),
        "may_plan": may(request.user, "post.write", request.workspace),
        "may_propose": may(request.user, "slot.propose", request.workspace),
    }


def _today(request: MemberRequest) -> date:
    return clock.day(clock.now(), request.workspace.zone)


def _on(request: MemberRequest) -> date:
    return days.day_in(request.GET.get("on", ""), _today(request))
