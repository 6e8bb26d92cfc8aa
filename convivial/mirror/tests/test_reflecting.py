"""Rhythm, silence, what did better than usual: golden cases by hand."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from convivial.mirror.reflecting import Past, reflect, silence, weeks

LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=89)


def past(key: int, days: int, **more: Any) -> Past:
    more.setdefault("channel", "masto")
    return Past(key, at=datetime(2026, 11, 22, 9) - timedelta(days=days), **more)


def test_weeks_are_counted_back_from_the_last_day() -> None:
    days = [LAST, LAST - timedelta(days=6), LAST - timedelta(days=7), FIRST]
    assert weeks(days, FIRST, LAST) == [0] * 10 + [1, 2]
    assert sum(weeks([FIRST + timedelta(days=6)], FIRST, LAST)) == 1


@pytest.mark.parametrize(
    ("days", "longest"),
    [([], 90), ([0], 89), ([89], 89), ([0, 89], 88), ([3, 4, 4, 20], 69), (list(range(90)), 0)],
)
def test_silence_is_the_most_days_on_which_nothing_went_out(days: list[int], longest: int) -> None:
    assert silence([LAST - timedelta(days=each) for each in days], FIRST, LAST) == longest


def test_answers_and_shares_are_counted_apart() -> None:
    said = [past(1, 1), past(2, 2, kind="reply"), past(3, 3, kind="share"), past(4, 4, kind="thread")]
    told = reflect(said, FIRST, LAST)
    assert (told["posts"], told["channels"][0]["replies"], told["channels"][0]["shares"]) == (1, 1, 1)
    assert told["answered"]["wrote"] == 1


def test_a_post_is_held_against_what_is_usual_on_its_own_channel() -> None:
    quiet = [past(n, n, channel="quiet", figures={"likes": 2}) for n in range(1, 12)]
    loud = [past(100 + n, n, channel="loud", figures={"likes": 50}) for n in range(1, 12)]
    star = past(99, 3, channel="quiet", figures={"likes": 9, "shares": 1})
    told = reflect([*quiet, *loud, star], FIRST, LAST)
    assert told["best"] == [{"key": 99, "reactions": 10, "usual": 2}]


def test_from_fewer_than_ten_posts_nothing_is_said_about_what_did_better() -> None:
    few = [past(n, n, figures={"likes": n}) for n in range(1, 10)]
    told = reflect(few, FIRST, LAST)
    assert told["best"] == []
    assert told["channels"][0]["usual"] is None


def test_what_no_network_told_is_not_zero() -> None:
    told = reflect([past(n, n) for n in range(1, 20)], FIRST, LAST)
    assert told["answered"] == {"of": 0, "got": 0, "wrote": 0}
    assert told["channels"][0]["usual"] is None


def test_the_same_words_on_two_channels_are_one_post_of_a_theme() -> None:
    words = ["Cherries from the roaster", "The roaster, and cherries", "Cherries, cocoa, roaster"]
    twice = [past(n, n, text=words[n % 3], channel=channel) for n in range(3) for channel in ("a", "b")]
    (theme,) = reflect(twice, FIRST, LAST)["themes"]
    assert (theme["posts"], theme["of"]) == (3, 3)
