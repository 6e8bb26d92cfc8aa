"""What the lexicons ask of a post, for the stand-in: ``app.bsky.feed.post``, ``app.bsky.richtext.facet``,
``app.bsky.embed.images`` and ``app.bsky.embed.external``, with the limits of November 2026.

Stricter than the real server in one thing: a facet must lie within the text and must not cut a letter. The real one
keeps such a facet, and readers' apps ignore it, so that a mistake of ours would not be seen there.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import regex

KEY = re.compile(r"[2-7a-j][2-7a-z]{12}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*|x(-[a-z0-9]{1,8})+")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FEATURES = {"link": ("uri", ADDRESS), "mention": ("did", DID), "tag": ("tag", re.compile(r".+", re.DOTALL))}


class Invalid(ValueError):
    """The record breaks a lexicon; the message is the one that a server answers with."""


def check_post(record: Any) -> None:
    _ask(isinstance(record, Mapping), "Expected an object", "record")
    _ask(record.get("$type") == "app.bsky.feed.post", "Wrong type", "record.$type")
    _ask(isinstance(record.get("text"), str), 'Missing required key "text"', "record")
    _check_text(record["text"])
    _check_moment(record.get("createdAt"))
    _check_languages(record.get("langs", []))
    for place, facet in enumerate(record.get("facets", [])):
        _check_facet(facet, record["text"].encode(), f"record.facets[{place}]")
    if "embed" in record:
        _check_embed(record["embed"])


def _check_text(text: str) -> None:
    graphemes, size = len(regex.findall(r"\X", text)), len(text.encode())
    _ask(size <= 3000, f"string too big (maximum 3000, got {size})", "record.text")
    _ask(graphemes <= 300, f"grapheme too big (maximum 300, got {graphemes})", "record.text")


def _check_moment(word: Any) -> None:
    is_moment = isinstance(word, str) and MOMENT.fullmatch(word) is not None
    _ask(is_moment and datetime.fromisoformat(word).year > 10, "Invalid datetime", "record.createdAt")


def _check_languages(languages: Any) -> None:
    _ask(isinstance(languages, list) and len(languages) <= 3, "array too big (maximum 3)", "record.langs")
    for place, word in enumerate(languages):
        _ask(LANGUAGE.fullmatch(str(word)) is not None, "Invalid language", f"record.langs[{place}]")


def _check_facet(facet: Any, text: bytes, at: str) -> None:
    index = facet.get("index", {})
    start, end = index.get("byteStart"), index.get("byteEnd")
    _ask(isinstance(start, int) and isinstance(end, int), "Expected integer", f"{at}.index")
    _ask(0 <= start < end <= len(text), "facet outside of the text", f"{at}.index")
    _ask(not any(_is_inside_a_letter(text, place) for place in (start, end)), "facet cuts a letter", f"{at}.index")
    _ask(bool(facet.get("features")), "Missing features", at)
    for feature in facet["features"]:
        _check_feature(feature, at)


def _is_inside_a_letter(text: bytes, place: int) -> bool:
    return place < len(text) and 0x80 <= text[place] < 0xC0


def _check_feature(feature: Mapping[str, Any], at: str) -> None:
    kind = str(feature.get("$type", "")).removeprefix("app.bsky.richtext.facet#")
    _ask(kind in FEATURES, "Unknown feature", at)
    name, pattern = FEATURES[kind]
    word = feature.get(name)
    _ask(isinstance(word, str) and pattern.fullmatch(word) is not None, f"Invalid {name}", f"{at}.features[0].{name}")
    if kind == "tag":
        graphemes = len(regex.findall(r"\X", str(word)))
        _ask(graphemes <= 64, f"grapheme too big (maximum 64, got {graphemes})", f"{at}.features[0].tag")


def _check_embed(embed: Any) -> None:
    kind = embed.get("$type")
    _ask(kind in ("app.bsky.embed.images", "app.bsky.embed.external"), "Unknown embed", "record.embed")
    if kind == "app.bsky.embed.external":
        return _check_external(embed.get("external", {}))
    images = embed.get("images", [])
    _ask(len(images) <= 4, f"array too big (maximum 4, got {len(images)})", "record.embed.images")
    for place, image in enumerate(images):
        _check_image(image, f"record.embed.images[{place}]")
    return None


def _check_image(image: Mapping[str, Any], at: str) -> None:
    _ask(isinstance(image.get("alt"), str), 'Missing required key "alt"', at)
    _check_blob(image.get("image"), 2_000_000, f"{at}.image")
    for side in ("width", "height") if "aspectRatio" in image else ():
        value = image["aspectRatio"].get(side)
        _ask(isinstance(value, int) and value >= 1, "integer too small (minimum 1)", f"{at}.aspectRatio.{side}")


def _check_external(external: Mapping[str, Any]) -> None:
    at = "record.embed.external"
    _ask(ADDRESS.fullmatch(str(external.get("uri", ""))) is not None, "Invalid uri", f"{at}.uri")
    for name in ("title", "description"):
        _ask(isinstance(external.get(name), str), f'Missing required key "{name}"', at)
    if "thumb" in external:
        _check_blob(external["thumb"], 1_000_000, f"{at}.thumb")


def _check_blob(blob: Any, most: int, at: str) -> None:
    _ask(isinstance(blob, Mapping) and blob.get("$type") == "blob", "Expected a blob", at)
    _ask(str(blob.get("mimeType", "")).startswith("image/"), 'Expected "image/*"', f"{at}.mimeType")
    size = blob.get("size", -1)
    _ask(0 <= size <= most, f"blob too big (maximum {most}, got {size})", at)


def _ask(is_so: bool, complaint: str, at: str) -> None:
    if not is_so:
        raise Invalid(f"Invalid app.bsky.feed.post record: {complaint} at $.{at}")
