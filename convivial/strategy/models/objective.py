from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.strategy.catalogue.kpis import KpiKey

from .fields import CodeOf, CodesOf, Member, Number, Short, Words
from .part import Part


class BusinessGoal(Part):
    """What the organisation itself wants; objectives serve it."""

    asked = ("text", "why")
    title = "text"

    text = Short(
        _("Goal"), max_length=280, blank=False, help_text=_("What does the organisation itself want to reach?")
    )
    why = Words(_("Why"))
    owner = Member(verbose_name=_("Owner"))


class Objective(Part):
    """What should be different by a certain day, with a number to tell."""

    class Verb(models.TextChoices):
        INCREASE = "increase", _("more")
        DECREASE = "decrease", _("less")
        KEEP = "keep_between", _("keep between")

    class Kind(models.TextChoices):
        AWARENESS = "awareness", _("being known")
        REPUTATION = "reputation", _("good name")
        COMMUNITY = "community", _("community")
        ENGAGEMENT = "engagement", _("taking part")
        TRAFFIC = "traffic", _("visits")
        LEADS = "leads", _("inquiries")
        SALES = "sales", _("sales")
        LOYALTY = "loyalty", _("loyalty")
        ADVOCACY = "advocacy", _("being recommended")
        SERVICE = "service", _("service")
        RECRUITING = "recruiting", _("finding colleagues")
        INSIGHT = "insight", _("learning about people")
        CRISIS = "crisis_readiness", _("ready for a crisis")

    class Curve(models.TextChoices):
        LINEAR = "linear", _("evenly")
        FRONT = "front_loaded", _("more at the beginning")
        BACK = "back_loaded", _("more towards the end")
        SEASONAL = "seasonal", _("with the seasons")
        CUSTOM = "custom", _("by milestones")

    class Level(models.TextChoices):
        INPUT = "input", _("what we put in")
        ACTIVITY = "activity", _("what we do")
        OUTPUT = "output", _("who saw it")
        OUTTAKE = "outtake", _("what people made of it")
        OUTCOME = "outcome", _("what they did")
        IMPACT = "impact", _("what it brought us")

    asked = ("statement", "verb", "kpi", "baseline", "target", "unit", "start", "due", "goal", "owner")
    small = ("target", "due", "owner")
    title = "statement"

    statement = Short(
        _("Objective"),
        max_length=280,
        blank=False,
        help_text=_("As you would say it: “More people come to our tastings.”"),
    )
    verb = models.CharField(_("Which way"), max_length=12, choices=Verb, default=Verb.INCREASE)
    kpi = KpiKey(_("Counted by"))
    baseline = Number(_("From"), help_text=_("How it is now. Leave it empty while you do not know."))
    baseline_period = Short(_("Counted over"), help_text=_("Such as: the last 90 days"))
    target = Number(_("To"))
    target_top = Number(_("At most"), help_text=_("Only for “keep between”."))
    unit = Short(_("Unit"), max_length=40, help_text=_("People, visits, euros …"))
    start = models.DateField(_("Begins"), null=True, blank=True)
    due = models.DateField(_("Until"), null=True, blank=True)
    goal = CodeOf(_("Serves the goal"), of="businessgoal")
    owner = Member(verbose_name=_("Owner"))
    kind = models.CharField(_("About"), max_length=20, choices=Kind, blank=True, default="")
    personas = CodesOf(_("For"), of="persona")
    stage = CodeOf(_("Stage of the funnel"), of="stage")
    is_primary = models.BooleanField(_("One of the most important"), default=True)
    curve = models.CharField(_("Grows"), max_length=14, choices=Curve, default=Curve.LINEAR)
    confidence = models.PositiveSmallIntegerField(_("How likely we think it is, in per cent"), null=True, blank=True)
    level = models.CharField(_("What it tells"), max_length=10, choices=Level, blank=True, default="")
    note = Words(_("Note"))

    @property
    def days(self) -> int | None:
        return (self.due - self.start).days if self.start and self.due else None

    @property
    def horizon(self) -> str:
        """Short up to three months, long from a year on; empty while there is no day."""
        if self.days is None:
            return ""
        return "short" if self.days <= 92 else "long" if self.days >= 365 else "medium"


class Milestone(Part):
    """How far an objective should be on a day in between."""

    asked = ("objective", "on", "value")
    title = "on"

    objective = CodeOf(_("Objective"), of="objective", blank=False)
    on = models.DateField(_("On"))
    value = Number(_("Value"))
