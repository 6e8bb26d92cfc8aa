"""What the owner of a tactic says about it."""

from typing import Any

from convivial.team.access import may
from convivial.team.models import User

from .models import Part


def is_theirs(person: User, act: str, thing: Any) -> bool:
    """A tactic is reported by its owner or by a strategist; everything else is none of our business."""
    if act != "tactic.report" or not isinstance(thing, Part):
        return True
    return getattr(thing, "owner_id", None) == person.pk or may(person, "strategy.change", thing.workspace)
