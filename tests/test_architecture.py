"""The shape of the house: floors, sizes, and papers that say what the code says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from convivial.journal import words

HERE = Path(__file__).resolve().parent.parent
CODE = HERE / "convivial"
FLOORS = [
    "work", "journal", "team", "networks", "strategy", "content", "publishing", "mirror", "results", "meeting",
    "today", "desk", "demo",
]  # fmt: skip

FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES, README_LINES = 60, 400, 150, 60


def sources() -> Iterator[Path]:
    for path in sorted(CODE.rglob("*.py")):
        if "migrations" not in path.parts and "node_modules" not in path.parts:
            yield path


def name(path: Path) -> str:
    return str(path.relative_to(HERE))


def test_no_file_is_longer_than_a_file_may_be() -> None:
    long = [name(path) for path in sources() if len(path.read_text().splitlines()) > FILE_LINES]
    assert long == []


def test_no_function_is_longer_than_a_function_may_be() -> None:
    long = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES:
                long.append(f"{name(path)}: {node.name}")
    assert long == []


def test_rows_are_held_so_that_others_may_point_at_them() -> None:
    """FOR UPDATE would make whoever adds a row wait at the end of the act, with the journal's head in hand. Channels
    are held against those who publish there, who hold them before anything else (``networks.granting``)."""
    held = re.compile(r"\.select_for_update\((?!.*(?:no_key=True|skip_locked=True))")
    paths = [path for path in CODE.rglob("*.py") if not {"tests", "networks"} & {*path.parts}]
    assert [name(path) for path in paths if held.search(path.read_text())] == []


def test_no_template_is_longer_than_a_template_may_be() -> None:
    long = [name(path) for path in CODE.rglob("*.html") if len(path.read_text().splitlines()) > TEMPLATE_LINES]
    assert long == []


def test_no_folder_is_named_for_a_technique() -> None:
    banned = {"services", "utils", "helpers", "common", "core", "managers", "misc"}
    assert [name(path) for path in CODE.rglob("*") if path.stem in banned] == []


def test_every_error_that_is_caught_is_dealt_with() -> None:
    swallowed = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node) and _does_nothing(node):
                swallowed.append(f"{name(path)}:{node.lineno}")
    assert swallowed == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or getattr(handler.type, "id", "") in ("Exception", "BaseException")


def _does_nothing(handler: ast.ExceptHandler) -> bool:
    return all(isinstance(line, ast.Pass) for line in handler.body)


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or not isinstance(target, type):
                continue
            above = target._meta.app_label
            if above in FLOORS and FLOORS.index(above) > FLOORS.index(model._meta.app_label):
                upward.append(f"{model.__name__}.{field.name} points up at {target.__name__}")
    assert upward == []


def test_every_app_has_a_page_about_itself() -> None:
    for app in ("ui", "lib", *FLOORS):
        readme = CODE / app / "README.md"
        assert readme.exists(), f"convivial/{app}/README.md is missing"
        assert "never" in readme.read_text(), f"convivial/{app}/README.md says nothing that it never does"


def test_every_setting_has_its_paragraph() -> None:
    read = set()
    for path in [*sources(), HERE / "bootstrap.py"]:
        if "tests" not in path.parts:
            read |= set(re.findall(r"\b(?:CONVIVIAL_[A-Z_]+|DATABASE_URL)\b", path.read_text()))
    explained = set(re.findall(r"^## `([A-Z_]+)`", (HERE / "docs" / "desk" / "settings.md").read_text(), re.M))
    assert read == explained


def test_every_act_in_the_journal_has_its_sentence_and_its_line_in_the_handbook() -> None:
    said = set(words.sayings())
    listed = set(re.findall(r"^\| `([a-z_.]+)` \|", (HERE / "docs" / "handbook" / "journal.md").read_text(), re.M))
    assert _recorded() - said == set()
    assert listed == said


def _recorded() -> set[str]:
    acts = set()
    for path in sources():
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                given = node.args[:1] if called in ("record", "Entry") else node.args
                if called in ("record", "Entry", "tell", "_note", "_turn"):
                    acts |= {each.value for each in given if isinstance(each, ast.Constant) and _is_act(each.value)}
    return acts


def _is_act(word: object) -> bool:
    return isinstance(word, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", word) is not None


def test_every_decision_says_why() -> None:
    for path in sorted((HERE / "docs" / "decisions").glob("*.md")):
        assert re.match(r"\d{4}-[a-z0-9-]+\.md$", path.name), path.name
        assert len(path.read_text().split()) > 40, f"{path.name} gives no reason"


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert [name(path) for path in sources() if "tests" not in path.parts and word in path.read_text()] == []


def test_nothing_from_outside_is_spread_into_a_query() -> None:
    """Django's own advisories of 2025 and 2026 began with request data spread into ``filter(**…)``."""
    queries = {"filter", "exclude", "annotate", "alias", "order_by", "get", "Q"}
    spread = []
    for path in sources():
        if path.parent.name != "views" and not path.name.startswith("views"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and any(keyword.arg is None for keyword in node.keywords):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called in queries:
                    spread.append(f"{name(path)}:{node.lineno}")
    assert spread == []


def test_secrets_come_from_the_operating_system_alone() -> None:
    """``random`` may mix a demo's texts, jitter a wait, draw a forecast; it never makes what must not be guessed."""
    makers = {
        "convivial/demo", "convivial/work", "convivial/publishing", "convivial/networks/adapters",
        "convivial/strategy/judging",
    }  # fmt: skip
    using = [
        name(path)
        for path in sources()
        if "tests" not in path.parts and re.search(r"^(import random|from random)", path.read_text(), re.M)
    ]
    assert [path for path in using if not any(path.startswith(maker) for maker in makers)] == []


def test_django_is_no_older_than_its_last_known_hole() -> None:
    import django

    assert django.VERSION[:3] >= (5, 2, 17)
