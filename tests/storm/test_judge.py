"""Whoever judges the storm goes by whose a post is, and not by its words."""

import json
from pathlib import Path

import pytest

from convivial.lib.now import now
from convivial.publishing.models import Publication

HERE = Path(__file__).resolve().parent.parent.parent
pytestmark = [pytest.mark.storm, pytest.mark.django_db]


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> list[Publication]:
    """Two posts on one channel that say the same."""
    monkeypatch.syspath_prepend(str(HERE / "bench"))
    from ledger import Size, fill

    fill(Size(2, 1, 1), 1, now())
    Publication.objects.update(state="published")
    return list(Publication.objects.order_by("pk"))


def told(log: Path, *made: tuple[str, str]) -> tuple[int, int, int]:
    """``made``: key and words of what the network took, in order."""
    from ledger import judge

    lines = [{"account": "account0", "key": key, "text": text, "at": 1.0} for key, text in made]
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    verdict = judge(log)
    return verdict.sent, verdict.lost, verdict.doubled


def test_equal_words_of_two_posts_are_two(ledger: list[Publication], tmp_path: Path) -> None:
    one, other = (each.key for each in ledger)
    assert told(tmp_path / "log", (one, "At six."), (other, "At six.")) == (2, 0, 0)


def test_other_words_of_one_post_are_doubled(ledger: list[Publication], tmp_path: Path) -> None:
    one, other = (each.key for each in ledger)
    assert told(tmp_path / "log", (one, "At six."), (one, "At seven."), (other, "At six.")) == (3, 0, 1)


def test_one_that_was_sent_twice_does_not_stand_for_the_other(ledger: list[Publication], tmp_path: Path) -> None:
    assert told(tmp_path / "log", (ledger[0].key, "At six."), (ledger[0].key, "At six.")) == (2, 1, 1)


def test_post_that_nobody_knows_is_doubled(ledger: list[Publication], tmp_path: Path) -> None:
    one, other = (each.key for each in ledger)
    assert told(tmp_path / "log", (one, "At six."), (other, "At six."), ("another", "At six.")) == (3, 0, 1)
