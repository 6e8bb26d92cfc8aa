from .publication import Attempt, Hold, Publication

__all__ = ["Attempt", "Hold", "Publication"]
