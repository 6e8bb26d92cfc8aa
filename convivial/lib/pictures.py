"""Pictures that strangers made, turned into pictures that we made: decoded, set upright, brought to sRGB, freed of
everything that is not pixels (place, maker's notes, profiles, comments), and encoded again.

Each picture is worked on in a child process of its own with limits on memory and time; nothing of the file is ever
interpreted in ours. What a file says about its size is judged before it is decoded.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000  # of JPEG, PNG and GIF; WebP and AVIF: two fifths of it, for the sake of memory
FULL = 3_072  # pixels of the longer side that we keep; no network of ours shows more than 3,840 × 2,160
THUMBNAIL = 400
SECONDS = 20.0  # by the clock; the child has 10 of CPU

AT_ONCE = threading.BoundedSemaphore(2)  # children of one process: memory is bounded, whoever uploads how much

CHILD = Path(__file__).with_name("pictures_child.py")


class Refused(ValueError):
    """``reason``: "too_big" (bytes), "too_many_pixels", "not_a_picture" (no JPEG, PNG, WebP, GIF or AVIF), "broken",
    "too_hard" (took too much memory or time)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Encoded:
    """A picture that this house encoded; width and height in pixels. JPEG, PNG or WebP."""

    content: bytes = field(repr=False)
    mime: str
    width: int
    height: int


@dataclass(frozen=True)
class Decoded:
    """Both sizes that are kept. ``is_still``: the file moved, and its first picture was taken."""

    content: bytes = field(repr=False)
    mime: str
    width: int
    height: int
    thumbnail: Encoded
    is_still: bool = False


def decode(content: bytes, seconds: float = SECONDS) -> Decoded:
    """Raises ``Refused``. Takes JPEG, PNG, WebP, GIF and AVIF, by their content and never by their name. ``seconds``:
    what is left of the time that a caller has for several."""
    if len(content) > MOST_BYTES:
        raise Refused("too_big")
    order = {"do": "decode", "most_pixels": MOST_PIXELS, "side": FULL, "thumbnail": THUMBNAIL}
    is_animated, (full, thumbnail) = _ordered(order, content, min(seconds, SECONDS))
    return Decoded(full.content, full.mime, full.width, full.height, thumbnail, is_animated)


def encode_under(content: bytes, mime: str, max_bytes: int, max_side: int) -> Encoded:
    """The same picture in at most ``max_bytes`` and ``max_side`` pixels on the longer side, as ``mime`` where that is
    possible: a picture that has to shrink becomes JPEG, or WebP where it is see-through. Raises ``Refused``."""
    order = {"do": "under", "most_pixels": MOST_PIXELS, "side": max_side, "mime": mime, "max_bytes": max_bytes}
    return _ordered(order, content)[1][0]


def _ordered(order: dict[str, Any], content: bytes, seconds: float = SECONDS) -> tuple[bool, list[Encoded]]:
    try:
        with AT_ONCE:
            done = _child(order, content, seconds)
    except subprocess.TimeoutExpired as error:
        raise Refused("too_hard") from error
    head, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise Refused("too_hard")
    return _understood(json.loads(head), rest)


def _child(order: dict[str, Any], content: bytes, seconds: float) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603 - our own script, by our own interpreter, with nothing of the caller's
        [sys.executable, "-I", str(CHILD)],
        input=json.dumps(order).encode() + b"\n" + content,
        capture_output=True,
        timeout=seconds,
        env={},
        check=False,
    )


def _understood(answer: dict[str, Any], rest: bytes) -> tuple[bool, list[Encoded]]:
    if "refused" in answer:
        raise Refused(answer["refused"])
    made, at = [], 0
    for head in answer["made"]:
        made.append(Encoded(rest[at : at + head["size"]], head["mime"], head["width"], head["height"]))
        at += head["size"]
    return answer["is_animated"], made
