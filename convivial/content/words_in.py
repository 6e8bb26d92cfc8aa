"""Takes in words as people type or paste them: one form for what is stored, and clear limits."""

import unicodedata

from django.utils.translation import gettext as _

from convivial.lib.blank import is_blank as is_empty

from .errors import NotTaken

__all__ = ["is_empty", "line_taken", "taken"]

LONGEST_TEXT = 40_000  # characters of a post; the longest any network of ours takes is far below
LONGEST_ALT = 2_000
LONGEST_COMMENT = 4_000
LONGEST_NOTE = 500


def taken(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text in NFC with ``\\n`` line ends. Refuses what no network and no database could keep: NUL, halves of
    surrogate pairs, other control characters are dropped silently (they are invisible and come from pasting)."""
    if len(text) > longest:
        raise NotTaken(_("That is too long: %(most)s characters fit here.") % {"most": f"{longest:,}"})
    if any("\ud800" <= character <= "\udfff" for character in text) or "\0" in text:
        raise NotTaken(_("There is a broken character in these words. Paste them again as plain text."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc"))


def line_taken(text: str, longest: int) -> str:
    """One line: a note, an alt text."""
    return " ".join(taken(text, longest).split())
