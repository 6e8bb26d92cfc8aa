from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.strategy.catalogue.kpis import KpiKey

from .fields import CodeOf, CodesOf, Lines, Member, Money, Network, Number, Several, Short, Words
from .part import Part


class Status(models.TextChoices):
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class Tactic(Part):
    """A way of being seen: paid, earned, shared or owned, with an owner and a month."""

    class Peso(models.TextChoices):
        PAID = "paid", _("paid")
        EARNED = "earned", _("earned")
        SHARED = "shared", _("shared")
        OWNED = "owned", _("owned")

    asked = ("name", "peso", "owner", "begins_on", "ends_on", "status", "what")
    small = ("owner", "begins_on", "ends_on", "status")

    name = Short(_("Name"), blank=False)
    peso = models.CharField(_("Kind of visibility"), max_length=6, choices=Peso, default=Peso.SHARED)
    owner = Member(verbose_name=_("Owner"))
    begins_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.PLANNED)
    what = Words(_("What exactly"))
    key = models.CharField(_("From the catalogue"), max_length=6, blank=True, default="", editable=False)
    objective = CodeOf(_("Serves"), of="objective")
    personas = CodesOf(_("For"), of="persona")
    network = Network(_("Network"))
    per_month = Number(_("Times a month"))
    budget = Money(_("Money"))
    expected_reach = models.PositiveIntegerField(_("People it should reach"), null=True, blank=True)
    kpi = KpiKey(_("Counted by"))
    evidence = Words(_("Why it should work"))


class PaidPlan(Part):
    """Money for one month on one network, and its limits."""

    asked = ("network", "month", "budget", "objective")
    title = "network"

    network = Network(_("Network"), blank=False)
    month = models.DateField(_("Month"))
    budget = Money(_("Money"))
    objective = CodeOf(_("Serves"), of="objective")
    boost_rule = Words(_("Which posts we pay for"))
    most_per_mille = Money(_("At most for 1,000 times shown"))
    most_per_click = Money(_("At most for one visit"))


class TermSet(Part):
    """Words by which people find us on a network."""

    asked = ("name", "network", "terms")

    name = Short(_("Name"), blank=False)
    network = Network(_("Network"))
    terms = Lines(_("Words, one on each line"))


class Follow(models.TextChoices):
    """What we never do for followers."""

    BUY = "X01", _("buy followers")
    PODS = "X02", _("agree with others to like each other’s posts")
    BOTS = "X03", _("follow and unfollow by machine")
    MASS = "X04", _("write to many strangers at once")
    FAKE = "X05", _("make accounts that are nobody")
    HIDDEN = "X06", _("reward people without saying so")


class FollowerPlan(Part):
    """How many should follow us on a network by when, and who counts."""

    asked = ("network", "start", "target", "due", "who_counts")
    small = ("target", "due")
    title = "network"

    network = Network(_("Network"), blank=False)
    start = models.PositiveIntegerField(_("Followers today"), null=True, blank=True)
    start_on = models.DateField(_("Counted on"), null=True, blank=True)
    target = models.PositiveIntegerField(_("Followers then"), null=True, blank=True)
    due = models.DateField(_("Until"), null=True, blank=True)
    who_counts = Words(
        _("Who counts"), help_text=_("Whom do you want there: where do they live, what do they like, what language?")
    )
    cost_ceiling = Money(_("At most for one follower"))
    keep_them = Words(_("So that they stay"))
    refused = Several(_("We never"), kinds=Follow)


class FollowerTactic(Part):
    """Something we do so that the right people follow us."""

    asked = ("name", "network", "owner", "begins_on", "ends_on", "expected", "status")
    small = ("owner", "begins_on", "ends_on", "status")

    name = Short(_("Name"), blank=False)
    network = Network(_("Network"))
    owner = Member(verbose_name=_("Owner"))
    begins_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("New followers it should bring"), null=True, blank=True)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.PLANNED)
    what = Words(_("What exactly"))
    key = models.CharField(_("From the catalogue"), max_length=6, blank=True, default="", editable=False)
    cost = Money(_("Money"))
