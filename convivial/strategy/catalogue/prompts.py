"""Where ideas come from when nobody has one: from people, first of all."""

from django.utils.translation import gettext_lazy as _

PROMPTS = (
    _("A question that customers asked this month"),
    _("Something that sales hears again and again"),
    _("A mistake we made, and how we put it right"),
    _("A day in the life of one of us"),
    _("Before and after"),
    _("What people believe, and what is true"),
    _("One word of our trade, explained"),
    _("A customer, in their own words"),
    _("What one of us likes best"),
    _("Ask for an opinion, and tell what changed because of it"),
    _("Something in the neighbourhood"),
    _("The season, or a day in the year"),
    _("A number from our own work"),
    _("What we would tell a friend"),
)
