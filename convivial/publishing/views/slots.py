"""Open places in the calendar: their page, and what people do with them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convivial.content import tying
from convivial.content.errors import ContentError
from convivial.content.models import Post
from convivial.lib import now as clock
from convivial.publishing.calendar import drafts, drawing, meaning, slots
from convivial.publishing.composing.planning import wall_of
from convivial.publishing.composing.stepping import said
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Slot, Taking
from convivial.publishing.slots import accepting, standing, taking, telling
from convivial.strategy.guiding import guide
from convivial.team.access import MemberRequest, act, may
from convivial.ui.leading import is_part, lead_to
from convivial.ui.undoing import with_way_back

from .answering import answer, on_post, page_of, the_post
from .drawing import EVERYTHING
from .told import moved_with, refused_with

OFFERED = 30  # drafts that could take it
LOOKED_AT, SUGGESTED = 60, 8  # open places, for a draft


@act("calendar.see")
def slot(request: MemberRequest, code: str) -> HttpResponse:
    return render(request, "publishing/slot.html", _shown(request, _slot(request, code)))


@act("calendar.see")
def dialog(request: MemberRequest, code: str) -> HttpResponse:
    return render(request, "publishing/calendar_slot.html", _shown(request, _slot(request, code)))


@act("calendar.see")
def moving(request: MemberRequest, code: str) -> HttpResponse:
    return render(request, "publishing/calendar_moving.html", _dialog(request, _slot(request, code)))


@act("slot.move")
@require_POST
def move(request: MemberRequest, code: str) -> HttpResponse:
    """To another day at the same time of day, or to what was said."""
    found, zone = _slot(request, code), request.workspace.zone
    before = clock.wall(found.due_at, zone)
    try:
        wall = meaning.wanted(request.POST, zone, before.time())
        is_change = accepting.move(found, request.user, wall, zone)
    except NotReady as refused:
        return refused_with(request, refused.sentence, lambda: _dialog(request, found))
    sentence = _("Moved to %(when)s.") % {"when": said(wall, zone)}
    if busy := standing.at_that_minute(found, found.due_at):
        sentence += " " + _("Something else stands there at that minute: %(channel)s.") % {"channel": busy[0].name}
    back = (request.path, [("day", f"{before:%Y-%m-%d}"), ("time", f"{before:%H:%M}")])
    return moved_with(request, sentence, back if is_change else None)


@act("slot.discard")
@require_POST
def discard(request: MemberRequest, code: str) -> HttpResponse:
    found = _slot(request, code)
    try:
        accepting.discard(found, request.user)
    except NotReady as refused:
        return refused_with(request, refused.sentence, lambda: _dialog(request, found))
    back = reverse("publishing:restore_slot", args=[request.workspace.slug, found.code])
    if is_part(request):
        return moved_with(request, _("Thrown away."), (back, []))
    messages.success(request, with_way_back(request, _("Thrown away."), back))
    return redirect("publishing:calendar", request.workspace.slug)


@act("slot.discard")
@require_POST
def discard_all(request: MemberRequest) -> HttpResponse:
    """Takes an acceptance back, as far as no post stands there."""
    count = accepting.discard_all(request.workspace, request.user, request.POST.get("batch", ""))
    words = ngettext("One place was taken out again.", "%(n)s places were taken out again.", count)
    messages.success(request, words % {"n": count})
    return lead_to(request, reverse("publishing:calendar", args=[request.workspace.slug]))


@act("slot.restore")
@require_POST
def restore(request: MemberRequest, code: str) -> HttpResponse:
    accepting.restore(_slot(request, code), request.user)
    return moved_with(request, _("It stands there again."))


@act("slot.take")
@require_POST
def take(request: MemberRequest, code: str) -> HttpResponseBase:
    """Begins a post in the place, or puts a draft there. A place that is taken already leads to its post."""
    found = _slot(request, code)
    there = Taking.objects.filter(slot=found, post__deletion=None).select_related("post__workspace").first()
    if there:
        return lead_to(request, page_of(there.post))
    if draft := request.POST.get("post", ""):
        return on_post(request, the_post(request, draft), "post.write", lambda post: _put(request, found, post))
    try:
        return lead_to(request, page_of(taking.write(found, request.user)))
    except (ContentError, NotReady) as refused:
        return _refused(request, found, refused.sentence)


def _put(request: MemberRequest, found: Slot, post: Post) -> HttpResponse:
    taking.take(found, request.user, post)
    return answer(request, the_post(request, post.code), EVERYTHING, said=_("It stands in this place now."))


@act("slot.release")
@require_POST
def release(request: MemberRequest, code: str) -> HttpResponseBase:
    """The post that stands there gives the place back."""
    found = get_object_or_404(Taking.objects.select_related("post"), slot=_slot(request, code), post__deletion=None)
    return on_post(request, the_post(request, found.post.code), "post.write", lambda post: _give_back(request, post))


def _give_back(request: MemberRequest, post: Post) -> HttpResponse:
    taking.release(post, request.user)
    return answer(request, the_post(request, post.code), EVERYTHING, said=_("The place is open again."))


@act("slot.take")
def offered(request: MemberRequest, code: str) -> HttpResponse:
    """The next open places that a draft could take, those of its pillar first."""
    post, workspace = the_post(request, code), request.workspace
    found = slots.open_slots(slots.open_between(workspace, clock.now()), workspace.zone, LOOKED_AT)
    pillar = tying.ends_of(post).pillar
    ours = sorted(found, key=lambda each: (bool(pillar) and each.pillar != pillar, each.due_at))[:SUGGESTED]
    easel = drawing.easel(workspace)
    cards = list(zip(ours, drawing.drawn(easel, slots.cards(ours)), strict=True))
    return render(request, "publishing/composer_offered.html", {"post": post, "cards": cards})


def _slot(request: MemberRequest, code: str) -> Slot:
    found = get_object_or_404(Slot.objects.filter(workspace=request.workspace), code=code)
    found.workspace = request.workspace
    return found


def _refused(request: MemberRequest, found: Slot, sentence: Any) -> HttpResponse:
    if is_part(request):
        return refused_with(request, sentence, lambda: _dialog(request, found))
    messages.error(request, sentence)
    return redirect("publishing:slot", request.workspace.slug, found.code)


def _shown(request: MemberRequest, found: Slot) -> dict[str, Any]:
    known, workspace = guide(request.workspace), request.workspace
    taking_ = Taking.objects.filter(slot=found, post__deletion=None).select_related("post").first()
    is_gone = hasattr(found, "discarding")
    is_past = found.due_at <= clock.now()
    is_open = not (taking_ or is_gone)
    may_take = is_open and not is_past and may(request.user, "slot.take", workspace)
    pillar = known.by_code.get(found.pillar)
    ends = [(noun, telling.named(known, getattr(found, noun))) for noun in ("persona", "objective", "stage")]
    return {
        "slot": found,
        "when": said(wall_of(found), found.zone),
        "on": clock.day(found.due_at, workspace.zone),
        "channels": list(found.channels.order_by("network", "name")),
        "pillar": pillar,
        "ends": dict(ends) | {"kind": telling.kind_named(found.kind)},
        "why": telling.reasons(found.why, known),
        "post": taking_.post if taking_ else None,
        "is_gone": is_gone,
        "is_past": is_past and is_open,
        "may_take": may_take,
        "may_move": is_open and may(request.user, "slot.move", workspace),
        "may_discard": is_open and may(request.user, "slot.discard", workspace),
        "drafts": _drafts(request) if may_take else [],
    }


def _drafts(request: MemberRequest) -> list[Post]:
    """Those that this person may write in and that have no day yet."""
    found = drafts.not_in_ledger(request.workspace).filter(plan=None).exclude(text="").select_related("offer")
    mine = []
    for post in found[: 2 * OFFERED]:
        post.workspace = request.workspace
        mine += [post] if may(request.user, "post.write", post) else []
    return mine[:OFFERED]


def _dialog(request: MemberRequest, found: Slot) -> dict[str, Any]:
    before = clock.wall(found.due_at, request.workspace.zone)
    known = guide(request.workspace)
    name = telling.named(known, found.pillar)
    is_open = not (hasattr(found, "discarding") or accepting.is_taken(found))
    may_move = is_open and may(request.user, "slot.move", request.workspace)
    return {
        "address": reverse("publishing:move_slot", args=[request.workspace.slug, found.code]),
        "open": reverse("publishing:slot", args=[request.workspace.slug, found.code]),
        "words": _("Open: %(what)s") % {"what": name} if name else _("Open place"),
        "now": said(before, request.workspace.zone),
        "usual": f"{before:%H:%M}",
        "day": f"{before:%Y-%m-%d}",
        "may_move": may_move,
        "is_slot": True,
        "why": "" if may_move else _why_not(found, is_open),
    }


def _why_not(found: Slot, is_open: bool) -> Any:
    if is_open:
        return _("Only those who plan the calendar move its places.")
    return NotReady("slot_discarded" if hasattr(found, "discarding") else "slot_taken").sentence
