"""In which language a strategy is handed out: the one that was asked for, else the one in which it was begun, else
that of whoever hands it out."""

from django.conf import settings
from django.utils import translation

from .models import Version

KNOWN = dict(settings.LANGUAGES)  # each in its own words


def language_of(version: Version, asked: str = "") -> str:
    wanted = (asked, version.language.partition("-")[0], (translation.get_language() or "").partition("-")[0])
    return next((each for each in wanted if each in KNOWN), settings.LANGUAGE_CODE)
