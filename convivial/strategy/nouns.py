"""How each noun is called where people add, change and miss it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Called:
    """``many`` heads its part of a page, ``add`` stands on the button, ``none`` is said while there is none.
    ``is_rare``: behind "More"."""

    one: Any
    many: Any
    add: Any
    none: Any
    is_rare: bool = False


NOUNS: dict[str, Called] = {
    "purpose": Called(_("for whom and why"), _("For whom and why"), _("Say for whom"), _("Nobody has said yet for whom you do it.")),
    "persona": Called(_("persona"), _("Personas"), _("Add a persona"), _("Nobody is described yet. Begin with the person you would like to see more often.")),
    "personanetwork": Called(_("where a persona is found"), _("Where they are found"), _("Add a network of a persona"), _("Nothing is noted yet about where your people are found."), is_rare=True),
    "voice": Called(_("voice"), _("How we sound"), _("Describe how you sound"), _("Three words for what you are and three for what you are not would help everybody who writes.")),
    "ownaccount": Called(_("account"), _("Our accounts"), _("Add an account"), _("No account is listed yet. Go through them once a year: name, picture, link, who can get in.")),
    "competitor": Called(_("somebody our people read"), _("Whom else our people read"), _("Add somebody"), _("Who else do your people read? Two or three are enough.")),
    "swotitem": Called(_("strength or weakness"), _("Strengths, weaknesses, chances, dangers"), _("Add a sentence"), _("Only if it helps you to decide."), is_rare=True),
    "businessgoal": Called(_("goal of the organisation"), _("Goals of the organisation"), _("Add a goal"), _("Three to five goals of the organisation itself; every objective serves one.")),
    "objective": Called(_("objective"), _("Objectives"), _("Add an objective"), _("No objective yet. What should be different in three months?")),
    "milestone": Called(_("milestone"), _("Milestones"), _("Add a milestone"), _("No milestones; the way to each objective is taken as even."), is_rare=True),
    "pillar": Called(_("pillar"), _("Pillars"), _("Add a pillar"), _("No pillar yet. What do you keep coming back to?")),
    "pillarexample": Called(_("example of a pillar"), _("Examples"), _("Add an example"), _("Two example posts for each pillar make it clear what belongs there.")),
    "contenttype": Called(_("kind of post"), _("Kinds of posts"), _("Add a kind"), _("No kinds yet. Which do you make, and how long does one take?")),
    "mixshare": Called(_("share of an intention or origin"), _("Intentions and origins"), _("Add a share"), _("How much explaining, inviting, selling? Our own or found?"), is_rare=True),
    "integration": Called(_("link to other work"), _("Together with"), _("Add something"), _("What else do you do, from newsletter to shop window, that posts belong to?")),
    "tactic": Called(_("tactic"), _("Tactics"), _("Add a tactic of your own"), _("No tactic yet. Two or three from the catalogue are a good beginning.")),
    "paidplan": Called(_("money for a month"), _("Money for advertising"), _("Add a month"), _("No money is planned for advertising."), is_rare=True),
    "termset": Called(_("set of words"), _("Words by which people find us"), _("Add words"), _("No words are collected yet."), is_rare=True),
    "followerplan": Called(_("plan for a network"), _("Who and how many"), _("Add a network"), _("No plan yet. Begin with your first network: who should follow you there?")),
    "followertactic": Called(_("way to win followers"), _("What we do for it"), _("Add a way of your own"), _("Nothing is planned yet so that the right people find you.")),
    "kpi": Called(_("KPI"), _("KPIs"), _("Add a figure of your own"), _("No figure yet. Your objectives propose some.")),
    "reportplan": Called(_("report"), _("Who is told"), _("Add a report"), _("Nobody has said yet who is told, and how often."), is_rare=True),
    "funnel": Called(_("funnel"), _("The way"), _("Name the way"), _("The way has no name yet.")),
    "stage": Called(_("stage"), _("Stages"), _("Add a stage"), _("No stage yet. How does somebody who never heard of you become a regular?")),
    "handover": Called(_("hand-over"), _("Hand-over"), _("Add a hand-over"), _("When does somebody else take over an interested person, and how fast do they answer?")),
    "linkpolicy": Called(_("marking of links"), _("How links are marked"), _("Say how links are marked"), _("Nothing is agreed yet about marking links."), is_rare=True),
    "attributionpolicy": Called(_("rule for credit"), _("What gets the credit"), _("Say what gets the credit"), _("Nothing is agreed yet about what gets the credit."), is_rare=True),
    "offer": Called(_("offer"), _("Offers"), _("Add an offer"), _("No offers are noted."), is_rare=True),
    "networkchoice": Called(_("network"), _("Networks"), _("Add a network"), _("No network yet. Where are your people?")),
}  # fmt: skip
