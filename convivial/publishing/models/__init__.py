from .attempt import Attempt, Look
from .following import LinkWatch, Preparation, Removal
from .hold import Hold
from .lane import Lane
from .publication import Publication, PublicationQuerySet

__all__ = [
    "Attempt", "Hold", "Lane", "LinkWatch", "Look", "Preparation", "Publication", "PublicationQuerySet", "Removal",
]  # fmt: skip
