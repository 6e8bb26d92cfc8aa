"""No faster than the network allows, in any window, whoever sends."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from convivial.lib.now import now
from convivial.publishing.models import Lane, Publication
from convivial.publishing.sending.due import LaneState
from convivial.publishing.sending.pacing import opens_at, use

from .conftest import MONDAY, Stage

PACE = (3, timedelta(hours=1))


def test_a_channel_publishes_no_more_than_its_pace_and_goes_on_by_itself(stage: Stage) -> None:
    stage.network.capabilities = replace(stage.network.capabilities, pace=(3, timedelta(minutes=10)))
    channel = stage.channel()
    for number in range(5):
        stage.due(f"Ferry {number}", channel)
        stage.wait(timedelta(seconds=61))
    stage.round()
    assert len(stage.network.made) == 3
    assert Publication.objects.filter(reason="pace").count() == 1
    for _ in range(6):
        opens = Lane.objects.get().open_at
        if len(stage.network.made) < 5:
            assert opens > now()
            stage.clock.move_to(opens + timedelta(seconds=1))
            stage.round()
    assert stage.network.texts() == [f"Ferry {number}" for number in range(5)]
    assert now() - MONDAY > timedelta(minutes=12)


def test_other_channels_of_the_network_are_not_slowed(stage: Stage) -> None:
    stage.network.capabilities = replace(stage.network.capabilities, pace=(1, timedelta(hours=1)))
    for number in range(4):
        stage.due("Ferry", stage.channel(number))
    stage.round()
    assert len(stage.network.made) == 4


@given(gaps=st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=60))
def test_within_one_window_there_are_never_more_than_the_pace(gaps: list[int]) -> None:
    """A model of the lane in plain values: tries every few minutes; whatever it lets through is counted."""
    most, span = PACE
    at, lane, sent = MONDAY, LaneState(1, 1, None, 0, 0), []
    for gap in gaps:
        at += timedelta(minutes=gap)
        if opens_at(lane, PACE, at) is None:
            sent.append(at)
            lane = _used(lane, span, at)
    for start in sent:
        assert sum(1 for each in sent if start <= each < start + span) <= most + 1  # the past was uneven, at worst


@given(minutes=st.integers(min_value=0, max_value=300), used=st.integers(0, 3), before=st.integers(0, 3))
def test_a_closed_lane_opens_at_a_moment_in_the_future_and_is_open_then(minutes: int, used: int, before: int) -> None:
    lane = LaneState(1, 1, MONDAY, used, before)
    at = MONDAY + timedelta(minutes=minutes)
    later = opens_at(lane, PACE, at)
    if later is not None:
        assert later > at
        later_still = later + timedelta(seconds=1)
        again = opens_at(lane, PACE, later_still)
        assert again is None or again > later_still


def test_the_row_counts_as_the_model_does(stage: Stage) -> None:
    lane = Lane.objects.create(channel=stage.channel(), workspace=stage.cast.harbour)
    model = LaneState(lane.pk, 1, None, 0, 0)
    for minutes in (0, 5, 61, 10, 125, 3, 59, 240):
        stage.wait(timedelta(minutes=minutes))
        use([lane.pk], PACE, "w", now(), now())
        model = _used(model, PACE[1], now())
        row = Lane.objects.get()
        assert (row.used, row.used_before, row.window_at) == (model.used, model.used_before, model.window_at)


def _used(lane: LaneState, span: timedelta, at) -> LaneState:
    if lane.window_at is None or at - lane.window_at >= span * 2:
        return lane._replace(window_at=at, used=1, used_before=0)
    if at - lane.window_at >= span:
        return lane._replace(window_at=at, used=1, used_before=lane.used)
    return lane._replace(used=lane.used + 1)
