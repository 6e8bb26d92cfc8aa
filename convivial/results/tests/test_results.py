"""The Results page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convivial.networks.models import Channel
from convivial.results.happened import happened
from convivial.results.periods import chosen
from convivial.results.planning import planner
from convivial.results.telling import story
from convivial.team.models import Workspace

from .conftest import WentOut, channel_of, counted, taken_down

DAY = timedelta(days=1)
ADDRESS = "/w/harbour/results/"


def test_the_story_tells_what_happened(harbour: Workspace, went_out: WentOut, bluesky: Channel) -> None:
    went_out("Rain menu", likes=1200, shares=3, replies=1)
    went_out("Grind finer?", likes=34, replies=1)
    went_out("Before", hours=24 * 40)
    counted(None, bluesky, 29 * DAY, followers=1000)
    counted(None, bluesky, timedelta(0), followers=1234)
    period = chosen(harbour, "28")
    assert story(happened(harbour, period), period) == [
        "2 posts went out on one channel in the last 28 days, one more than in the 28 days before.",
        "They were liked 1,234 times, shared 3 times and answered 2 times.",
        "1,234 people follow you, 234 more than when these days began.",
    ]


def test_what_is_not_known_is_not_said(harbour: Workspace, went_out: WentOut) -> None:
    went_out("Rain menu", hours=0.1)
    period = chosen(harbour, "7")
    assert story(happened(harbour, period), period) == [
        "One post went out on one channel in the last 7 days.",
        "The first figures come about an hour after a post went out.",
    ]


def test_what_is_not_counted_yet_is_counted_as_that(harbour: Workspace, went_out: WentOut) -> None:
    went_out("Rain menu", likes=1)
    went_out("Grind finer?", hours=0.5)
    period = chosen(harbour, "7")
    assert story(happened(harbour, period), period)[1:] == ["It was liked once.", "One is not counted yet."]


def test_a_post_is_shown_with_its_newest_figures_and_their_age(
    cast, as_, went_out: WentOut, bluesky: Channel
) -> None:
    publication = went_out("Rain menu & more", hours=30)
    counted(publication, bluesky, timedelta(hours=29), likes=1, shares=0)
    counted(publication, bluesky, timedelta(hours=6), likes=5)
    page = as_(cast.ravi).get(ADDRESS).content.decode()
    row = page[page.index("Rain menu &amp; more") :]
    assert re.findall(r'data-name="\w+">(.*?)</td>', row)[:4] == ["5", "–", "–", "–"]
    assert "after 24 h" in row


def test_what_was_taken_down_again_is_listed_and_told_and_counts_nowhere(
    cast, as_, harbour: Workspace, went_out: WentOut
) -> None:
    went_out("Rain menu", likes=12, shares=3, replies=1)
    taken_down(went_out("A mistake", likes=900, shares=90, replies=9))
    period = chosen(harbour, "28")
    told = happened(harbour, period)
    assert (told.posts, told.down, told.reactions["likes"], told.channels[0].posts) == (1, 1, 12, 1)
    assert story(told, period) == [
        "One post went out on one channel in the last 28 days.",
        "It was liked 12 times, shared 3 times and answered once.",
        "One more went out and was taken down again.",
    ]
    page = as_(cast.ravi).get(ADDRESS).content.decode()
    assert "taken down" in page[page.index("A mistake") :]
    assert "A mistake" not in page[: page.index('id="posts"')]


def test_where_nothing_stands_there_any_more_it_is_said(harbour: Workspace, went_out: WentOut) -> None:
    taken_down(went_out("A mistake", likes=900))
    period = chosen(harbour, "28")
    assert story(happened(harbour, period), period) == [
        "Nothing that went out in the last 28 days still stands there.",
        "One was taken down again.",
    ]


def test_practice_counts_nowhere(cast, as_, harbour: Workspace, went_out: WentOut, practice: Channel) -> None:
    went_out("Rehearsal", on=practice)
    told = happened(harbour, chosen(harbour, None))
    assert (told.posts, [row.network for row in told.channels]) == (0, ["bluesky"])
    assert "Rehearsal" not in as_(cast.ana).get(ADDRESS).content.decode()


def test_followers_are_compared_with_the_period_before(harbour: Workspace, bluesky: Channel) -> None:
    planner.read()
    for days, followers in ((57, 100), (29, 160), (0, 150)):
        counted(None, bluesky, days * DAY, followers=followers)
    row = happened(harbour, chosen(harbour, "28")).channels[0]
    assert (row.followers, row.gained, row.gained_before, row.counted_from) == (150, -10, 60, None)


def test_a_channel_that_is_new_says_since_when_it_is_counted(cast, as_, harbour: Workspace, bluesky: Channel) -> None:
    planner.read()
    counted(None, bluesky, 3 * DAY, followers=100)
    counted(None, bluesky, timedelta(0), followers=112)
    row = happened(harbour, chosen(harbour, "28")).channels[0]
    assert (row.gained, row.gained_before) == (12, None)
    assert row.counted_from is not None
    page = as_(cast.greta).get(ADDRESS).content.decode()
    assert "+12" in page
    assert "since" in page


def test_few_posts_say_that_they_are_few(cast, as_, went_out: WentOut) -> None:
    went_out("Rain menu", likes=4)
    assert "nothing can be said about a trend" in as_(cast.ana).get(ADDRESS).content.decode()
    for number in range(10):
        went_out(f"Post {number}", likes=1)
    assert "a trend" not in as_(cast.ana).get(ADDRESS).content.decode()


def test_an_empty_house_is_told_what_to_do_first(cast, as_) -> None:
    page = as_(cast.omar).get("/w/museum/results/").content.decode()
    assert "Nothing to count yet" in page
    assert "Connect a channel" in page


def test_who_may_not_connect_is_not_sent_there(cast, as_) -> None:
    assert "Connect a channel" not in as_(cast.greta).get(ADDRESS).content.decode()


def test_every_page_of_posts_follows_the_one_before(cast, as_, went_out: WentOut) -> None:
    for number in range(60):
        went_out(f"Post number {number:02}.", hours=1 + number)
    seen, address = list[str](), ADDRESS
    for _ in range(3):
        answer = as_(cast.ana).get(address)
        seen += [row.words for row in answer.context["posts"]]
        address = answer.context["older"]
    assert seen == [f"Post number {number:02}." for number in range(60)]
    assert address == ""


@pytest.mark.parametrize("asked", ["", "x", "7-", "-7", "99999999999999999999-1", "1-99999999999999999999", "<b>-1"])
def test_a_cursor_that_nobody_gave_out_begins_at_the_beginning(cast, as_, went_out: WentOut, asked: str) -> None:
    went_out("Rain menu")
    answer = as_(cast.ana).get(ADDRESS, {"before": asked, "days": asked})
    assert [row.words for row in answer.context["posts"]] == ["Rain menu"]
    assert answer.context["period"].days == 28


def test_the_page_costs_the_same_whatever_went_out(cast, as_, harbour: Workspace, went_out: WentOut) -> None:
    ana = as_(cast.ana)
    for number in range(4):
        went_out(f"Post {number}", hours=1 + number, likes=number + 1)
    few = queries_of(ana)
    mastodon = channel_of(harbour, "mastodon", "Harbour on the other side")
    for number in range(80):
        went_out(f"Post {number}", hours=1 + number, on=mastodon, likes=number, replies=1)
    many = queries_of(ana)
    assert len(many) == len(few)
    assert len([query for query in many if "results_figure" in query]) <= 5  # the rest is the frame's


def queries_of(browser) -> list[str]:
    browser.get(ADDRESS)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(ADDRESS).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


def test_a_stranger_finds_nothing_and_nobody_changes_anything_by_looking(cast, as_, went_out: WentOut) -> None:
    post = went_out("Rain menu").variant.post
    for address in (ADDRESS, f"{ADDRESS}posts/{post.code}/"):
        assert as_(cast.zoe).get(address).status_code == 404
        assert as_(cast.omar).get(address).status_code == 404
        assert as_(cast.ivo).get(address).status_code == 404
        assert as_(cast.greta).get(address).status_code == 200
        assert as_(cast.ana).post(address).status_code == 405
    assert as_(cast.omar).get(f"/w/museum/results/posts/{post.code}/").status_code == 404
