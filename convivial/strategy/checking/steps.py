"""The buttons of next steps that lead into the strategy."""

from django.utils.translation import gettext_lazy as _

from convivial.strategy.checks import Step

STEPS = {
    "type_figure": Step(_("Type a figure"), "figure.type"),
    "fill_in": Step(_("See what is missing")),
    "look_at_objectives": Step(_("Look at the objectives")),
    "look_at_plan": Step(_("Look at the plan")),
    "look_at_figures": Step(_("Look at the figures")),
    "look_at_account": Step(_("Look at the account")),
    "look_at_counts": Step(_("See what was counted")),
    "look_at_tactic": Step(_("Look at it")),
    "look_at_tactics": Step(_("Look at the tactics")),
    "say_where": Step(_("See where they are found")),
    "give_owner": Step(_("See which one")),
}
