"""The checks that wait for what the house cannot do yet: each once, with what brings its facts (B.3)."""

from django.utils.translation import gettext_lazy as _

from convivial.strategy.checks import Later

IDEAS = _("comes with the place for ideas")
CAMPAIGNS = _("comes with campaigns")
VISITS = _("comes with visits and inquiries")
CUSTOMERS = _("comes with the list of customers")
COSTS = _("comes with the costs of advertising")
WHO = _("comes with figures about followers")
REACH = _("comes with networks that tell how many people saw a post")

LATER = (
    Later("E1.idea_cover", "content", _("How long the ideas of each pillar last"), IDEAS),
    Later("E1.idea_age", "content", _("Ideas that have been lying for long"), IDEAS),
    Later("E1.voice_of_people", "content", _("Ideas that came from real people"), IDEAS),
    Later("E1.origin", "content", _("Our own, found, from others: where the posts come from"), IDEAS),
    Later("E1.intent", "content", _("Explaining, inviting, selling: the intentions"), _("comes when posts say their intention")),
    Later("E1.promo_ratio", "content", _("How much of it is selling"), _("comes when posts say their intention")),
    Later("E1.repurpose", "content", _("What becomes of one large piece"), _("comes when posts say what they were made from")),
    Later("E1.integration", "content", _("Campaigns that go beyond social media"), CAMPAIGNS),
    Later("E2.concentration", "networks", _("Does too much hang on one network?"), VISITS),
    Later("E3.reach_trend", "visibility", _("People reached, next to the plan"), REACH),
    Later("E3.noncore_reach", "visibility", _("How many who do not follow us yet see us"), REACH),
    Later("E3.budget_pace", "visibility", _("Money spent, next to the plan"), COSTS),
    Later("E3.paid_dependency", "visibility", _("How much of it is bought"), COSTS),
    Later("E3.earned", "visibility", _("How often others speak of us"), _("comes with listening")),
    Later("E3.advocacy_rate", "visibility", _("Colleagues who share"), _("comes with the posts of colleagues")),
    Later("E5.net", "followers", _("Who came, and who left again"), _("comes with networks that tell who left")),
    Later("E5.churn", "followers", _("How many leave us"), _("comes with networks that tell who left")),
    Later("E5.quality", "followers", _("Are the new followers the people whom we mean?"), WHO),
    Later("E5.cost_per_follower", "followers", _("What a new follower costs"), COSTS),
    Later("E5.owned_capture", "followers", _("Followers who read the newsletter, too"), _("comes with the newsletter’s list")),
    Later("E6.benchmark_mismatch", "kpis", _("Comparisons that cannot be compared"), _("comes when the figure of others says out of what it is counted")),
    Later("E6.definition_changed", "kpis", _("Figures that a network counts in another way than before"), _("comes with networks that have changed how they count")),
    Later("E7.untagged", "funnel", _("Links without a mark"), _("comes with marked links")),
    Later("E7.handover_time", "funnel", _("How fast somebody takes over"), _("comes with inquiries")),
    Later("E7.sales_feedback", "funnel", _("Inquiries that sales takes on"), _("comes with inquiries")),
    Later("E7.attr_gap", "funnel", _("People who heard of us, and no link tells"), CUSTOMERS),
    Later("E7.revenue_per_hour", "funnel", _("What an hour of work brings in"), CUSTOMERS),
)  # fmt: skip
