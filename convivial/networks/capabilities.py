"""The table of what each network can do here, made from the adapters' data and from dated proofs.

``python -m convivial capabilities`` prints it; the README holds it between ``<!-- capabilities -->`` and
``<!-- /capabilities -->``, and a test says when the two differ.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .network import Capabilities, Network
from .registry import all_networks

REHEARSED = "°"
BETWEEN = re.compile(r"(<!-- capabilities -->\n)(.*?)(<!-- /capabilities -->)", re.S)


@dataclass(frozen=True)
class Proof:
    network: str
    kind: str
    on: date
    shown_with: str
    what: frozenset[str]


Cell = Callable[[Network, Capabilities], str]

ROWS: tuple[tuple[str, str, Cell], ...] = (
    ("Connect", "connect", lambda network, can: "yes" if network.questions else "built in"),
    ("Publish text", "publish", lambda network, can: _text(can)),
    ("Pictures", "pictures", lambda network, can: _pictures(can)),
    ("Alt text", "pictures", lambda network, can: f"{can.alt_text:,}" if can.alt_text else "no"),
    (
        "Link card",
        "publish",
        lambda network, can: {"theirs": "made there", "ours": "made here"}.get(can.link_card, "no"),
    ),
    ("Never twice", "find", lambda network, can: _never_twice(can)),
    ("Take down", "remove", lambda network, can: "yes" if can.removes else "no"),
    ("Look back", "look_back", lambda network, can: "90 days" if can.looks_back else "no"),
    ("Figures", "measure", lambda network, can: ", ".join(can.measures) or "none"),
)


def proofs() -> list[Proof]:
    read = tomllib.loads(Path(__file__).with_name("proofs.toml").read_text())
    return [
        Proof(each["network"], each["kind"], each["on"], each["with"], frozenset(each["what"]))
        for each in read["proof"]
    ]


def is_proven(network: str, what: str) -> bool:
    """Whether software that others wrote has shown it."""
    return any(proof.network == network and proof.kind == "real" and what in proof.what for proof in proofs())


def table() -> str:
    """The table as Markdown, with its notes."""
    networks = all_networks()
    head = ["", *(network.title for network in networks)]
    rows = [[title, *(_cell(network, what, cell) for network in networks)] for title, what, cell in ROWS]
    lines = [head, ["---"] * len(head), *rows]
    drawn = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{drawn}\n\n{_notes(REHEARSED in drawn)}\n"


def in_readme(readme: str) -> str | None:
    """What stands between the marks; None without marks."""
    found = BETWEEN.search(readme)
    return found[2] if found else None


def put_into(readme: str) -> str:
    return BETWEEN.sub(lambda found: f"{found[1]}{table()}{found[3]}", readme)


def _cell(network: Network, what: str, cell: Cell) -> str:
    said = cell(network, network.capabilities)
    return said if said in ("no", "none") or is_proven(network.name, what) else f"{said} {REHEARSED}"


def _text(can: Capabilities) -> str:
    return "any length" if can.text is None else f"{can.text:,} characters"


def _pictures(can: Capabilities) -> str:
    return f"{can.pictures}" if can.pictures else "no"


def _never_twice(can: Capabilities) -> str:
    return "by our own key" if can.key_lasts else "by looking first"


def _notes(is_any_rehearsed: bool) -> str:
    real = [proof for proof in proofs() if proof.kind == "real" and proof.network != "practice"]
    shown = "; ".join(f"{proof.network.capitalize()} on {proof.shown_with} ({proof.on})" for proof in real)
    if not is_any_rehearsed:
        return f"Seen on software that others wrote: {shown}. The practice network is ours."
    return (
        f"{REHEARSED} rehearsed only: on a server of ours that follows the network's documentation, not yet on the "
        f"network's own software. The rest was seen: {shown}."
    )
