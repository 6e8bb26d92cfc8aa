"""The buttons of next steps that lead into the strategy, and the checks that wait for what the house cannot do yet."""

from django.utils.translation import gettext_lazy as _

from convivial.strategy.checks import Later, Step

STEPS = {
    "type_figure": Step(_("Type a figure"), "figure.type"),
    "fill_in": Step(_("See what is missing")),
    "look_at_objectives": Step(_("Look at the objectives")),
    "look_at_plan": Step(_("Look at the plan")),
    "look_at_tactic": Step(_("Look at it")),
    "look_at_tactics": Step(_("Look at the tactics")),
    "say_where": Step(_("See where they are found")),
    "give_owner": Step(_("See which one")),
}

LATER = (
    Later("E1.idea_cover", "content", _("How long the ideas of each pillar last"), _("comes with the place for ideas")),
    Later("E1.intent", "content", _("Explaining, inviting, selling: the intentions"), _("comes when posts say their intention")),
    Later("E1.origin", "content", _("Our own, found, from others: where the posts come from"), _("comes with the place for ideas")),
    Later("E1.fatigue", "content", _("Posts that repeat themselves"), _("comes with the mirror of what was posted")),
    Later("E2.role_fit", "networks", _("Does each network bring what it is there for?"), _("comes with visits and inquiries")),
    Later("E3.budget_pace", "visibility", _("Money spent, next to the plan"), _("comes with the costs of advertising")),
    Later("E5.quality", "followers", _("Are the new followers the people whom we mean?"), _("comes with figures about followers")),
    Later("E6.anomaly", "kpis", _("Figures that jump"), _("comes with longer series of figures")),
    Later("E7.untagged", "funnel", _("Links without a mark"), _("comes with marked links")),
    Later("E7.handover_time", "funnel", _("How fast somebody takes over"), _("comes with inquiries")),
    Later("E7.leak", "funnel", _("Where most people get lost on the way"), _("comes with visits and inquiries")),
)  # fmt: skip
