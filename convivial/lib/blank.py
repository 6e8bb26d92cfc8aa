"""Words of which nobody would see anything."""

import unicodedata

BLANK = "\u115f\u1160\u3164\uffa0\u2800"  # letters and patterns that draw nothing


def is_blank(text: str) -> bool:
    """Spaces, zero-width characters, fillers, and nothing else."""
    return not any(
        not c.isspace() and c not in BLANK and unicodedata.category(c) not in ("Cf", "Cc", "Mn", "Me") for c in text
    )
