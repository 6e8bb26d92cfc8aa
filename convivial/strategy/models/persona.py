from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import CodeOf, Lines, Network, Several, Share, Short, Words
from .part import Part


class Evidence(models.TextChoices):
    """How well something is known."""

    OWN = "own", _("our own figures or talks")
    SURVEY = "survey", _("we asked people")
    THIRD = "third", _("somebody else’s study")
    ASSUMED = "assumed", _("we assume it")


class Persona(Part):
    """Somebody whom the posts should be good for."""

    class Role(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        PROSPECT = "prospect", _("could become a customer")
        ADVISER = "adviser", _("has a say in buying")
        EMPLOYEE = "employee", _("colleague")
        CANDIDATE = "candidate", _("could work with us")
        MEDIA = "media", _("press and media")
        PARTNER = "partner", _("partner")
        COMMUNITY = "community", _("neighbour, community")
        DONOR = "donor", _("gives money or time")
        CITIZEN = "citizen", _("citizen")

    class Priority(models.TextChoices):
        PRIMARY = "primary", _("first")
        SECONDARY = "secondary", _("second")
        TERTIARY = "tertiary", _("third")

    class Age(models.TextChoices):
        TEENS = "13-17", "13–17"
        YOUNG = "18-24", "18–24"
        STARTING = "25-34", "25–34"
        MIDDLE = "35-44", "35–44"
        SETTLED = "45-54", "45–54"
        OLDER = "55-64", "55–64"
        OLD = "65+", "65+"

    class Known(models.TextChoices):
        VALIDATED = "validated", _("checked with real people")
        PARTLY = "partly", _("partly checked")
        ASSUMED = "assumed", _("assumed")

    asked = ("name", "who", "role", "priority", "share_of_focus", "needs", "beliefs_now", "beliefs_wanted", "known",
             "plan_to_check_on")  # fmt: skip

    name = Short(_("Name"), blank=False, help_text=_("A name or a word for them, such as “The regulars”."))
    who = Words(_("Who is this?"), help_text=_("Two sentences, as you would tell a new colleague."))
    role = models.CharField(_("What they are to us"), max_length=12, choices=Role, default=Role.CUSTOMER)
    priority = models.CharField(_("How important"), max_length=10, choices=Priority, default=Priority.PRIMARY)
    share_of_focus = Share(_("Share of the posts"), help_text=_("Of a hundred posts, how many are for them?"))
    needs = Lines(_("What they need"), help_text=_("One thing on each line."))
    pains = Lines(_("What bothers them"))
    beliefs_now = Words(_("What they think of us today"))
    beliefs_wanted = Words(_("What they should think"))
    objections = Lines(_("What holds them back"))
    triggers = Lines(_("What makes them act"))
    languages = Short(_("Languages"), help_text=_("Such as: en, de"))
    ages = Several(_("Age"), kinds=Age)
    place = Short(_("Where they live"))
    reading_grade = models.PositiveSmallIntegerField(_("Reads easily up to school year"), null=True, blank=True)
    accessibility = Words(_("What makes it easier for them"), help_text=_("Large type, captions, simple words …"))
    active_times = Short(_("When they look"))
    known = models.CharField(_("How well we know it"), max_length=10, choices=Known, default=Known.ASSUMED)
    checked_on = models.DateField(_("Last checked on"), null=True, blank=True)
    plan_to_check_on = models.DateField(_("We will ask them by"), null=True, blank=True)


class PersonaNetwork(Part):
    """Where a persona is found, and how one knows."""

    asked = ("persona", "network", "share", "evidence")
    title = "network"

    persona = CodeOf(_("Persona"), of="persona", blank=False)
    network = Network(_("Network"), blank=False)
    share = Share(_("How many of them are there"), help_text=_("Of a hundred, as well as you know."))
    evidence = models.CharField(_("How we know"), max_length=10, choices=Evidence, default=Evidence.ASSUMED)
    source = Short(_("Source"))
    as_of = models.DateField(_("As of"), null=True, blank=True)
