"""How networks are called and marked, and in which order they stand: for apps that do not know ``networks``."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Called:
    """``title`` as people write it; ``mark`` is a symbol of the sprite."""

    title: object
    mark: str


NETWORKS: dict[str, Called] = {
    "practice": Called(_("Practice network"), "practice"),
    "linkedin": Called("LinkedIn", "linkedin"),
    "instagram": Called("Instagram", "instagram"),
    "mastodon": Called("Mastodon", "mastodon"),
    "bluesky": Called("Bluesky", "bluesky"),
    "threads": Called("Threads", "threads"),
    "facebook": Called("Facebook", "facebook"),
    "x": Called("X", "x"),
    "youtube": Called("YouTube", "youtube"),
    "tiktok": Called("TikTok", "tiktok"),
    "pinterest": Called("Pinterest", "pinterest"),
    "newsletter": Called(_("Newsletter"), "newsletter"),
}


def title(network: str) -> str:
    return str(NETWORKS[network].title) if network in NETWORKS else network.capitalize()


def mark(network: str) -> str:
    return NETWORKS[network].mark if network in NETWORKS else "convivial"


def rank(network: str) -> int:
    """Where a network stands in a list; what is not known stands last."""
    known = list(NETWORKS)
    return known.index(network) if network in NETWORKS else len(known)
