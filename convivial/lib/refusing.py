"""What an app refuses, in words for the person who asked."""

from typing import Any


class Refusal(Exception):
    """``str(refusal)`` is the sentence that the person reads, in their language. Each app has its own below this."""

    sentence: Any = ""

    def __str__(self) -> str:
        return str(self.sentence)
