"""Every reason that an adapter gives is a sentence for people."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from convivial.lib.web import errors as web_errors
from convivial.networks import errors, words
from convivial.networks.adapters.bluesky.calls import BEFORE_CREATION
from convivial.networks.adapters.mastodon.answers import BEFORE
from convivial.networks.registry import all_networks

HERE = Path(__file__).resolve().parent.parent
DOOR = HERE.parent / "lib" / "web"
TELLING = {
    name
    for module in (errors, web_errors)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, errors.NetworkError | web_errors.WebError)
} - {"NotAllowedAddress"}  # told as one: "address_not_allowed"


def reasons_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in TELLING and isinstance(node.args[0].value, str):
                yield node.args[0].value


def all_reasons() -> set[str]:
    files = [path for folder in (HERE, DOOR) for path in folder.rglob("*.py") if "tests" not in path.parts]
    found = {reason for path in files if "stand" not in path.name for reason in reasons_in(path)}
    return found | {reason for *_, reason in BEFORE} | set(BEFORE_CREATION.values())


def test_every_reason_has_its_sentence() -> None:
    assert sorted(all_reasons() - set(words.TROUBLE)) == []


@pytest.mark.parametrize("reason", sorted(words.TROUBLE))
def test_every_sentence_is_whole(reason: str) -> None:
    said = str(words.sentence(reason, "mastodon"))
    assert said.endswith((".", "?"))
    assert "%(" not in said


def test_every_question_is_asked_in_words() -> None:
    for network in all_networks():
        for question in network.questions:
            asked = words.QUESTIONS[network.name, question.name]
            assert asked.label
            assert asked.hint


def test_every_network_is_introduced() -> None:
    assert {network.name for network in all_networks()} <= set(words.ABOUT)


def test_a_reason_that_nobody_wrote_down_is_still_a_sentence() -> None:
    assert str(words.sentence("never_heard_of", "bluesky")).startswith("Something unexpected happened at Bluesky")
