"""What looks like one thing and is another: characters that turn the direction of reading, hosts that imitate."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

from .finding import addresses_in, disguised, host_of

OVERRIDES = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")  # the others are needed in right-to-left texts
# Cyrillic, Greek and Armenian letters that are drawn like Latin ones (Unicode UTS 39, a few of its confusables).
LOOK_ALIKE = frozenset("аеорсухіјѕԁһԛԝѵгьαοεινρτυχοօսցհոʋ")
SCRIPTS_THAT_IMITATE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def turns_direction(text: str) -> bool:
    return not OVERRIDES.isdisjoint(text)


def imitating_addresses(text: str) -> list[str]:
    """Addresses whose host mixes scripts or is made of look-alike letters, and those with a name before the host."""
    return [address for address in addresses_in(text) if _imitates(host_of(address))] + disguised(text)


def placeholder_in(text: str) -> str:
    """The first words that somebody meant to replace; "" when there are none."""
    match = _placeholders().search(text)
    return match[0][:60] if match else ""


def _imitates(host: str) -> bool:
    return any(_label_imitates(_spelled(label)) for label in re.split(r"[.。．]", host))


def _label_imitates(label: str) -> bool:
    letters = [character for character in label if character.isalpha()]
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
    imitating = scripts.intersection(SCRIPTS_THAT_IMITATE)
    return bool(imitating) and ("LATIN" in scripts or all(letter.lower() in LOOK_ALIKE for letter in letters))


def _spelled(label: str) -> str:
    """A label as people see it: ``xn--…`` in its own letters."""
    if not label.lower().startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


@cache
def _placeholders() -> "re.Pattern[str]":
    patterns = json.loads((Path(__file__).parent / "placeholders.json").read_text())
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
