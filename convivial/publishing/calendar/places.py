"""Where the calendar stands in the frame of every page."""

from django.utils.translation import gettext_lazy as _

from convivial.ui import places


def register() -> None:
    places.add(
        places.Place("calendar", _("Calendar"), "calendar-days", "publishing:calendar", "calendar.see", order=50)
    )
    for view, title, icon in (
        ("calendar_week", _("This week"), "columns-3"),
        ("calendar_list", _("What goes out next"), "list"),
    ):
        entry = places.Entry(title, icon, f"publishing:{view}", "calendar.see", order=510, also=_("calendar"))
        places.palette(entry)
