"""What the mirror refuses, in words for the person who asked.

* Refusal
  x NothingToRead   no connected channel lists what stands there
"""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """``str(refusal)`` is the sentence that the person reads."""

    sentence: Any = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NothingToRead(Refusal):
    sentence = _("No connected channel can be looked back on. Connect one, or bring a table.")
