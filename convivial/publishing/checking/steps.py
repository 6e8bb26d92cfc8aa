"""The buttons of next steps that lead to posts, the calendar and channels."""

from django.utils.translation import gettext_lazy as _

from convivial.strategy import checks
from convivial.strategy.checks import Step

from . import content, leading, networks, reached, repeating, visibility

STEPS = {
    "write_one": Step(_("Write one"), "post.write"),
    "open_post": Step(_("Open the post"), "post.see"),
    "tie_them": Step(_("Tie them"), "post.tie"),
    "open_calendar": Step(_("Open the calendar"), "calendar.see"),
    "connect_channel": Step(_("Channels"), "channel.see"),
    "look_at_networks": Step(_("Look at the networks")),
}


def register() -> None:
    for some in (content, leading, networks, reached, repeating, visibility):
        checks.register(*some.CHECKS)
    checks.steps(STEPS)
