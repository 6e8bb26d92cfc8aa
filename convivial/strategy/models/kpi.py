from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.strategy.catalogue.kpis import KpiKey

from .fields import Member, Network, Number, Short, Words
from .objective import Objective
from .part import Part


class Kpi(Part):
    """One of the few figures by which we decide whether it goes well. Its denominator is part of it."""

    class Aggregation(models.TextChoices):
        SUM = "sum", _("added up")
        MEAN = "mean", _("mean of the posts")
        MEDIAN = "median", _("the typical post")
        RATIO = "ratio", _("one total divided by the other")
        LAST = "last", _("the last value")

    class Source(models.TextChoices):
        NETWORK = "network", _("the network tells")
        WEBSITE = "website", _("the figures of our website")
        CRM = "crm", _("our list of customers")
        HAND = "manual", _("somebody types it")
        TABLE = "csv", _("a table")
        SURVEY = "survey", _("we ask people")

    asked = ("key", "label", "denominator", "baseline", "target", "owner", "watch", "act")
    small = ("target", "watch", "act", "owner")
    title = "label"

    key = KpiKey(_("From the dictionary"))
    label = Short(_("What we call it"), max_length=80, blank=False)
    denominator = Short(
        _("Out of what"), help_text=_("Of how many? “Per post”, “of those who saw it”, or “a plain count”.")
    )
    baseline = Number(_("Today"))
    target = Number(_("We want"))
    owner = Member(verbose_name=_("Owner"))
    watch = Number(_("Look closer from"))
    act = Number(_("Do something from"))
    unit = Short(_("Unit"), max_length=40)
    network = Network(_("Only on"))
    aggregation = models.CharField(_("Put together"), max_length=8, choices=Aggregation, default=Aggregation.SUM)
    source = models.CharField(_("Where it comes from"), max_length=8, choices=Source, default=Source.NETWORK)
    level = models.CharField(_("What it tells"), max_length=10, choices=Objective.Level, blank=True, default="")
    benchmark = Number(_("What others have"))
    benchmark_source = Short(_("Who says so"))
    note = Words(_("Note"))


class ReportPlan(Part):
    """Who is told, how often, and what."""

    class Audience(models.TextChoices):
        TEAM = "team", _("the team")
        MANAGEMENT = "management", _("the management")
        BOARD = "board", _("the board")

    class Every(models.TextChoices):
        WEEK = "week", _("every week")
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every quarter")

    asked = ("audience", "every", "what")
    title = "audience"

    audience = models.CharField(_("For"), max_length=12, choices=Audience, default=Audience.TEAM)
    every = models.CharField(_("How often"), max_length=8, choices=Every, default=Every.MONTH)
    what = Words(_("What it tells"))

    def __str__(self) -> str:
        return str(self.get_audience_display())
