"""Last week in three sentences, from facts: golden words for a fixed world."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from convivial.meeting.monday.facts import Facts
from convivial.meeting.monday.saying import sentences
from convivial.meeting.monday.telling import tell
from convivial.meeting.weeks import this_week
from convivial.strategy import renewing

from .conftest import MONDAY, WEDNESDAY, World


def said(world: World) -> list[str]:
    harbour = world.cast.harbour
    return sentences(tell(Facts(harbour, this_week(harbour))), "harbour")


def test_a_house_with_nothing_says_so_and_claims_nothing(world: World) -> None:
    assert said(world) == [
        "Nothing went out last week.",
        "How many more follow you is not known.",
        "Nothing stands out.",
    ]


def test_nothing_went_out_where_something_was_planned(world: World) -> None:
    world.strategy(mastodon=(3, 4, 5))
    world.followers(world.channel(), 900, 900)
    assert said(world)[:2] == [
        "Nothing went out last week: fewer than planned, which is at least 3.",
        "As many people follow you as a week before.",
    ]


def test_as_many_as_planned_and_what_came_back(world: World) -> None:
    world.strategy(mastodon=(2, 3, 4))
    channel = world.channel()
    world.followers(channel, 900, 912)
    for _ in range(3):
        world.out(channel, likes=4, shares=1, replies=0)
    assert said(world) == [
        "3 posts went out last week on one channel: as many as planned, which is 2 to 4.",
        "So far people liked 12 times, shared 3 times and answered 0 times; 12 more people follow you.",
        "Whether something stands out cannot be told from 3 posts; 5 would tell.",
    ]


def test_what_was_taken_down_again_is_told_and_counts_nowhere(world: World) -> None:
    world.strategy(mastodon=(2, 3, 4))
    channel = world.channel()
    world.out(channel, likes=4, shares=1, replies=0)
    world.down(world.out(channel, likes=900, shares=90, replies=9))
    assert said(world)[:2] == [
        "One post went out last week on one channel: fewer than planned, which is at least 2. "
        "One more went out and was taken down again.",
        "So far people liked 4 times, shared once and answered 0 times; how many more follow you is not known.",
    ]


def test_a_week_of_which_nothing_stands_there_says_so(world: World) -> None:
    channel = world.channel()
    for _ in range(2):
        world.down(world.out(channel))
    assert said(world)[0] == ("Nothing that went out last week still stands there. 2 were taken down again.")


def test_more_than_planned_on_two_channels(world: World) -> None:
    world.strategy(mastodon=(1, 1, 1), bluesky=(1, 1, 2))
    for channel in (world.channel(), world.channel("bluesky")):
        for _ in range(2):
            world.out(channel)
    assert said(world)[:2] == [
        "4 posts went out last week on 2 channels (counted on each): more than planned, which is at most 3.",
        "What people did with it is not counted yet; how many more follow you is not known.",
    ]


def test_what_a_network_does_not_tell_is_left_out_and_what_is_uncounted_is_named(world: World) -> None:
    world.strategy(mastodon=(1, 2, 2))
    channel = world.channel()
    other = world.channel("bluesky")
    world.followers(channel, 900, 897)
    world.out(channel, likes=1)
    world.out(channel)
    world.out(other)
    assert said(world)[:2] == [
        "3 posts went out last week on 2 channels (counted on each), 2 of them where the strategy plans something: "
        "as many as planned, which is 1 to 2.",
        "So far people liked once (1 of 3 posts are counted); 3 people fewer follow you (1 of 2 channels are "
        "counted).",
    ]


def test_a_strategy_that_is_younger_than_the_week_is_not_held_against_it(world: World) -> None:
    world.strategy(since=timedelta(days=2), mastodon=(3, 4, 5))
    world.out(world.channel())
    assert said(world)[0] == (
        "One post went out last week on one channel. The strategy is younger than that: it began on 21 November 2026."
    )


def test_one_post_stands_out_when_people_did_far_more_with_it(world: World) -> None:
    channel = world.channel()
    for likes in (3, 4, 2, 5):
        world.out(channel, likes=likes)
    world.out(channel, text="Nadia wins the barista cup!", likes=18, shares=6)
    assert said(world)[2] == (
        "“Nadia wins the barista cup!” stands out: 24 likes, shares and answers, where the others had about 3.5."
    )


def test_a_little_more_than_the_others_is_not_called_a_difference(world: World) -> None:
    channel = world.channel()
    for likes in (3, 4, 2, 5, 9):
        world.out(channel, likes=likes)
    assert said(world)[2] == "Nothing stands out."


def test_an_old_follower_count_says_nothing_about_last_week(world: World) -> None:
    channel = world.channel()
    world.look(channel, None, MONDAY - timedelta(days=30), followers=700)
    world.look(channel, None, MONDAY - timedelta(hours=12), followers=900)
    assert said(world)[1] == "How many more follow you is not known."


def test_practice_and_what_was_taken_away_count_nowhere(world: World) -> None:
    world.out(world.channel("practice"), likes=50)
    assert said(world)[0].startswith("Nothing went out last week.")


def test_something_new_that_is_certain_is_the_third_sentence(world: World) -> None:
    world.strategy(mastodon=(7, 8, 9))
    channel = world.channel()
    type(channel).objects.update(connected_at=MONDAY - timedelta(days=60))
    for days in range(1, 28, 3):
        world.out(channel, at=MONDAY - timedelta(days=days), likes=2)
    renewing.renew(world.cast.harbour)
    third = said(world)[2]
    assert third.startswith("Found anew: “")
    assert "%(" not in third


@pytest.mark.parametrize(
    ("at", "is_counted"),
    [
        ("2026-11-15T22:59:00+00:00", False),  # Sunday 23:59 in Berlin
        ("2026-11-15T23:00:00+00:00", True),  # Monday 00:00
        ("2026-11-22T22:59:00+00:00", True),  # Sunday 23:59
        ("2026-11-22T23:00:00+00:00", False),  # this Monday
    ],
)
def test_a_week_begins_and_ends_at_midnight_of_the_house(world: World, at: str, is_counted: bool) -> None:
    world.out(world.channel(), at=datetime.fromisoformat(at))
    assert said(world)[0].startswith("One post went out" if is_counted else "Nothing went out")


@pytest.mark.parametrize(
    ("monday", "hours"),
    [("2026-03-30", 167), ("2026-10-26", 169), ("2026-11-23", 168)],
    ids=["spring", "autumn", "usual"],
)
def test_the_week_of_a_change_of_clocks_is_an_hour_shorter_or_longer(world: World, monday: str, hours: int) -> None:
    week = this_week(world.cast.harbour, datetime.fromisoformat(f"{monday}T10:00:00+00:00")).later(-1)
    assert (week.ends - week.begins) == timedelta(hours=hours)
    assert week.monday.weekday() == 0


def test_the_sentences_are_in_the_readers_language(world: World) -> None:
    world.out(world.channel(), at=WEDNESDAY)
    with translation.override("de"):
        assert said(world)[0].startswith("Letzte Woche")
