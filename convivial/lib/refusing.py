"""What an app refuses, in words for the person who asked."""

from typing import Any


class Refusal(Exception):
    """``str(refusal)`` is the sentence that the person reads, in their language. Each app has its own below this."""

    sentence: Any = ""

    def __str__(self) -> str:
        return str(self.sentence)


class Overtaken(Refusal):
    """Somebody else wrote over the same words since they were read: ``revision`` and ``text`` are the newer ones
    (None: where words can follow others, they do), ``by`` wrote them."""

    def __init__(self, text: str | None, revision: int, by: Any = None) -> None:
        super().__init__()
        self.text, self.revision, self.by = text, revision, by
