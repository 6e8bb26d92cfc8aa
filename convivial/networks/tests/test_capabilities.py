"""What the README says is what the adapters say, and what was really seen."""

from pathlib import Path

import pytest

from convivial.networks import capabilities
from convivial.networks.network import Network
from convivial.networks.registry import all_networks

README = Path(__file__).resolve().parents[3] / "README.md"


def test_the_readme_says_what_the_networks_can_do() -> None:
    said = capabilities.in_readme(README.read_text())
    assert said == capabilities.table(), "Run: python -m convivial capabilities --write README.md"


@pytest.mark.parametrize("network", all_networks(), ids=lambda network: network.name)
def test_everything_that_is_offered_was_seen_at_least_on_a_stand_in(network: Network) -> None:
    seen = {what for proof in capabilities.proofs() if proof.network == network.name for what in proof.what}
    offered = {
        what for _, what, cell in capabilities.ROWS if cell(network, network.capabilities) not in ("no", "none")
    }
    assert offered <= seen


def test_what_nobody_else_has_shown_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    only_ours = [proof for proof in capabilities.proofs() if proof.kind != "real"]
    monkeypatch.setattr(capabilities, "proofs", lambda: only_ours)
    row = next(line for line in capabilities.table().splitlines() if line.startswith("| Take down"))
    assert row.count(capabilities.REHEARSED) == len(all_networks())


def test_every_proof_is_about_a_network_of_ours_and_dated() -> None:
    names = {network.name for network in all_networks()}
    rows = {what for _, what, _ in capabilities.ROWS}
    for proof in capabilities.proofs():
        assert proof.network in names
        assert proof.kind in ("real", "stand-in")
        assert proof.what <= rows
