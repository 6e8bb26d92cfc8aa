from .look import Look
from .meeting import Closing, Meeting, Presence
from .said import Decided, Judgement, Opening, Words

__all__ = ["Closing", "Decided", "Judgement", "Look", "Meeting", "Opening", "Presence", "Words"]
