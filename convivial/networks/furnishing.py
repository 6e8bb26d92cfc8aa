"""What networks add to the frame around every page."""

from django.utils.translation import gettext_lazy as _

from convivial.ui import places
from convivial.ui.places import Entry, Place

from . import views_answering

places.fill("duties", views_answering.on_the_team_page)
places.add(Place("channels", _("Channels"), "plug", "networks:channels", "channel.see", order=85))
places.palette(Entry(_("Connect a channel"), "plug", "networks:choose", "channel.connect", also="Mastodon Bluesky"))
