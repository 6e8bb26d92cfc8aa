"""The chapters as people read them: in this order, each with two sentences that say what it is for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Chapter:
    """``nouns``: what stands in it, the main one first; ``key_noun``: without one confirmed the chapter is not
    written. ``is_counted``: one of the seven."""

    slug: str
    title: Any
    heading: Any
    about: Any
    nouns: tuple[str, ...]
    key_noun: str
    icon: str
    is_counted: bool = True


CHAPTERS = (
    Chapter(
        "people", _("People"), _("Whom it is for"),
        _("Everything else follows from the people whom your posts should be good for. Describe two or three as if you were telling a colleague about them; you can check with real ones later."),
        ("purpose", "persona", "personanetwork", "voice"), "persona", "users", is_counted=False,
    ),
    Chapter(
        "objectives", _("Objectives"), _("What should be different"),
        _("An objective says what should be different by a certain day, with a number to tell. Keep them few, some for the next weeks and some for the long run, and let each serve a goal of the organisation itself."),
        ("objective", "businessgoal", "milestone"), "objective", "target",
    ),
    Chapter(
        "content", _("Content"), _("What we talk about"),
        _("Three to five themes that you keep coming back to, each with its share of the posts. Two examples each say more than any description."),
        ("pillar", "pillarexample", "contenttype", "mixshare", "integration"), "pillar", "palette",
    ),
    Chapter(
        "visibility", _("Visibility"), _("How people get to see it"),
        _("Good posts that nobody sees help nobody. Choose a few ways of being seen, paid, earned, shared or owned, and give each an owner and a month."),
        ("tactic", "paidplan", "termset"), "tactic", "eye",
    ),
    Chapter(
        "followers", _("Followers"), _("Who should stay with us"),
        _("Followers are people who want to hear from you again. Say who counts, how many you expect by when, and what you will never do for it."),
        ("followerplan", "followertactic"), "followerplan", "heart",
    ),
    Chapter(
        "kpis", _("KPIs"), _("The few figures that we watch"),
        _("Five to seven figures by which you decide, not everything that can be counted. Each says out of what it is counted, for otherwise nobody can compare."),
        ("kpi", "reportplan"), "kpi", "gauge",
    ),
    Chapter(
        "funnel", _("Funnel"), _("From hearing of us to acting"),
        _("The way that people go with you, in your own words, and what your posts do at each step. If there is no such way at your house, switch it off."),
        ("funnel", "stage", "handover", "offer", "linkpolicy", "attributionpolicy"), "stage", "funnel",
    ),
    Chapter(
        "networks", _("Networks"), _("Networks, in this order"),
        _("Better two networks done well than five done badly. Say for each what it is there for, how often you post, and who looks after it."),
        ("networkchoice",), "networkchoice", "waves",
    ),
    Chapter(
        "situation", _("Situation"), _("Where we stand"),
        _("What is there already: your own accounts and whether they are in order, and who else your people read. It makes the choices of the other chapters easier to explain."),
        ("ownaccount", "competitor", "swotitem"), "ownaccount", "map-pin", is_counted=False,
    ),
)  # fmt: skip

BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}
TABS = tuple(chapter for chapter in CHAPTERS if chapter.slug != "situation")
COUNTED = tuple(chapter for chapter in CHAPTERS if chapter.is_counted)
OF_NOUN = {noun: chapter for chapter in CHAPTERS for noun in chapter.nouns}
