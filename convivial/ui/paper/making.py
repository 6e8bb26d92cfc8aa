"""Makes a PDF or slides of a document, in a child process with limits on memory and time: whatever words it holds,
the worst they can do is that there is no file this time.

The words go to typst as data and are never read as its markup, so there is nothing to escape.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from convivial.ui import assets

from . import palette
from .document import Document

SECONDS = 25.0  # by the clock; the child has 20 of CPU
AT_ONCE = threading.BoundedSemaphore(2)  # children of one process
CHILD = Path(__file__).with_name("child.py")
FONTS = assets.FOLDER / "paper"


class NotMade(Exception):
    """Too much at once, or it took too much memory or time. What can be read on the page stays there."""


def pdf(document: Document) -> bytes:
    """Tagged, with title, language and bookmarks; PDF/UA-1 wherever every letter could be drawn."""
    return _made("pdf", document)


def slides(document: Document) -> bytes:
    """16:9, as PPTX."""
    return _made("slides", document)


def _made(what: str, document: Document) -> bytes:
    if not AT_ONCE.acquire(blocking=False):  # a page does not wait: it holds a thread that others read with
        raise NotMade
    try:
        done = _child(
            {"make": what, "fonts": str(FONTS), "document": document.as_row(), "colours": _colours(document)}
        )
    except subprocess.TimeoutExpired as error:
        raise NotMade from error
    finally:
        AT_ONCE.release()
    if done.returncode or not done.stdout:
        raise NotMade
    return done.stdout


def _colours(document: Document) -> dict[str, Any]:
    return palette.COLOURS | {"pillars": palette.PILLARS, "own": palette.own(document.hue)}


def _child(order: dict[str, Any]) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603 - our own script, by our own interpreter, with nothing of the caller's
        [sys.executable, "-I", str(CHILD)],
        input=json.dumps(order).encode(),
        capture_output=True,
        timeout=SECONDS,
        env={"RAYON_NUM_THREADS": "1"},
        check=False,
    )
