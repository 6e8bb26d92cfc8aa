"""What the mirror proposes for a strategy's four answers: pillars from themes, networks by what was done there."""

from typing import Any

from convivial.networks.models import Channel
from convivial.strategy import proposing
from convivial.team.models import Workspace
from convivial.ui import vocabulary

from .models import Drawn
from .telling import title

PILLAR = 60


def proposals(workspace: Workspace) -> dict[str, Any]:
    """The first words of the form; empty where there is no mirror."""
    drawn = Drawn.objects.filter(workspace=workspace).first()
    if drawn is None or not drawn.shown:
        return {}
    themes = [title(each["words"])[:PILLAR] for each in drawn.shown["themes"]]
    words = {f"pillar_{place}": theme for place, theme in enumerate(themes[: proposing.PILLARS], 1)}
    networks = _networks(workspace, [each["channel"] for each in drawn.shown["channels"] if each["posts"]])
    return words | {f"network_{place}": name for place, name in enumerate(networks[: proposing.NETWORKS], 1)}


def _networks(workspace: Workspace, keys: list[str]) -> list[str]:
    """In the order of the channels, each once."""
    known = dict(Channel.objects.filter(workspace=workspace, code__in=keys).values_list("code", "network"))
    found = [known.get(key, key.removeprefix("network:")) for key in keys]
    return [name for name in dict.fromkeys(found) if name in vocabulary.NETWORKS and name != "practice"]


def register() -> None:
    proposing.propose("mirror", proposals)
