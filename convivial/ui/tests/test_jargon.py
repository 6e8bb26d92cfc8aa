"""No technical word stands where a communicator can read it; each trade word is explained in the glossary."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from convivial.ui import jargon, words
from convivial.ui.glossary import TERMS

# Rooms of installers, who speak so among themselves, and the programs that only they read.
INSTALLERS = {"desk", "work"}
PAGES = ("desk/", "first_run", "management/")
APPS = [folder for folder in words.apps() if folder.name not in INSTALLERS]
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", re.S)
SPOKEN = re.compile(r'(?:title|aria-label|placeholder|alt)="([^"{]+)"')


def catalogue(app: Path) -> Iterator[tuple[str, str]]:
    """Every text of an app with where it comes from: as found in the sources, and as translated."""
    for entry in words.found(app).values():
        if not all(any(page in file for page in PAGES) for file, _ in entry.occurrences):
            yield entry.occurrences[0][0], f"{entry.msgid} {entry.msgid_plural}"
    for language in words.LANGUAGES:
        file = words.po_file(app, language)
        for entry in polib.pofile(str(file)) if file.is_file() else []:
            if not all(any(page in name for page in PAGES) for name, _ in entry.occurrences):
                yield language, " ".join([entry.msgstr, *entry.msgstr_plural.values()])


def bare(app: Path) -> Iterator[tuple[str, str]]:
    """What stands in a template outside of gettext."""
    for file in sorted(app.glob("templates/**/*.html")):
        if not any(page in str(file) for page in PAGES):
            source = file.read_text()
            yield file.name, " ".join([MARKUP.sub(" ", source), *SPOKEN.findall(source)])


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_no_technical_word_is_read_by_a_communicator(app: Path) -> None:
    seen = [(where, jargon.found_in(text), text.strip()) for where, text in [*catalogue(app), *bare(app)]]
    assert [(where, found, text[:120]) for where, found, text in seen if found] == []


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_trade_word_is_in_the_glossary(app: Path) -> None:
    needed = set().union(*(jargon.trade_in(text) for _, text in catalogue(app)))
    assert needed - set(TERMS) == set()


@pytest.mark.parametrize(
    "text", ["Your session has ended", "Die Anfrage ist ungültig", "Enter the URL", "An error occurred"]
)
def test_a_technical_word_is_noticed(text: str) -> None:
    assert jargon.found_in(text)


@pytest.mark.parametrize(
    "text", ["You are no longer signed in", "See https://harbour.example", "Idea", "@token.example"]
)
def test_plain_words_pass(text: str) -> None:
    assert jargon.found_in(text) == []
