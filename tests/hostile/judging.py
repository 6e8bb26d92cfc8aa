"""Reads an answer as a browser would and says what in it is not ours."""

import json
import re
from html.parser import HTMLParser
from typing import Any

from .payloads import MARK

NOT_OURS = {"iframe", "object", "embed", "base", "frame", "applet", "style", "math", "marquee", "portal"}
ADDRESS = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "background", "ping", "srcset"}
OUTSIDE = re.compile(r"^(https?:)?//|^mailto:", re.IGNORECASE)
SCHEME = re.compile(r"^[\x00-\x20]*([a-z][a-z0-9+.\-\x00-\x20]*):", re.IGNORECASE)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.script = False
        self.forms: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = self.get_starttag_text() or tag
        given = {name: value or "" for name, value in attrs}
        if tag in NOT_OURS or MARK in tag or any(self._is_wrong(tag, name, word) for name, word in given.items()):
            self.wrong.append(said[:200])
        if tag == "script" and not given.get("src", "").startswith("/assets/"):
            self.wrong.append(said[:200])
        if tag == "meta" and given.get("http-equiv"):
            self.wrong.append(said[:200])
        if len(given) != len(attrs):
            self.wrong.append(f"twice the same attribute: {said[:200]}")
        self.script = tag == "script"
        self._gather(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.wrong.append(f"script: {data[:100]}")

    def handle_endtag(self, tag: str) -> None:
        self.script = False

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.wrong.append(f"comment: {data[:100]}")

    @staticmethod
    def _is_wrong(tag: str, name: str, word: str) -> bool:
        if MARK in name or name.startswith(("on", "hx-on")) or name in ("style", "srcdoc"):
            return True
        if name in ADDRESS or name in ("hx-get", "hx-post"):
            scheme = SCHEME.match(word)
            if scheme and scheme[1].lower() not in ("http", "https", "mailto") and not word.startswith("data:image/"):
                return True
            return bool(OUTSIDE.match(word)) and tag != "a"
        if name in ("hx-vals", "data-live-on") and name == "hx-vals":
            return not _is_json(word)
        return name in ("data-controller", "data-action", "hx-trigger", "hx-target") and MARK in word

    def _gather(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "method": given.get("method", "get"), "fields": {}})
        elif tag in ("input", "textarea", "select", "button") and given.get("name") and self.forms:
            self.forms[-1]["fields"][given["name"]] = (tag, given.get("type", ""), given.get("value", ""))


def _is_json(word: str) -> bool:
    try:
        return isinstance(json.loads(word), dict)
    except ValueError:
        return False


def read(content: str) -> Reader:
    reader = Reader()
    reader.feed(content)
    reader.close()
    if f"{MARK}-drawn" in content:
        reader.wrong.append("a template in somebody's words was rendered")
    return reader
