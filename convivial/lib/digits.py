"""Numbers that came from outside, as words."""

LONGEST = 15  # digits: what every part that counts can hold, and no number that takes long to read


def whole(word: str | None, digits: int = LONGEST) -> int | None:
    """A whole number of at most so many digits, and nothing else: no sign, no blank, no digit of another script."""
    return int(word) if word and len(word) <= digits and word.isascii() and word.isdecimal() else None
