"""Moving in the calendar: the dialog, what "when" means, and the act itself."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convivial.lib import now as clock
from convivial.publishing import states
from convivial.publishing.calendar import drawing, moving
from convivial.publishing.calendar.cards import MOVABLE
from convivial.publishing.errors import SENTENCES, NotReady
from convivial.publishing.models import Publication
from convivial.publishing.understanding import understand
from convivial.team.access import MemberRequest, act
from convivial.ui.speaking import zone_name


@act("calendar.see")
def dialog(request: MemberRequest, code: str) -> HttpResponse:
    return render(request, "publishing/calendar_moving.html", _dialog(request, _publication(request, code)))


@act("calendar.see")
def understood(request: MemberRequest) -> HttpResponse:
    """What the typed words mean, as a sentence; while nothing is typed, nothing."""
    words = request.GET.get("words", "").strip()
    wall = understand(words, _wall_now(request), _time(request.GET.get("time", "")) or time(9))
    sentence = _spoken(request, wall) if wall else _("Not understood yet. Try “tomorrow 9” or “26 Nov 17:30”.")
    return HttpResponse(sentence if words else "", content_type="text/plain; charset=utf-8")


@require_POST
@act("publication.move")
def move(request: MemberRequest, code: str) -> HttpResponse:
    publication = _publication(request, code)
    try:
        wall = _wanted(request, publication)
        only = request.POST.getlist("only")[:500]
        moved = moving.to(publication, request.user, wall, request.workspace.zone, only)
    except NotReady as refused:
        return _refused(request, publication, refused.sentence)
    return _moved(request, moved)


class NotUnderstood(NotReady):
    """What was typed is no time."""

    def __init__(self) -> None:
        super().__init__("in_the_past")

    @property
    def sentence(self) -> str:
        return _("We did not understand when. Try “tomorrow 9”, or choose a day and a time.")


def _publication(request: MemberRequest, code: str) -> Publication:
    found = request.workspace.publications.select_related("variant__post", "channel")
    return get_object_or_404(found, code=code)


def _wanted(request: MemberRequest, publication: Publication) -> datetime:
    """The wall time that was asked for: words go before day and time; a day alone keeps the time of day."""
    now_there = clock.wall(publication.due_at, request.workspace.zone)
    words = request.POST.get("words", "").strip()
    wall = understand(words, _wall_now(request), now_there.time()) if words else _from_pickers(request, now_there)
    if wall is None:
        raise NotUnderstood
    return wall


def _from_pickers(request: MemberRequest, now_there: datetime) -> datetime | None:
    try:
        on = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return None
    if not 2000 <= on.year <= 2100:
        return None
    return datetime.combine(on, _time(request.POST.get("time", "")) or now_there.time())


def _time(words: str) -> time | None:
    try:
        return time.fromisoformat(words).replace(second=0, microsecond=0, tzinfo=None) if words else None
    except ValueError:
        return None


def _wall_now(request: MemberRequest) -> datetime:
    return clock.wall(clock.now(), request.workspace.zone)


def _dialog(request: MemberRequest, publication: Publication, error: str = "") -> dict[str, Any]:
    """``channels`` are the publications of the card, each with whether and why not it may move."""
    card, slug = moving.together(publication), request.workspace.slug
    asked, before = set(request.POST.getlist("only")), clock.wall(publication.due_at, request.workspace.zone)
    return {
        "address": reverse("publishing:move_publication", args=[slug, publication.code]),
        "open": drawing.post_address(request.workspace, publication.variant.post.code),
        "words": publication.variant.post.first_words,
        "before": before,
        "channels": [_row(row, asked) for row in card],
        "may_move": any(row.state in MOVABLE for row in card),
        "why": SENTENCES.get(publication.state, states.look(publication.state).title),
        "typed": request.POST.get("words", ""),
        "day": request.POST.get("day", "") or f"{before:%Y-%m-%d}",
        "time": request.POST.get("time", "") or f"{before:%H:%M}",
        "error": error,
    }


def _row(row: Publication, asked: set[str]) -> dict[str, Any]:
    may_move = row.state in MOVABLE
    return {
        "code": row.code,
        "network": row.channel.network,
        "name": row.channel.name,
        "may_move": may_move,
        "why": "" if may_move else states.look(row.state).title,
        "is_chosen": may_move and (not asked or row.code in asked),
    }


def _refused(request: MemberRequest, publication: Publication, sentence: str) -> HttpResponse:
    """In the dialog beside what was typed; after a drag as a message."""
    if request.POST.get("from") == "dialog":
        context = _dialog(request, publication, sentence)
        response = render(request, "publishing/calendar_moving.html#form", context, status=422)
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#moving-form", "outerHTML"
        return response
    context = {"icon": "circle-alert", "sentence": sentence}
    return _and_look_again(render(request, "publishing/calendar_moved.html", context, status=422))


def _moved(request: MemberRequest, moved: moving.Moved) -> HttpResponse:
    undo = reverse("publishing:move_publication", args=[request.workspace.slug, moved.codes[0]])
    kept = [("day", f"{moved.before:%Y-%m-%d}"), ("time", f"{moved.before:%H:%M}")]
    context = {
        "is_done": True,
        "icon": "calendar-check",
        "sentence": _sentence(request, moved),
        "undo": undo if moved.is_change and not request.POST.get("undo") else "",
        "kept": [*kept, ("undo", "1"), *(("only", code) for code in moved.codes)],
    }
    return _and_look_again(render(request, "publishing/calendar_moved.html", context))


def _sentence(request: MemberRequest, moved: moving.Moved) -> str:
    when, count = _spoken(request, moved.after), len(moved.codes)
    said = ngettext("Moved to %(when)s.", "Moved to %(when)s on %(n)s channels.", count)
    return said % {"when": when, "n": count}


def _spoken(request: MemberRequest, wall: datetime) -> str:
    """Thursday 26 November, 09:00 Berlin time."""
    day = formats.date_format(wall, _("l j F, H:i"))
    return _("%(time)s %(zone)s") % {"time": day, "zone": zone_name(request.workspace.zone)}


def _and_look_again(response: HttpResponse) -> HttpResponse:
    """The parts of the page that show times read them again."""
    response.headers["HX-Trigger"] = "calendar-changed"
    return response
