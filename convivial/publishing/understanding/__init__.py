"""Understands when somebody means: "tomorrow 9", "next Monday at 17:30", "morgen früh", "31.12. 23:59"."""

from .phrases import USUAL, Unclear, understand

__all__ = ["USUAL", "Unclear", "understand"]
