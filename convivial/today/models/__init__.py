from .habits import Habits, PutAway, Wish
from .letter import Letter
from .notice import Cursor, Notice

__all__ = ["Cursor", "Habits", "Letter", "Notice", "PutAway", "Wish"]
