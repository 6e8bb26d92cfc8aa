"""Posts and hashtags that repeat themselves on a channel, from what went out."""

from convivial.demo.cast import Cast
from convivial.demo.sayings import SAYINGS
from convivial.publishing.checking import repeating
from convivial.strategy.judging.findings import Finding

from .conftest import Out, asked

FERRY = "The ferry at six in the morning brings our first guests, who say nothing until the second cup."
TAGS = "#coffee #harbour #morning"


def others(out: Out, how_many: int) -> None:
    """Posts that have nothing in common."""
    for number in range(how_many):
        out(SAYINGS[number + 1], days=5 + number)


def repeats(planned: Cast) -> list[Finding]:
    return list(repeating.repeated(asked(planned)))


def test_nothing_is_said_of_too_few_posts(planned: Cast, out: Out) -> None:
    assert repeats(planned) == []
    others(out, 4)
    assert repeats(planned) == []


def test_posts_that_differ_are_told_in_one_line(planned: Cast, out: Out) -> None:
    others(out, 6)
    (found,) = repeats(planned)
    assert (found.message, found.weight, found.params["total"]) == ("fatigue.none", "good", 6)


def test_posts_that_repeat_themselves_are_counted_and_shown(planned: Cast, out: Out) -> None:
    first, again = out(FERRY, days=9), out(FERRY.replace("second", "third"), days=2)
    others(out, 6)
    (found,) = repeats(planned)
    assert (found.scope, found.weight, found.certainty) == ("network:mastodon", "watch", "early")
    assert (found.params["count"], found.params["total"]) == (1, 8)
    assert set(found.evidence) == {f"post:{first.code}", f"post:{again.code}"}


def test_few_repetitions_among_many_posts_are_told_and_nothing_more(planned: Cast, out: Out) -> None:
    others(out, 12)
    out(FERRY, days=3, post=out(FERRY, days=9))
    (found,) = repeats(planned)
    assert (found.weight, found.params["count"], len(found.evidence)) == ("info", 1, 1)


def test_another_network_and_another_month_are_no_repetition(planned: Cast, out: Out) -> None:
    others(out, 4)
    out(FERRY, days=40)
    out(FERRY, days=2)
    out(FERRY, days=2, network="bluesky")
    assert [each.message for each in repeats(planned)] == ["fatigue.none"]


def test_the_same_hashtags_more_than_once_a_week_are_found(planned: Cast, out: Out) -> None:
    for days in range(5):
        out(f"Good morning! {TAGS}", days=days)
    assert list(repeating.tagged(asked(planned))) == []
    out(f"Good evening! {TAGS.upper()}", days=6)
    (found,) = repeating.tagged(asked(planned))
    assert (found.params["tags"], found.params["count"]) == (["#coffee", "#harbour", "#morning"], 6)
    assert (found.weight, found.certainty, len(found.evidence)) == ("watch", "early", 6)
