from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Lines, Network, Number, Several, Short, Words
from .part import Part


class OwnAccount(Part):
    """An account that we have, and whether it is in order."""

    class Check(models.TextChoices):
        NAME = "name", _("the name is right")
        PICTURE = "picture", _("picture")
        COVER = "cover", _("cover picture")
        DESCRIPTION = "description", _("description")
        LINK = "link", _("link to our pages")
        IMPRINT = "imprint", _("imprint")
        PINNED = "pinned", _("pinned post")
        TWO_ADMINS = "two_admins", _("two people can get in")
        RECOVERY = "recovery", _("a way back in if locked out")

    asked = ("network", "handle", "followers", "checked")
    title = "handle"

    network = Network(_("Network"), blank=False)
    handle = Short(_("What it is called there"), blank=False)
    followers = models.PositiveIntegerField(_("Followers today"), null=True, blank=True)
    checked = Several(_("In order"), kinds=Check)
    posts_per_week = Number(_("Posts a week so far"))
    address = Short(_("Address"), max_length=300)
    is_verified = models.BooleanField(_("Confirmed by the network"), default=False)
    admins = Short(_("Who can get in"))
    recovery = Short(_("Who can get it back"))
    best = Words(_("What did best"))
    worst = Words(_("What went badly"))


class Competitor(Part):
    """Somebody else whom our people read."""

    asked = ("name", "themes", "gap")

    name = Short(_("Name"), blank=False)
    handles = Lines(_("Where they are"))
    followers = models.PositiveIntegerField(_("Followers"), null=True, blank=True)
    posts_per_week = Number(_("Posts a week"))
    themes = Words(_("What they talk about"))
    gap = Words(_("What they leave to us"))


class SwotItem(Part):
    """A strength, a weakness, a chance, a danger."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("strength")
        WEAKNESS = "weakness", _("weakness")
        OPPORTUNITY = "opportunity", _("chance")
        THREAT = "threat", _("danger")

    asked = ("kind", "text")
    title = "text"

    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, default=Kind.STRENGTH)
    text = Short(_("In one sentence"), max_length=280, blank=False)
    answer = Words(_("What we make of it"))
