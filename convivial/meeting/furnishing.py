"""Where meetings are found: beside the strategy, on Today, in the palette. They have no place in the rail."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from convivial.ui import places
from convivial.ui.places import Entry


def register() -> None:
    places.fill("strategy_around", _around)
    places.palette(
        Entry(_("The Monday page"), "calendar-check", "meeting:monday", "monday.see", also=_("week meeting gaps"))
    )


def _around(request: Any, **_more: Any) -> str:
    return render_to_string("meeting/around.html", {"request": request})
