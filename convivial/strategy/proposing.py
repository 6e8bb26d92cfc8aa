"""Where the first words of the four answers may come from, besides the starting sets: other apps say so.

proposing.propose("mirror", proposals)        # proposals(workspace) -> the first words, by field of ``StartForm``
words = proposing.proposed("mirror", workspace)
"""

from collections.abc import Callable
from typing import Any

from convivial.team.models import Workspace

PILLARS, NETWORKS = 5, 6  # that can be answered at most

Proposals = Callable[[Workspace], dict[str, Any]]
_proposals: dict[str, Proposals] = {}


def propose(source: str, proposals: Proposals) -> None:
    _proposals[source] = proposals


def proposed(source: str, workspace: Workspace) -> dict[str, Any]:
    """Empty where nobody knows the source, or it has nothing to say."""
    return _proposals[source](workspace) if source in _proposals else {}
