import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from convivial import content
from convivial.content import approving, media, offering, words, writing
from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.journal.feed import feed
from convivial.journal.words import said

from . import makers

APP = Path(content.__file__).parent


def told_acts() -> set[str]:
    """Every key that this app writes into the journal."""
    found = set()
    for path in APP.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tell", "record"):
                found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return {act for act in found if re.fullmatch(r"[a-z]+\.[a-z_]+", act)}


def test_every_act_has_its_sentence() -> None:
    assert len(told_acts()) > 20
    assert told_acts() <= said()
    assert set(words.SAYINGS) <= told_acts()


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_journal_reads_as_sentences(cast: Cast, post: Post, language: str) -> None:
    approving.set_rule(cast.harbour, cast.ana, True)
    approving.ask(post, cast.ben)
    approving.not_yet(post, cast.cleo, "Say when.")
    writing.add_picture(post, cast.ben, media.add(cast.harbour, cast.ben, "<b>sacks</b>.png", makers.png()))
    writing.delete(writing.start(cast.harbour, cast.ben, "Gone."), cast.ben)
    draft = writing.start(cast.harbour, cast.theo, "The cat.")
    offering.offer(draft, cast.theo)
    with translation.override(language):
        lines = [str(line.sentence) for line in feed(cast.harbour).lines]
    assert not [line for line in lines if "%(" in line or "–" in line]
    assert any("Cleo" in line and "Nadia tastes" in line for line in lines)
    assert not any("<b>sacks" in line for line in lines)


def test_the_feed_takes_as_many_queries_for_many_posts(
    cast: Cast, post: Post, django_assert_max_num_queries: object
) -> None:
    for number in range(10):
        writing.start(cast.harbour, cast.ben, f"Number {number}")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        feed(cast.harbour)
