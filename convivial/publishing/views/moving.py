"""Moving what waits in the ledger: the dialog behind a card, and the act."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from convivial.lib import now as clock
from convivial.networks import granting
from convivial.networks.models import Channel
from convivial.publishing import states
from convivial.publishing.calendar import meaning, moving
from convivial.publishing.calendar.cards import MOVABLE
from convivial.publishing.composing.stepping import said
from convivial.publishing.errors import SENTENCES, NotReady
from convivial.publishing.models import Publication
from convivial.publishing.permitting import sentences
from convivial.team.access import MemberRequest, act

from .told import moved_with, refused_with


@act("calendar.see")
def dialog(request: MemberRequest, code: str) -> HttpResponse:
    return render(request, "publishing/calendar_moving.html", _dialog(request, _publication(request, code)))


@act("publication.move")
@require_POST
def move(request: MemberRequest, code: str) -> HttpResponse:
    publication, zone = _publication(request, code), request.workspace.zone
    usual = clock.wall(publication.due_at, zone).time()
    try:
        wall = meaning.wanted(request.POST, zone, usual)
        moved = moving.to(publication, request.user, wall, zone, request.POST.getlist("only")[:500])
    except NotReady as refused:
        return refused_with(request, refused.sentence, lambda: _dialog(request, publication))
    return _moved(request, moved)


def _publication(request: MemberRequest, code: str) -> Publication:
    found = request.workspace.publications.select_related("variant__post", "channel")
    return get_object_or_404(found, code=code)


def _dialog(request: MemberRequest, publication: Publication) -> dict[str, Any]:
    """``channels`` are the publications of the card, each with whether and why not it may move."""
    card, slug = moving.together(publication), request.workspace.slug
    asked, before = set(request.POST.getlist("only")), clock.wall(publication.due_at, request.workspace.zone)
    shut = granting.shut_to(request.user, [row.channel for row in card])
    free = [row for row in card if row.state in MOVABLE and row.channel not in shut]
    return {
        "address": reverse("publishing:move_publication", args=[slug, publication.code]),
        "open": reverse("publishing:post", args=[slug, publication.variant.post.code]),
        "words": publication.variant.post.first_words,
        "now": said(before, request.workspace.zone),
        "usual": f"{before:%H:%M}",
        "day": f"{before:%Y-%m-%d}",
        "channels": [_row(row, asked, row.channel in shut) for row in card],
        "may_move": bool(free),
        "why": "" if free else _why_not(publication, shut),
    }


def _why_not(publication: Publication, shut: list[Channel]) -> Any:
    if publication.state in MOVABLE and publication.channel in shut:
        return sentences([publication.channel])[0]
    return SENTENCES.get(publication.state, states.look(publication.state).title)


def _row(row: Publication, asked: set[str], is_shut: bool) -> dict[str, Any]:
    may_move = row.state in MOVABLE and not is_shut
    why = gettext("kept for others") if is_shut else states.look(row.word).title  # type: ignore[attr-defined]
    return {
        "code": row.code,
        "network": row.channel.network,
        "name": row.channel.name,
        "may_move": may_move,
        "why": "" if may_move else why,
        "is_chosen": may_move and (not asked or row.code in asked),
    }


def _moved(request: MemberRequest, moved: moving.Moved) -> HttpResponse:
    sentence = ngettext("Moved to %(when)s.", "Moved to %(when)s on %(n)s channels.", len(moved.codes))
    sentence %= {"when": said(moved.after, request.workspace.zone), "n": len(moved.codes)}
    back = reverse("publishing:move_publication", args=[request.workspace.slug, moved.codes[0]])
    kept = [("day", f"{moved.before:%Y-%m-%d}"), ("time", f"{moved.before:%H:%M}")]
    undo = (back, [*kept, *(("only", code) for code in moved.codes)]) if moved.is_change else None
    return moved_with(request, sentence, undo)
