"""Why a phrase is not taken for a moment."""

from datetime import date, time


class Unclear(ValueError):
    """``reason`` is a key of ``publishing.errors.SENTENCES``; ``one`` and ``other`` are what it could mean."""

    def __init__(self, reason: str, one: date | time | None = None, other: date | None = None) -> None:
        super().__init__(reason)
        self.reason, self.one, self.other = reason, one, other
