from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

NOTICES = topic(
    48,
    _("Your notices, and how you want to hear of them"),
    why=_("So that what waits for you reaches you, and leaves you alone at night."),
    who=_("You alone."),
    until=_("Three months, or as IT has set it; at the latest until you leave the workspace."),
)

keep(
    "today.Notice", NOTICES,
    personal="person in_place_of actor_id read_at",
    plain="code workspace seq kind act thing thing_code params count at letter",
)  # fmt: skip
keep("today.Letter", NOTICES, personal="person", plain=f"{DUE} workspace state refusals closed_at")
keep("today.Habits", NOTICES, personal="person quiet_from quiet_until", plain="zone")
keep("today.PutAway", NOTICES, personal="person at", plain="workspace")
keep("today.Wish", NOTICES, personal="person way", plain="kind")
keep("today.Cursor", plain="workspace seq")
