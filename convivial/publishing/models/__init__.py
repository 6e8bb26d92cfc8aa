from .attempt import Attempt, Look
from .doubt import Doubt
from .following import LinkWatch, Preparation, Removal
from .hold import Hold
from .lane import Lane
from .plan import Plan
from .publication import Publication, PublicationQuerySet

__all__ = [
    "Attempt", "Doubt", "Hold", "Lane", "LinkWatch", "Look", "Plan", "Preparation", "Publication",
    "PublicationQuerySet", "Removal",
]  # fmt: skip
