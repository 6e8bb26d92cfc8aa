"""Effort: standard minutes, shares against tiers, and a lower tier that eats the week."""

import pytest

from convivial.strategy.judging.effort import STANDARD, Choice, judge, minutes

CHOICES = [Choice("linkedin", "primary", 0.6), Choice("mastodon", "secondary", 0.4)]


def test_minutes_by_content_type_may_be_our_own() -> None:
    posts = [("linkedin", "single_image"), ("linkedin", "text"), ("mastodon", "text"), ("mastodon", "puppet show")]
    assert minutes(posts) == {"linkedin": 70, "mastodon": 65}
    assert minutes(posts, {"text": 10}) == {"linkedin": 55, "mastodon": 50}


def test_all_sixteen_types_have_standard_minutes() -> None:
    assert len(STANDARD) == 16


def test_shares_near_their_plan_are_fine() -> None:
    """Three short videos of 180 and two of 180: 60 and 40 %."""
    judged = judge([("linkedin", "short_video")] * 3 + [("mastodon", "short_video")] * 2, CHOICES)
    assert (judged.minutes, judged.distance, judged.verdict) == (900, pytest.approx(0), "fine")
    assert [effort.over for effort in judged.efforts] == [pytest.approx(0), pytest.approx(0)]


def test_a_lower_tier_with_more_effort_is_named_and_only_watched() -> None:
    judged = judge([("linkedin", "text")] * 30 + [("mastodon", "short_video")] * 30, CHOICES)
    (inversion,) = judged.inversions
    assert (inversion.lower.network, inversion.higher.network) == ("mastodon", "linkedin")
    assert (judged.verdict, judged.certainty) == ("watch", "enough")
    assert judged.distance == pytest.approx(180 / 205 - 0.4)


def test_a_lower_tier_a_little_ahead_is_within_what_an_estimate_can_tell() -> None:
    judged = judge([("linkedin", "text")] * 24 + [("mastodon", "text")] * 26, CHOICES)
    assert judged.inversions == ()


def test_a_network_without_a_word_in_the_strategy_counts_as_parked() -> None:
    judged = judge([("linkedin", "text")] * 3 + [("tiktok", "short_video")] * 3, CHOICES)
    assert {each.lower.network for each in judged.inversions} == {"tiktok"}
    assert judged.distance == pytest.approx(540 / 615)


def test_without_planned_shares_there_is_no_distance() -> None:
    judged = judge([("linkedin", "text")] * 6, [Choice("linkedin", "primary"), Choice("mastodon", "secondary", 0.4)])
    assert (judged.distance, judged.verdict) == (None, "fine")


def test_four_posts_are_too_early() -> None:
    assert judge([("mastodon", "live")] * 4, CHOICES).verdict == "too_early"
    assert judge([], CHOICES).efforts[0].share == 0
