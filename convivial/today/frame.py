"""What the frame of every page shows of this app: the place, the bell, and the banner while everything is on hold."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from convivial.team.access import may
from convivial.team.models import User, Workspace
from convivial.ui import places

from . import at_hand
from .at_hand import current_hold, unread_count
from .house import may_lift, post_count, why


def register() -> None:
    at_hand.register()
    places.add(places.Place("today", _("Today"), "sun", "today:today", "workspace.see", order=10))
    places.palette(
        places.Entry(
            _("Put everything on hold"),
            "octagon-pause",
            "today:hold",
            "house.hold",
            is_act=True,
            also=_("stop crisis"),
        )
    )
    places.palette(places.Entry(_("Notices"), "bell", "today:notices", "notice.see"))
    places.palette(places.Entry(_("What I want to hear of"), "bell-off", "today:wishes", "notice.see"))
    places.fill("above", banner)
    places.fill("calendar_top", switch)
    places.fill("rail", bell)
    places.fill("topbar", small_bell)


def banner(request: Any, **more: Any) -> str:
    """On every page of the workspace, as long as it lasts."""
    hold = current_hold(request) if isinstance(request.workspace, Workspace) else None
    if hold is None:
        return ""
    context = {
        "hold": hold,
        "why": why(hold),
        "waiting_count": post_count(request.workspace.publications.upcoming()),
        "may_hold": may(request.user, "house.hold", request.workspace),
        "may_resume": may_lift(request.user, request.workspace),
    }
    return render_to_string("today/banner.html", context, request)


def switch(request: Any, **more: Any) -> str:
    """Puts everything on hold with one press, for those who may, unless it is already."""
    if current_hold(request) or not may(request.user, "house.hold", request.workspace):
        return ""
    return render_to_string("today/switch.html", {}, request)


def bell(request: Any, **more: Any) -> str:
    return _drawn("today/bell.html", request)


def small_bell(request: Any, **more: Any) -> str:
    """On phones, where the rail is put away."""
    return _drawn("today/bell_small.html", request)


def _drawn(template: str, request: Any) -> str:
    if not isinstance(request.user, User):
        return ""
    return render_to_string(template, {"unread": unread_count(request)}, request)
