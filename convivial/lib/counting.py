"""Counts a text as a network counts it. The rules are data (``counting_rules.json``), read by this module and by the
writing field in the browser, and both are held to one file of cases (``counting_cases.json``).

* ``graphemes``: what a reader takes for one character (Unicode extended grapheme clusters).
* ``bluesky``: the same; Bluesky limits bytes besides, see ``utf8_bytes`` (app.bsky.feed.post: maxGraphemes,
  maxLength).
* ``mastodon``: graphemes, after each link became 23 characters and each mention of somebody on another server became
  its local part (Mastodon's documentation, user/posting). Mastodon also wants a top-level domain that it knows; we do
  not keep that list, so a link with an invented one counts 23 here and in full there.

A rule has two patterns at most; they use only what Python's ``regex`` and JavaScript's ``u`` flag read alike.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import regex

HERE = Path(__file__).parent


def count(text: str, rule: str) -> int:
    """How long ``text`` is by ``rule``; an unknown rule is a ``KeyError``."""
    pattern = _pattern(rule)
    return graphemes(pattern.sub(_shortened(rule), text) if pattern else text)


def graphemes(text: str) -> int:
    if text.isascii() and "\r" not in text:
        return len(text)
    # Half flags in a row take ``\X`` the square of their number, so two of them become one letter first.
    return sum(1 for _ in _GRAPHEME.finditer(_FLAG.sub("x", text)))


def utf8_bytes(text: str) -> int:
    return len(text.encode())


def rules() -> dict[str, dict[str, str | int]]:
    """The rules as they are given to the browser."""
    return dict(_rules())


_GRAPHEME = regex.compile(r"\X")
_FLAG = regex.compile("[\U0001f1e6-\U0001f1ff]{1,2}")


@cache
def _rules() -> dict[str, dict[str, str | int]]:
    found: dict[str, dict[str, str | int]] = json.loads((HERE / "counting_rules.json").read_text())
    return found


@cache
def _pattern(rule: str) -> "regex.Pattern[str] | None":
    patterns = _rules()[rule]
    if not patterns:
        return None
    return regex.compile(f"(?<link>{patterns['link']})|{patterns['mention']}", regex.IGNORECASE)


@cache
def _shortened(rule: str) -> Callable[["regex.Match[str]"], str]:
    link = "x" * int(_rules()[rule].get("link_counts", 0))

    def shorten(match: "regex.Match[str]") -> str:
        return link if match["link"] is not None else f"@{match['name']}"

    return shorten
