"""A month is proposed: as often and as mixed as the strategy says, always the same, with its reasons."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from convivial.demo.cast import Cast
from convivial.demo.volume import Volume, fill
from convivial.lib import now as clock
from convivial.networks.models import Channel
from convivial.publishing.checking.facts import KINDS
from convivial.publishing.models import Slot
from convivial.publishing.slots import hours, telling
from convivial.publishing.slots.proposing import propose
from convivial.publishing.slots.wishing import Wish, times_in, wish_in
from convivial.team.models import User

from .december import DECEMBER, accepted, at, channel, proposed

As = Callable[[User], Client]


def test_proposal_keeps_rhythm_and_shares(planned: Cast) -> None:
    found = proposed(planned.harbour)
    counts = {count.network: count for count in found.counts}
    assert {name: count.wanted for name, count in counts.items()} == {"mastodon": 16, "bluesky": 16}  # 3.5 a week
    assert all(count.placed == count.wanted for count in counts.values())
    pillars = Counter(place.slot.pillar for place in found.places)
    total, whole = len(found.places), sum(aim.share for aim in found.guide.pillars)
    for aim in found.guide.pillars:
        assert abs(pillars[aim.code] - total * aim.share / whole) < 1


def test_same_calendar_gives_the_same_proposal_and_stores_nothing(planned: Cast) -> None:
    first, second = proposed(planned.harbour), proposed(planned.harbour)
    assert [place.key for place in first.places] == [place.key for place in second.places]
    assert not Slot.objects.exists()


def test_nothing_is_proposed_twice_at_one_minute_on_a_channel(planned: Cast) -> None:
    found = proposed(planned.harbour)
    minutes = [(each.wall, channel.pk) for each in found.places for channel in each.channels]
    assert len(set(minutes)) == len(minutes)


def test_networks_without_a_channel_are_said_and_not_proposed(planned: Cast, as_: As) -> None:
    found = proposed(planned.harbour)
    assert {each.network for place in found.places for each in place.channels} == {"mastodon", "bluesky"}
    assert sorted(found.silent) == ["instagram", "linkedin", "threads"]
    said = " ".join(each.sentence for each in telling.unkept(found))
    assert "Nothing is proposed for Instagram, LinkedIn and Threads: no post goes out there from here" in said
    planned.harbour.channels.filter(network="bluesky").update(access=Channel.Access.REMOVED)
    said = " ".join(each.sentence for each in telling.unkept(proposed(planned.harbour)))
    assert "Nothing is proposed for Bluesky: no channel there is connected." in said
    planned.harbour.channels.update(access=Channel.Access.REMOVED)
    page = as_(planned.ana).get("/w/harbour/slots/propose/").content.decode()
    assert "Posts go out from here on Mastodon and Bluesky." in page
    assert "Open the channels" in page


def test_two_channels_on_one_network_share_its_rhythm_and_no_place(planned: Cast) -> None:
    before = proposed(planned.harbour)
    second = Channel.objects.create(
        workspace=planned.harbour, network="mastodon", remote_id="shop", handle="harbour-shop", name="Harbour shop"
    )
    found = proposed(planned.harbour)
    assert len(found.places) == len(before.places)
    mine = [[each for each in place.channels if each.network == "mastodon"] for place in found.places]
    assert {len(each) for each in mine} <= {0, 1}
    counts = Counter(each.handle for some in mine for each in some)
    assert counts == {"harbour": 8, "harbour-shop": 8}
    told = {each.network: " ".join(each.sentences) for each in telling.networks(found)}
    assert "Each channel has places of its own: 8 on harbour and 8 on harbour-shop." in told["mastodon"]
    assert "places of its own" not in told["bluesky"]
    lines = [line for week in telling.weeks(found, "Europe/Berlin") for line in week.lines]
    assert sum("harbour-shop" in line.ends for line in lines) == 8
    made = accepted(planned)
    assert sum(slot.channels.filter(pk=second.pk).exists() for slot in made) == 8


def test_a_channel_that_has_posts_already_gets_fewer_of_the_places(planned: Cast) -> None:
    first = planned.harbour.channels.get(network="mastodon")
    for slot in accepted(planned):
        slot.channels.set([first, *slot.channels.exclude(network="mastodon")])
    Slot.objects.filter(due_at__day__gt=16).delete()
    channel(planned.harbour, "mastodon2")
    Channel.objects.filter(remote_id="mastodon2").update(network="mastodon", handle="shop")
    found = proposed(planned.harbour)
    mine = Counter(each.handle for place in found.places for each in place.channels if each.network == "mastodon")
    assert mine["shop"] > mine["harbour"]


def test_only_what_can_go_out_is_proposed_and_the_rest_is_said(planned: Cast) -> None:
    found = proposed(planned.harbour)
    assert {place.slot.kind for place in found.places} <= set(KINDS)
    assert "short_video" in found.unable
    said = " ".join(each.sentence for each in telling.unkept(found))
    assert "The strategy also wants short video (" in said
    assert "Only words, links and pictures go out from here so far" in said


def test_days_that_rest_and_hours_that_were_said_are_respected(planned: Cast) -> None:
    wish = Wish(
        DECEMBER.first, DECEMBER.last, date(2026, 12, 24), date(2026, 12, 27), True,
        {"mastodon": (time(8, 15),), "bluesky": (time(8, 15),)},
    )  # fmt: skip
    found = proposed(planned.harbour, wish)
    assert {place.slot.at for place in found.places} == {time(8, 15)}
    assert not {place.slot.on for place in found.places} & wish.resting
    assert all(place.slot.on.weekday() < 5 for place in found.places)


@pytest.mark.parametrize(
    ("month", "zone"), [("2027-03", "Europe/Berlin"), ("2027-10", "Europe/Berlin"), ("2027-04", "Australia/Sydney")]
)
def test_times_stay_on_the_wall_when_clocks_change(planned: Cast, month: str, zone: str) -> None:
    planned.harbour.zone = zone
    planned.harbour.save()
    first = date.fromisoformat(f"{month}-01")
    for slot in accepted(planned, Wish(first, first + timedelta(days=29))):
        wall = datetime.fromisoformat(slot.wall_time)
        assert clock.wall(slot.due_at, zone) == wall
        assert wall.time() in {*hours.GENERAL, *hours.AT_WEEKENDS}


def test_house_that_posts_much_gets_its_own_hours(planned: Cast) -> None:
    own = [datetime(2026, 9, 1, 8, 20) + timedelta(days=n) for n in range(hours.ENOUGH)]
    assert hours._of("mastodon", (), own).all_of_them == [time(8, 30)]
    assert hours._of("mastodon", (), own[1:]).source == "general"
    assert hours._of("mastodon", (time(7),), own).source == "said"


def test_what_stands_there_counts(planned: Cast) -> None:
    before = proposed(planned.harbour)
    fill(planned.harbour, planned.ben, list(planned.harbour.channels.all()), Volume(posts=30, days_behind=0))
    there = {count.network: count.there for count in proposed(planned.harbour).counts}
    assert sum(there.values()) > 0
    assert len(proposed(planned.harbour).places) < len(before.places)


def test_proposal_explains_itself(planned: Cast) -> None:
    found = proposed(planned.harbour)
    told = {each.network: each for each in telling.networks(found)}
    assert told["mastodon"].title == "16 places on Mastodon"
    assert told["mastodon"].sentences[0] == "3.5 posts a week make 16 in 31 days."
    assert "From bean to cup" in told["mastodon"].sentences[1]
    assert "(30 %)" in told["mastodon"].sentences[1]
    assert "general hours" in told["mastodon"].hours
    why = telling.reasons(found.places[0].why, found.guide)
    assert any("is due: number 1 of" in sentence for sentence in why)


def test_without_a_strategy_there_is_no_proposal(cast: Cast, as_: As) -> None:
    assert propose(cast.harbour, DECEMBER) is None
    page = as_(cast.ana).get(at("propose_slots")).content.decode()
    assert "A proposal needs a strategy" in page


@pytest.mark.parametrize("words", ["soon", "9999-12-31", "0001-01-01", "2026-12-01' OR 1=1--", "x" * 3000])
def test_any_wish_in_the_address_is_bounded(words: str) -> None:
    today = date(2026, 11, 22)
    wish = wish_in(dict.fromkeys(("on", "from", "until", "rest_from", "rest_until", "hours-x"), words), today)
    assert today < wish.first <= wish.last
    assert wish.days <= 93
    assert len(wish.resting) <= 93


def test_hours_are_understood_as_people_write_them() -> None:
    assert times_in("9, 12:30 and 17.45") == (time(9), time(12, 30), time(17, 45))
    assert times_in("whenever") == ()
