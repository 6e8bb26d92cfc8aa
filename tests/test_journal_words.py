"""Every act that the journal is told has its sentence, and every thing its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

from convivial.journal import words

CODE = Path(__file__).resolve().parent.parent / "convivial"


def told() -> Iterator[tuple[str, str, str]]:
    """Act, thing and place of every ``record(…)`` and ``Entry(…)`` that says them in so many words."""
    for path in sorted(CODE.rglob("*.py")):
        if {"tests", "migrations", "demo"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
                "record",
                "Entry",
            ):
                thing = next((_word(each.value) for each in node.keywords if each.arg == "thing"), "")
                for act in _words(node.args[0]) if node.args else []:
                    yield act, thing, f"{path.relative_to(CODE)}:{node.lineno}"


def _words(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _words(node.body) + _words(node.orelse)
    return [_word(node)] if _word(node) else []


def _word(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_act_that_is_recorded_has_a_sentence() -> None:
    unsaid = sorted({f"{act} ({place})" for act, _, place in told() if act not in words.said()})
    assert unsaid == [], "say(…) it in the app's words.py"


def test_every_thing_that_is_recorded_has_a_name() -> None:
    nameless = sorted({f"{thing} ({place})" for _, thing, place in told() if thing and thing not in words._resolvers})
    assert nameless == [], "name_things(…) in the app's words.py"


def test_acts_are_named_like_addresses() -> None:
    assert [
        act for act in words.said() if act.count(".") != 1 or not act.replace(".", "").replace("_", "").isalpha()
    ] == []
