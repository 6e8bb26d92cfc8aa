from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.strategy.catalogue.kpis import KpiKey

from .fields import CodesOf, Member, Network, Number, Share, Short, Words
from .part import Part


class Grade(models.TextChoices):
    """How an answer is known; it widens the band of the score."""

    OWN = "own", _("our own figures")
    THIRD = "third", _("somebody else’s figures")
    ASSUMED = "assumed", _("we assume it")


def answer(words: object) -> models.PositiveSmallIntegerField:
    """0 (not at all) to 5 (very much); nothing is unknown."""
    return models.PositiveSmallIntegerField(words, null=True, blank=True, validators=[MaxValueValidator(5)])  # type: ignore[arg-type]


def grade(words: object) -> models.CharField:
    return models.CharField(words, max_length=8, choices=Grade, default=Grade.ASSUMED)  # type: ignore[arg-type]


class NetworkChoice(Part):
    """What a network is to us: how important, what for, how often, and who."""

    class Tier(models.TextChoices):
        PRIMARY = "primary", _("primary")
        SECONDARY = "secondary", _("secondary")
        PRESENCE = "presence", _("presence")
        PARKED = "parked", _("parked")

    class Role(models.TextChoices):
        AWARENESS = "awareness", _("being known")
        COMMUNITY = "community", _("community")
        SERVICE = "service", _("answering")
        TRAFFIC = "traffic", _("visits")
        LEADS = "leads", _("inquiries")
        RECRUITING = "recruiting", _("finding colleagues")
        MEDIA = "media_relations", _("press")
        EMPLOYER = "employer_brand", _("being a good employer")
        LISTENING = "listening_only", _("listening")

    asked = ("network", "tier", "there_for", "reason", "rhythm_min", "rhythm_target", "rhythm_max", "owner", "backup",
             "people_there", "can_do_well", "brought")  # fmt: skip
    small = ("rhythm_min", "rhythm_target", "rhythm_max", "owner", "backup")
    title = "network"

    network = Network(_("Network"), blank=False)
    tier = models.CharField(_("Tier"), max_length=10, choices=Tier, default=Tier.SECONDARY)
    there_for = Short(
        _("It is there for"), max_length=80, help_text=_("In a few words, such as “Offices that order”.")
    )
    reason = Words(_("Why"), help_text=_("One sentence: why this network, and why at this place?"))
    rhythm_min = Number(_("Posts a week, at least"))
    rhythm_target = Number(_("Posts a week"))
    rhythm_max = Number(_("Posts a week, at most"))
    owner = Member(verbose_name=_("Owner"))
    backup = Member(verbose_name=_("Who covers"))
    people_there = answer(_("Are our people there?"))
    can_do_well = answer(_("Can we do it well?"))
    brought = answer(_("Has it brought anything?"))
    people_there_known = grade(_("How we know that they are there"))
    can_do_well_known = grade(_("How we know that we can"))
    brought_known = grade(_("How we know what it brought"))
    role = models.CharField(_("Role"), max_length=16, choices=Role, blank=True, default="")
    personas = CodesOf(_("For"), of="persona")
    effort_share = Share(_("Share of our time"))
    languages = Short(_("Languages"))
    longest_gap = models.PositiveSmallIntegerField(_("Longest silence, in days"), null=True, blank=True)
    exit_kpi = KpiKey(_("We stop if, by"))
    exit_below = Number(_("it stays below"))
    exit_on = models.DateField(_("on"), null=True, blank=True)
    entry = Words(_("We begin again when"))
    risk = Words(_("What could go wrong there"))

    @property
    def rhythm(self) -> tuple[object, object]:
        return self.rhythm_min, self.rhythm_max
