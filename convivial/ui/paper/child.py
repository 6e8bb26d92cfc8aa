"""Draws one document in a process of its own. Started by ``making`` as a bare script, with an empty environment and
hard limits on memory and time. Reads an order (JSON) from standard input; writes the file to standard output."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MEMORY = 2 * 1024 * 1024 * 1024  # bytes of addresses; what is really used stays below 300 MB (see the tests)
SECONDS = 20  # of CPU


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    order = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(slides(order) if order["make"] == "slides" else pdf(order))


def pdf(order: dict[str, Any]) -> bytes:
    """Where a letter can be drawn in no font, the file is tagged all the same, but makes no claim to be PDF/UA."""
    import typst

    files: Any = {
        "main": (HERE / "document.typ").read_bytes(),
        "order.json": json.dumps({"document": order["document"], "colours": order["colours"]}).encode(),
    }
    usual: dict[str, Any] = {"format": "pdf", "font_paths": [order["fonts"]]}
    try:
        return typst.compile(files, pdf_standards=["ua-1"], **usual)
    except typst.TypstError:
        return typst.compile(files, **usual)


def slides(order: dict[str, Any]) -> bytes:
    sys.path.append(str(HERE.parents[2]))
    from convivial.ui.paper import deck

    return deck.drawn(order["document"], order["colours"], order["fonts"])


if __name__ == "__main__":
    limit()
    main()
