"""What no page may contain: colours outside of the tokens, inline styles and scripts, icons that nobody drew."""

import re
from pathlib import Path

import pytest

from convivial.ui import words

PRODUCT = words.PRODUCT
UI = PRODUCT / "ui"
TEMPLATES = [
    file for file in sorted(PRODUCT.glob("**/*.html")) if "tests" not in file.parts and "mail" not in file.parts
]
STYLES = [file for file in sorted(PRODUCT.glob("**/styles/**/*.css")) if file.name != "tokens.css"]
SCRIPTS = sorted((UI / "scripts").rglob("*.js"))
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an inline style sheet": re.compile(r"<style[\s>]", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"hx-on", re.I),
    "js:": re.compile(r"=[\"'](?:js|javascript):", re.I),
    "a filter in hx-trigger, which would be evaluated": re.compile(r"hx-trigger=\"[^\"]*\["),
}
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b(?!\s*\{)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(|:\s*(?:white|black|red|green|blue)\b",
    re.I,
)
ICON = re.compile(r"\{% icon \"([\w-]+)\"|icon=\"([a-z0-9-]+)\"")
TRANSLATED = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.S)
ONE_LANGUAGE = re.compile(r"[“„\"]\{\{[^}]*\}\}[”“]")  # {{ words|quoted }} has those of the page
MARK = re.compile(r"\{% mark \"([\w-]+)\"")
ids = lambda file: str(file.relative_to(PRODUCT))  # noqa: E731


def listed(name: str) -> set[str]:
    lines = (UI / name).read_text().splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


@pytest.mark.parametrize("file", TEMPLATES, ids=ids)
def test_a_template_is_small_and_brings_neither_style_nor_script(file: Path) -> None:
    source = file.read_text()
    assert len(source.splitlines()) <= 150
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(source)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=ids)
def test_every_icon_and_mark_is_in_the_sprite(file: Path) -> None:
    source = file.read_text()
    asked = {one or other for one, other in ICON.findall(source)}
    assert asked - listed("icons.txt") == set()
    drawn = listed("marks.txt") | {mark.stem for mark in (UI / "marks").glob("*.svg")}
    assert set(MARK.findall(source)) - drawn == set()


def test_quotation_marks_are_those_of_the_language_of_the_page() -> None:
    said = {file: TRANSLATED.sub("", file.read_text()) for file in TEMPLATES}
    assert [ids(file) for file, text in said.items() if ONE_LANGUAGE.search(text)] == []


def test_icons_named_in_modules_are_in_the_sprite() -> None:
    named = re.compile(r"\bicon=\"([a-z0-9-]+)\"|(?:Place|Entry)\([^)]*?\), \"([a-z0-9-]+)\"")
    for file in sorted(PRODUCT.glob("**/*.py")):
        asked = (
            {one or other for one, other in named.findall(file.read_text())} if "tests" not in file.parts else set()
        )
        assert asked - listed("icons.txt") == set(), file


@pytest.mark.parametrize("file", STYLES, ids=ids)
def test_colours_stand_in_the_tokens_only(file: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S)
    assert COLOUR.findall(source) == []
    assert len(source.splitlines()) <= 400


@pytest.mark.parametrize("file", SCRIPTS, ids=ids)
def test_a_script_is_small_and_evaluates_nothing(file: Path) -> None:
    source = file.read_text()
    assert len(source.splitlines()) <= 200
    assert re.findall(r"\beval\(|new Function|innerHTML|document\.write", source) == []


def test_every_controller_that_a_page_asks_for_is_there() -> None:
    asked = {
        name
        for file in TEMPLATES
        for names in re.findall(r'data-controller="([^"]*)"', file.read_text())
        for name in re.sub(r"\{.*?\}", " ", names).split()
    }
    source = (UI / "scripts" / "controllers.js").read_text()
    known = set(re.findall(r'from "\./controllers/([\w-]+)\.js"', source))
    assert asked - known == set()
    assert known == {file.stem for file in (UI / "scripts" / "controllers").glob("*.js")}
