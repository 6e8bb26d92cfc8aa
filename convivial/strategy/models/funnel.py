from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.strategy.catalogue.kpis import KpiKey

from .fields import CodeOf, CodesOf, Lines, Member, Money, Number, Several, Share, Short, Words
from .part import Part
from .pillar import MixShare


class Funnel(Part):
    """Whether there is a way from hearing of us to acting, and what we call it. One a version."""

    asked = ("is_on", "name", "note")
    is_single = True

    is_on = models.BooleanField(_("We have one"), default=True)
    name = Short(_("What we call it"), help_text=_("Such as “From passer-by to regular”."))
    note = Words(_("In one sentence"))
    model = models.CharField(_("Modelled on"), max_length=20, blank=True, default="", editable=False)


class Stage(Part):
    """A step on the way, in the organisation’s own words, and what our posts do there."""

    class Owner(models.TextChoices):
        MARKETING = "marketing", _("communication")
        SALES = "sales", _("sales")
        SERVICE = "service", _("service")

    asked = ("name", "definition", "our_job", "share", "conversion", "days", "owner")
    small = ("conversion", "days")

    name = Short(_("Name"), max_length=60, blank=False)
    definition = Words(_("Somebody is here when"), help_text=_("In plain words: by what do you notice it?"))
    our_job = Words(_("What our posts do here"))
    share = Share(_("Share of the posts"))
    conversion = Share(_("Go on to the next"), help_text=_("Of a hundred, how many?"))
    days = Number(_("Days until then"))
    owner = models.CharField(_("Who looks after it"), max_length=10, choices=Owner, default=Owner.MARKETING)
    intents = Several(_("Posts that"), kinds=MixShare.Key)
    personas = CodesOf(_("For"), of="persona")
    kpi = KpiKey(_("Counted by"))
    entry = Short(_("Begins with"))
    exit = Short(_("Ends with"))
    crm = Short(_("In our list of customers it is called"))


class HandOver(Part):
    """Where an interested person goes over to sales or service, and how fast."""

    asked = ("rule", "within_hours", "owner")
    title = "rule"

    rule = Short(_("Handed over when"), max_length=280, blank=False)
    within_hours = Number(_("Answered within, in hours"))
    owner = Member(verbose_name=_("Who takes over"))
    no_because = Lines(_("Reasons to hand back"))
    feedback = Words(_("How we hear what became of it"))


class LinkPolicy(Part):
    """How links are marked, so that visits can be told apart. One a version."""

    asked = ("medium", "campaign", "note")
    is_single = True
    title = "medium"

    medium = Short(_("Medium"), max_length=40, help_text=_("The same word for every post, such as “social”."))
    paid_medium = Short(_("Medium of paid posts"), max_length=40)
    campaign = Short(_("How campaigns are named"))
    note = Words(_("Note"))


class AttributionPolicy(Part):
    """Which posts get credit for what somebody did. One a version."""

    class Model(models.TextChoices):
        FIRST = "first", _("the first contact")
        LAST = "last", _("the last contact")
        LINEAR = "linear", _("all alike")
        DECAY = "time_decay", _("the later, the more")
        POSITION = "position", _("mostly the first and the last")

    asked = ("credit", "days", "what_counts")
    is_single = True
    title = "what_counts"

    credit = Several(_("Credit goes to"), kinds=Model)
    days = models.PositiveSmallIntegerField(_("Looking back, in days"), null=True, blank=True)
    what_counts = Words(_("What counts as success"))
    value = Words(_("What one is worth"))


class Offer(Part):
    """Something for people to take: a trial, a guide, a voucher."""

    asked = ("name", "address", "stage")

    name = Short(_("Name"), blank=False)
    address = Short(_("Address"), max_length=300)
    stage = CodeOf(_("Stage of the funnel"), of="stage")
    what = Words(_("What one gets"))
    value = Money(_("Worth"))
