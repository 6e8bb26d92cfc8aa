"""The way to the mirror from the strategy's pages (slot "strategy_mirror")."""

from typing import Any

from django.template.loader import render_to_string

from .models import Drawn


def way_in(request: Any, **_: Any) -> str:
    has_mirror = Drawn.objects.filter(workspace=request.workspace).exclude(shown={}).exists()
    return render_to_string("mirror/way_in.html", {"has_mirror": has_mirror}, request=request)
