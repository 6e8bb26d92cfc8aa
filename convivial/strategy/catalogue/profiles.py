"""What each network is good for, in one sentence; a starting point for people who know their own audience better."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Profile:
    """``rhythm``: posts a week at least, as planned, at most, for a network that one does well."""

    sentence: Any
    role: str
    rhythm: tuple[float, float, float]


PROFILES: dict[str, Profile] = {
    "linkedin": Profile(_("People at work: other firms, colleagues to be, people who know their trade."), "leads", (1, 2, 3)),
    "instagram": Profile(_("Pictures and short videos for people between 18 and 44; stories for those who know you."), "community", (2, 3, 5)),
    "mastodon": Profile(_("Conversation with curious people, science, media and public life; alt text matters there."), "community", (2, 3, 5)),
    "bluesky": Profile(_("Conversation with media, science and people of your trade; small and lively."), "media_relations", (2, 3, 5)),
    "threads": Profile(_("Short conversation, next to Instagram."), "awareness", (1, 2, 4)),
    "facebook": Profile(_("The neighbourhood, people over 30, groups, events and questions."), "service", (1, 2, 4)),
    "x": Profile(_("News, sport, politics; many brands keep it for answers only."), "service", (0, 0.5, 1)),
    "youtube": Profile(_("Found by searching: how something works, for every age."), "awareness", (0.25, 0.5, 1)),
    "tiktok": Profile(_("Being discovered by people under 35 with short videos."), "awareness", (1, 2, 4)),
    "pinterest": Profile(_("People who plan: to build, to cook, to buy."), "traffic", (1, 2, 5)),
    "newsletter": Profile(_("Those who know you best; the list is yours, whatever a network does."), "traffic", (0.25, 0.25, 1)),
}  # fmt: skip


def profile(network: str) -> Profile:
    return PROFILES.get(network, Profile("", "awareness", (1, 1, 2)))
