"""How an act of the calendar answers: a message with the way back, and the parts of the page look again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from convivial.team.access import MemberRequest

Undo = tuple[str, list[tuple[str, str]]]  # where to send the way back, and what to send


def moved_with(request: MemberRequest, sentence: str, undo: Undo | None = None) -> HttpResponse:
    """Undoing itself offers no way back: one would go to and fro."""
    address, kept = undo if undo and "undo" not in request.POST else ("", [])
    context = {"is_done": True, "icon": "calendar-check", "sentence": sentence, "undo": address, "kept": kept}
    return _look_again(render(request, "publishing/calendar_moved.html", context))


def refused_with(request: MemberRequest, sentence: Any, dialog: Callable[[], dict[str, Any]]) -> HttpResponse:
    """422: in the dialog beside what was typed, after a drag as a message."""
    if request.POST.get("from") != "dialog":
        context = {"icon": "circle-alert", "sentence": sentence}
        return _look_again(render(request, "publishing/calendar_moved.html", context, status=422))
    typed = {name: request.POST[name] for name in ("when", "day", "time") if name in request.POST}
    context = dialog() | {"error": sentence} | typed
    response = render(request, "publishing/calendar_moving.html#form", context, status=422)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#moving-form", "outerHTML"
    return response


def _look_again(response: HttpResponse) -> HttpResponse:
    """The parts of the page that show times read them again."""
    response.headers["HX-Trigger"] = "calendar-changed"
    return response
