"""The dictionary of figures: what each is, out of what, in which unit, and where it misleads.

A ratio over many posts is a ratio of totals, or the typical post, and says which. People are never added up over
networks. Advertising-value equivalents are not in here and never will be: the Barcelona Principles reject them (AMEC,
2010, again in 4.0 of June 2025, principle 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Figure:
    """``denominator`` is never empty; ``level`` as in ``Objective.Level``, ``aggregation`` as in ``Kpi.Aggregation``,
    ``source`` as in ``Kpi.Source``."""

    key: str
    title: Any
    formula: Any
    denominator: Any
    unit: Any
    level: str
    aggregation: str = "sum"
    source: str = "network"
    caveat: Any = ""

    @property
    def is_rate(self) -> bool:
        return self.aggregation in ("ratio", "mean", "median")

    @property
    def is_counted(self) -> bool:
        """Whether it is counted in a period, so that two periods make a sum (clicks, orders, revenue). Else it is a
        level on a day (followers, open deals), a rate, a change that may be below zero, or people of whom two
        periods would count some twice."""
        return self.aggregation == "sum" and self.key not in ("reach", "net_followers", "pipeline")

    @property
    def is_count(self) -> bool:
        """Whether it is always a whole number."""
        return not self.is_rate and self.unit in (PEOPLE, TIMES, VISITS, POSTS)


COUNT = _("a plain count")
PER_CENT = "%"
PEOPLE, TIMES, MINUTES, MONEY = _("people"), _("times"), _("minutes"), _("money")
VISITS, POSTS, SECONDS, POINTS = _("visits"), _("posts"), _("seconds"), _("points")

FIGURES = (
    Figure("posts_published", _("Posts published"), _("posts that went out"), COUNT, POSTS, "activity", "sum", "manual", _("Say whether stories are counted.")),
    Figure("effort_minutes", _("Effort"), _("minutes of each kind of post, added up"), COUNT, MINUTES, "input", "sum", "manual", _("An estimate by kind; nobody’s time is taken.")),
    Figure("reach", _("Reach"), _("different people who saw a post"), COUNT, PEOPLE, "output", "sum", "network", _("Cannot be added up over posts or networks: it is partly the same people.")),
    Figure("impressions", _("Times shown"), _("how often posts were shown"), COUNT, TIMES, "output", "sum", "network", _("Each network counts by its own rule.")),
    Figure("views", _("Views"), _("how often something was seen or played"), COUNT, TIMES, "output", "sum", "network", _("Not comparable between networks, nor before and after 2024, when several changed their rule.")),
    Figure("frequency", _("Times seen by each person"), _("times shown ÷ reach"), _("per person reached"), TIMES, "output", "ratio"),
    Figure("nonfollower_reach", _("Reach beyond our followers"), _("reach among people who do not follow ÷ reach"), _("of those reached"), PER_CENT, "output", "ratio", "network", _("Only some networks tell.")),
    Figure("engagements", _("Interactions"), _("likes + answers + shares + saves"), COUNT, TIMES, "outtake", "sum", "network", _("Say what is counted in; clicks often are, and should not be.")),
    Figure("er_reach", _("Interactions by reach"), _("interactions ÷ reach"), _("of those reached"), PER_CENT, "outtake", "ratio", "network", _("The best sign of how good a post is; X, Bluesky and Mastodon do not tell reach.")),
    Figure("er_impr", _("Interactions by times shown"), _("interactions ÷ times shown"), _("of the times shown"), PER_CENT, "outtake", "ratio"),
    Figure("er_followers", _("Interactions by followers"), _("interactions per post ÷ followers"), _("of the followers, per post"), PER_CENT, "outtake", "ratio", "network", _("Can be compared with others, for it needs only what everybody sees.")),
    Figure("amplification", _("Shares per post"), _("shares ÷ posts"), _("per post"), TIMES, "outtake", "ratio"),
    Figure("conversation", _("Answers per post"), _("answers by others ÷ posts"), _("per post"), TIMES, "outtake", "ratio", "network", _("Without our own answers.")),
    Figure("applause", _("Likes per post"), _("likes ÷ posts"), _("per post"), TIMES, "outtake", "ratio", "network", _("The cheapest sign there is.")),
    Figure("save_rate", _("Saved"), _("saves ÷ reach"), _("of those reached"), PER_CENT, "outtake", "ratio", "network", _("A strong sign that something was useful.")),
    Figure("virality", _("Passed on"), _("shares ÷ times shown"), _("of the times shown"), PER_CENT, "outtake", "ratio"),
    Figure("followers", _("Followers"), _("followers at the end of the period"), COUNT, PEOPLE, "output", "last", "network", _("A stock, not a flow: it only tells with the change beside it.")),
    Figure("net_followers", _("New followers, net"), _("followers at the end − at the beginning"), COUNT, PEOPLE, "output"),
    Figure("follower_growth", _("Growth of followers"), _("new followers ÷ followers at the beginning"), _("of the followers at the beginning"), PER_CENT, "output", "ratio", "network", _("Misleads below a hundred followers.")),
    Figure("unfollow_rate", _("Followers lost"), _("lost ÷ mean number of followers"), _("of the followers"), PER_CENT, "output", "ratio", "network", _("Not every network tells.")),
    Figure("active_followers", _("Followers who take part"), _("followers who did something ÷ followers"), _("of the followers"), PER_CENT, "outtake", "ratio"),
    Figure("mentions", _("Mentions"), _("times somebody names us"), COUNT, TIMES, "outtake", "sum", "manual", _("Depends on the words one looks for.")),
    Figure("sov", _("Share of voice"), _("mentions of us ÷ mentions of us and of the others we named"), _("of all mentions in our circle"), PER_CENT, "outtake", "ratio", "manual", _("Keep the same others and the same words, or it cannot be compared.")),
    Figure("net_sentiment", _("Mood"), _("(friendly − unfriendly) ÷ all"), _("of all mentions judged"), POINTS, "outtake", "ratio", "manual", _("Check a hundred by hand each quarter; irony misleads machines.")),
    Figure("ctr", _("Click rate"), _("clicks on the link ÷ times shown"), _("of the times shown"), PER_CENT, "outtake", "ratio", "network", _("Clicks on the link, not all clicks.")),
    Figure("link_clicks", _("Clicks on links"), _("clicks on links"), COUNT, TIMES, "outtake", "sum", "network", _("Machines click too.")),
    Figure("profile_visits", _("Visits to our profile"), _("visits to the profile"), COUNT, VISITS, "outtake"),
    Figure("visits_social", _("Visits to our website"), _("visits that came from social media"), COUNT, VISITS, "outtake", "sum", "website", _("Who refuses to be counted is missing.")),
    Figure("engaged_visits", _("Visits that stayed"), _("visits of ten seconds or two pages ÷ visits"), _("of the visits"), PER_CENT, "outtake", "ratio", "website"),
    Figure("key_events", _("Actions on our website"), _("sign-ups, orders, downloads, calls"), COUNT, TIMES, "outcome", "sum", "website"),
    Figure("cvr", _("Visits that act"), _("actions ÷ visits"), _("of the visits"), PER_CENT, "outcome", "ratio", "website"),
    Figure("leads", _("Inquiries"), _("new people who asked, and came from social media"), COUNT, PEOPLE, "outcome", "sum", "crm", _("Count each person once.")),
    Figure("lead_rate", _("Visits that ask"), _("inquiries ÷ visits"), _("of the visits"), PER_CENT, "outcome", "ratio", "crm"),
    Figure("sales_accepted", _("Inquiries that sales takes on"), _("taken on ÷ handed over"), _("of the inquiries handed over"), PER_CENT, "outcome", "ratio", "crm", _("By the month of the inquiry, not of the answer.")),
    Figure("orders", _("Orders"), _("orders by people who came from social media"), COUNT, TIMES, "outcome", "sum", "crm"),
    Figure("visitors", _("People on site"), _("people who came and said so"), COUNT, PEOPLE, "outcome", "sum", "manual", _("Ask “How did you hear of us?”.")),
    Figure("applications", _("Applications"), _("applications that name social media"), COUNT, PEOPLE, "outcome", "sum", "manual"),
    Figure("donations", _("Gifts"), _("gifts of people who came from social media"), COUNT, TIMES, "outcome", "sum", "crm"),
    Figure("volunteers", _("New volunteers"), _("people who began to help"), COUNT, PEOPLE, "outcome", "sum", "manual"),
    Figure("newsletter_signups", _("New readers of the newsletter"), _("new addresses from social media"), COUNT, PEOPLE, "outcome", "sum", "website"),
    Figure("pipeline", _("Deals begun"), _("sum of the open deals that began with social media"), COUNT, MONEY, "impact", "sum", "crm"),
    Figure("revenue", _("Revenue"), _("credit × amount of each sale"), COUNT, MONEY, "impact", "sum", "crm", _("Credit is a rule, not a proof: name the rule.")),
    Figure("win_rate", _("Deals won"), _("won ÷ (won + lost)"), _("of the deals that ended"), PER_CENT, "impact", "ratio", "crm"),
    Figure("gift_sum", _("Sum of gifts"), _("sum of the gifts that came through social media"), COUNT, MONEY, "impact", "sum", "crm"),
    Figure("cpm", _("Cost of a thousand times shown"), _("money spent ÷ times shown × 1000"), _("per thousand times shown"), MONEY, "input", "ratio"),
    Figure("cpc", _("Cost of a click"), _("money spent ÷ clicks"), _("per click"), MONEY, "input", "ratio"),
    Figure("cpf", _("Cost of a follower"), _("money spent ÷ new followers"), _("per new follower"), MONEY, "input", "ratio"),
    Figure("cpl", _("Cost of an inquiry"), _("(money + work + tools) ÷ inquiries"), _("per inquiry"), MONEY, "outcome", "ratio", "manual", _("With our own work, or it flatters.")),
    Figure("roi", _("Return"), _("(worth − cost) ÷ cost"), _("of what it cost"), PER_CENT, "impact", "ratio", "manual", _("Worth is what remains, not the turnover; work counts as cost.")),
    Figure("response_rate", _("Questions answered"), _("answered ÷ needing an answer"), _("of those that needed an answer"), PER_CENT, "activity", "ratio"),
    Figure("frt", _("Time to the first answer"), _("first answer by a person − the question, in working hours"), _("per question, the typical one"), MINUTES, "activity", "median", "network", _("Automatic notes do not count.")),
    Figure("sla_hit", _("Answered as promised"), _("answered in time ÷ all"), _("of those that needed an answer"), PER_CENT, "activity", "ratio"),
    Figure("csat", _("Satisfied people"), _("answers 4 and 5 ÷ all answers"), _("of those who answered"), PER_CENT, "outcome", "ratio", "survey", _("Say how many answered.")),
    Figure("nps", _("Would recommend us"), _("share of 9 and 10 − share of 0 to 6"), _("of those who answered"), POINTS, "outcome", "ratio", "survey"),
    Figure("completion", _("Watched to the end"), _("played to the end ÷ begun"), _("of those that began"), PER_CENT, "outtake", "ratio"),
    Figure("avg_watch", _("Time watched"), _("time watched ÷ views"), _("per view"), SECONDS, "outtake", "mean"),
    Figure("advocacy_rate", _("Colleagues who share"), _("who shared ÷ who were asked"), _("of those asked"), PER_CENT, "activity", "ratio", "manual"),
    Figure("referral_self", _("Heard of us on social media"), _("answers that name it ÷ answers"), _("of those who answered"), PER_CENT, "outcome", "ratio", "survey", _("Catches what no link can.")),
    Figure("reviews", _("Reviews"), _("new reviews"), COUNT, TIMES, "outcome", "sum", "manual"),
    Figure("alt_text_cov", _("Pictures with alt text"), _("pictures with alt text ÷ pictures"), _("of the pictures"), PER_CENT, "activity", "ratio", "manual"),
    Figure("plain_cov", _("Posts easy to read"), _("posts within the reading target ÷ posts"), _("of the posts"), PER_CENT, "activity", "ratio", "manual"),
)  # fmt: skip

BY_KEY: dict[str, Figure] = {figure.key: figure for figure in FIGURES}

# Which figures belong to what an objective is about: proposed first, the rest of the dictionary after them.
FOR_KIND: dict[str, tuple[str, ...]] = {
    "awareness": ("reach", "nonfollower_reach", "profile_visits", "referral_self"),
    "reputation": ("net_sentiment", "sov", "reviews"),
    "community": ("conversation", "active_followers", "response_rate"),
    "engagement": ("er_reach", "conversation", "amplification"),
    "traffic": ("visits_social", "engaged_visits", "ctr"),
    "leads": ("leads", "lead_rate", "sales_accepted"),
    "sales": ("orders", "revenue", "visitors"),
    "loyalty": ("csat", "active_followers"),
    "advocacy": ("amplification", "nps", "advocacy_rate"),
    "service": ("response_rate", "frt", "csat"),
    "recruiting": ("applications", "visits_social"),
    "insight": ("mentions", "net_sentiment"),
    "crisis_readiness": ("frt", "response_rate"),
}


def titles(keys: Iterable[str]) -> list[str]:
    return [str(BY_KEY[key].title) for key in keys if key in BY_KEY]


class KpiKey(models.CharField):
    """A key of the dictionary, or none."""

    def __init__(self, *args: Any, **more: Any) -> None:
        usual: dict[str, Any] = {"max_length": 20, "blank": True, "default": ""}
        super().__init__(*args, **(usual | more))

    def formfield(self, **more: Any) -> Any:
        known = sorted(((figure.key, str(figure.title)) for figure in FIGURES), key=lambda each: each[1].casefold())
        return forms.ChoiceField(
            label=self.verbose_name, help_text=self.help_text, required=not self.blank, choices=[("", "–"), *known]
        )
