"""A person's notices, and how they want to hear of them."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convivial.lib.digits import whole
from convivial.team.access import MemberRequest, act
from convivial.team.sign_in import mail_is_set_up
from convivial.today.at_hand import unread_count
from convivial.today.models import Wish
from convivial.today.notices import reading, wishing
from convivial.ui.zones import ZoneSelect, city, places


@act("notice.see")
def notices(request: MemberRequest) -> HttpResponse:
    return render(request, "today/notices.html", _page(request))


@act("notice.see")
def more(request: MemberRequest) -> HttpResponse:
    """The next page of them."""
    return render(request, "today/notices.html#lines", _page(request))


@act("notice.see")
def bell(request: MemberRequest) -> HttpResponse:
    """How many are new, and what waits at each place: a part of the frame."""
    return render(request, "today/bell_part.html", {"unread": unread_count(request)})


@act("notice.change")
@require_POST
def read(request: MemberRequest, code: str = "") -> HttpResponse:
    """Marks one notice as read, or all of them."""
    reading.read(request.user, request.workspace, code or None)
    return redirect("today:notices", request.workspace.slug)


@act("notice.see")
def wishes(request: MemberRequest) -> HttpResponse:
    return render(request, "today/wishes.html", _wishes(request))


@act("notice.change")
@require_POST
def wish(request: MemberRequest) -> HttpResponse:
    asked = request.POST
    ways = {each.kind.name: asked.get(f"way-{each.kind.name}", each.way) for each in wishing.wishes(request.user)}
    try:
        quiet = _time(asked.get("quiet_from", "")), _time(asked.get("quiet_until", ""))
        wishing.wish(request.user, ways, *quiet, asked.get("zone", "")[:64])
    except wishing.NotUnderstood as refused:
        context = _wishes(request) | {"error": _ERRORS[refused.field](), "asked": asked}
        return render(request, "today/wishes.html", context, status=422)
    messages.success(request, _("Kept."))
    return redirect("today:wishes", request.workspace.slug)


_ERRORS = {
    "way": lambda: _("Choose one of the ways that are offered."),
    "quiet": lambda: _("Quiet hours need a beginning and an end. Leave both empty to have none."),
    "zone": lambda: _("We do not know this time zone. Choose one from the list."),
}


def _page(request: MemberRequest) -> dict[str, Any]:
    before = request.GET.get("before", "")
    lines, more = reading.page(request.user, request.workspace, whole(before))
    return {"lines": lines, "more": more, "has_new": any(line["is_new"] for line in lines), "is_first": not before}


def _wishes(request: MemberRequest) -> dict[str, Any]:
    return {
        "wishes": wishing.wishes(request.user),
        "habits": wishing.habits(request.user),
        "ways": Wish.Way,
        "can_be_mailed": mail_is_set_up(),
        "zones": _zones(request),
    }


def _zones(request: MemberRequest) -> str:
    """The list of places, with "as the workspace" first."""
    own = _("As the workspace (%(place)s)") % {"place": city(request.workspace.zone)}
    chosen = request.POST.get("zone", wishing.habits(request.user).zone)
    return ZoneSelect({"class": "input"}, [("", own), *places()]).render("zone", chosen)


def _time(words: str) -> time | None:
    if not words:
        return None
    try:
        return time.fromisoformat(words).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise wishing.NotUnderstood("quiet") from error
