from .attempt import Attempt, Look
from .doubt import Doubt
from .following import LinkWatch, Preparation, Removal
from .hold import Hold
from .lane import Lane
from .plan import Plan
from .publication import Publication, PublicationQuerySet
from .slot import Discarding, Slot, SlotQuerySet, Taking

__all__ = [
    "Attempt", "Discarding", "Doubt", "Hold", "Lane", "LinkWatch", "Look", "Plan", "Preparation", "Publication",
    "PublicationQuerySet", "Removal", "Slot", "SlotQuerySet", "Taking",
]  # fmt: skip
