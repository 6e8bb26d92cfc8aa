from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Member, Money, Number, Short, Words
from .part import Part


class Purpose(Part):
    """For whom and why all of it is done, and what there is to do it with. One a version."""

    class Horizon(models.IntegerChoices):
        YEAR = 12, _("12 months")
        YEAR_AND_HALF = 18, _("18 months")
        TWO_YEARS = 24, _("24 months")
        THREE_YEARS = 36, _("36 months")

    class Review(models.TextChoices):
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        HALF_YEARLY = "half_yearly", _("twice a year")
        YEARLY = "yearly", _("every year")

    asked = ("for_whom", "purpose", "hours_per_week")
    is_single = True
    title = "for_whom"

    for_whom = Short(_("For whom"), max_length=280, help_text=_("Whom should your posts be good for? One sentence."))
    purpose = Words(
        _("Why we do it"), help_text=_("What is better in the world, or in your organisation, because you post?")
    )
    hours_per_week = Number(_("Hours a week"), help_text=_("All of you together, for making, posting and answering."))
    vision = Short(_("Where we want to be"), max_length=280)
    context = Words(_("The situation of the organisation"))
    horizon = models.PositiveSmallIntegerField(_("Looks ahead"), choices=Horizon, null=True, blank=True)
    budget = Money(
        _("Money a year"), help_text=_("For advertising, pictures, tools. Work of your own does not count.")
    )
    currency = models.CharField(_("Currency"), max_length=3, default="EUR", blank=True)
    review = models.CharField(_("We look at it"), max_length=12, choices=Review, default=Review.QUARTERLY)
    next_review_on = models.DateField(_("Next look"), null=True, blank=True)
    accountable = Member(verbose_name=_("Who answers for it"))
    why_this_person = Short(
        _("Why this person"), max_length=280, help_text=_("What do they know about people and about communication?")
    )
