"""What a template asks of the team, and of the journal below it."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from convivial.team import absences, access

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: template.Context, act: str, thing: Any = None) -> bool:
    """``{% may "post.approve" as allowed %}`` in this workspace, ``{% may "channel.remove" channel as allowed %}``"""
    request = context["request"]
    return access.may(request.user, act, thing if thing is not None else getattr(request, "workspace", None))


@register.simple_tag(takes_context=True)
def away_note(context: template.Context, person: Any) -> str:
    """“away until 3 December, Mina covers”; nothing while somebody is here."""
    return absences.beside_a_face(context["request"], person)


@register.filter
def browser(agent: str) -> str:
    """What a browser says of itself, in words: "Firefox, Linux". It may say anything, so this is a hint only."""
    name = next((word for sign, word in BROWSERS if sign in agent), _("Another program"))
    system = next((word for sign, word in SYSTEMS if sign in agent), "")
    return f"{name}, {system}" if system else str(name)
