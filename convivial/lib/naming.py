"""What somebody or something is called: one line, and nothing in it that turns the words around it.

Names stand in sentences, subjects of mails, titles and attributes, where no element can keep them apart.
"""

import unicodedata

# Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9). A name reads right without them.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TURNED = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})


def called(name: str) -> str:
    """The name in NFC on one line, without control characters and without ``TURNING``; joiners stay, for emoji and
    Persian need them."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(c for c in line if c not in TURNING and unicodedata.category(c) not in ("Cc", "Cs")).strip()


def turns(text: str) -> bool:
    """Whether something in it is read from the right, or says how its neighbours are read."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in _TURNED for character in text)
