"""What the strategy adds to the frame."""

from django.utils.translation import gettext_lazy as _

from convivial.ui import places
from convivial.ui.places import Entry, Place

places.add(Place("strategy", _("Strategy"), "compass", "strategy:strategy", "strategy.see", order=20))
places.palette(
    Entry(_("Our strategy"), "compass", "strategy:strategy", "strategy.see", also=_("plan pillars objectives people"))
)
