from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Lines, Words
from .part import Part


class Voice(Part):
    """How the organisation sounds. One a version."""

    class Formality(models.IntegerChoices):
        CHATTY = 1, _("as among friends")
        RELAXED = 2, _("relaxed")
        FRIENDLY = 3, _("friendly and clear")
        CORRECT = 4, _("correct")
        FORMAL = 5, _("formal")

    asked = ("we_are", "we_are_not", "formality", "samples")
    is_single = True
    title = "we_are"

    we_are = Lines(_("We are"), help_text=_("Three or four words, one on each line."))
    we_are_not = Lines(_("We are not"))
    formality = models.PositiveSmallIntegerField(_("How we speak"), choices=Formality, null=True, blank=True)
    samples = Words(_("A post that sounds like us"))
    words_we_use = Lines(_("Words we use"))
    words_we_avoid = Lines(_("Words we avoid"))
    emoji = Words(_("Emoji"))
    people = Words(_("How we speak of people"), help_text=_("First names or last names, gender, titles …"))
