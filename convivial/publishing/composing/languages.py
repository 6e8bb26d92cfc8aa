"""The languages in which a post can be written, named in the reader's own."""

from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "bg", "el", "tr", "da", "sv",
    "nb", "fi", "et", "lv", "lt", "ga", "ca", "eu", "gl", "uk", "ru", "sr", "mk", "sq", "ar", "he", "fa", "hi", "ja",
    "ko", "zh-hans", "zh-hant", "vi", "th", "id",
)  # fmt: skip


class Language(NamedTuple):
    code: str
    name: str


def name(code: str) -> str:
    """As Unicode's collection of names (CLDR) says it: “Norwegian Bokmål”, “Norwegisch (Bokmål)”."""
    try:
        said = Locale.parse(code, sep="-").get_display_name(get_language() or "en") or code
    except (UnknownLocaleError, ValueError):
        return code
    return said[:1].upper() + said[1:]


def choices(first: tuple[str, ...] = ()) -> list[Language]:
    """Those in use first, then the others by name."""
    rest = sorted((Language(code, name(code)) for code in LANGUAGES if code not in first), key=lambda each: each.name)
    return [Language(code, name(code)) for code in first] + rest
