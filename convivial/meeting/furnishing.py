"""Where meetings are found: beside the strategy, on Today, in the palette. They have no place in the rail."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from convivial.ui import places
from convivial.ui.places import Entry

from .opening import carried


def register() -> None:
    places.fill("strategy_around", _around)
    places.fill("strategy_notes", _notes)
    places.palette(
        Entry(_("The Monday page"), "calendar-check", "meeting:monday", "monday.see", also=_("week meeting gaps"))
    )
    places.palette(
        Entry(
            _("The quarterly review"),
            "book-open",
            "meeting:review",
            "review.see",
            also=_("quarter look back verdict"),
        )
    )


def _around(request: Any, **_more: Any) -> str:
    return render_to_string("meeting/around.html", {"request": request})


def _notes(request: Any, version: Any, **_more: Any) -> str:
    """What was decided in the reviews from which a draft was opened."""
    return render_to_string("meeting/carried.html", {"carried": carried(version), "request": request})
