"""Who determines the strategy of a workspace."""

from convivial.team.acts import STRATEGIST
from convivial.team.models import User, Workspace


def is_alone(workspace: Workspace, person: User) -> bool:
    """Whether nobody else could be the second pair of eyes."""
    others = workspace.memberships.filter(roles__name=STRATEGIST, user__is_active=True)
    return not others.exclude(user=person).exists()


def names(workspace: Workspace) -> list[str]:
    found = workspace.memberships.filter(roles__name=STRATEGIST, user__is_active=True)
    return list(found.order_by("user__name").values_list("user__name", flat=True))
