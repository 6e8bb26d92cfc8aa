"""The way to the mirror from the strategy's pages (slot "strategy_mirror")."""

from typing import Any

from django.template.loader import render_to_string

from convivial.team.access import may

from .models import Drawn


def way_in(request: Any, **_: Any) -> str:
    has_mirror = Drawn.objects.filter(workspace=request.workspace).exclude(shown={}).exists()
    if not has_mirror and not may(request.user, "mirror.read", request.workspace):
        return ""  # nothing to see there yet, and nothing to begin
    return render_to_string("mirror/way_in.html", {"has_mirror": has_mirror}, request=request)
