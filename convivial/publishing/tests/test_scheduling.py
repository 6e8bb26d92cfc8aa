"""What a person says about when; a person wins until *sending* is recorded."""

from datetime import datetime, timedelta

import pytest

from convivial.content import writing
from convivial.journal.models import Line
from convivial.lib.now import now, wall
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.publishing.models import Publication
from convivial.publishing.scheduling import MovedOn, NotReady

from .conftest import Stage, journalled

State = Publication.State
BERLIN = "Europe/Berlin"
TUESDAY_NINE = datetime(2026, 11, 24, 9, 0)


def test_a_post_is_scheduled_once_for_each_channel(stage: Stage) -> None:
    post = stage.post(stage.channel(1), stage.channel(2))
    made = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    assert len(made) == 2
    assert {(row.due_at.isoformat(), row.wall_time, row.zone) for row in made} == {
        ("2026-11-24T08:00:00+00:00", "2026-11-24T09:00", BERLIN)
    }
    line = Line.objects.get(act="post.schedule")
    assert (line.thing, line.thing_code, line.actor_id) == ("post", post.code, stage.cast.ben.pk)


def test_pressing_twice_schedules_once(stage: Stage) -> None:
    post = stage.post(stage.channel())
    first = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    again = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert Publication.objects.count() == 1


def test_only_the_chosen_channels_are_scheduled(stage: Stage) -> None:
    post = stage.post(stage.channel(1), stage.channel(2))
    chosen = post.variants.first()
    made = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN, [chosen])
    assert [row.variant_id for row in made] == [chosen.pk]


@pytest.mark.parametrize("after", [timedelta(minutes=-2), timedelta(days=-1)])
def test_the_past_is_refused_with_a_sentence(stage: Stage, after: timedelta) -> None:
    post = stage.post(stage.channel())
    with pytest.raises(NotReady) as told:
        scheduling.schedule(post, stage.cast.ben, wall(now() + after, BERLIN), BERLIN)
    assert "passed" in str(told.value.sentence)


def test_a_post_without_channels_is_refused(stage: Stage) -> None:
    with pytest.raises(NotReady) as told:
        scheduling.schedule(stage.post(), stage.cast.ben, TUESDAY_NINE, BERLIN)
    assert told.value.reason == "no_channels"


def test_a_post_that_must_be_put_right_is_refused(stage: Stage) -> None:
    post = stage.post(stage.channel(), text="x" * 501)
    with pytest.raises(NotReady) as told:
        scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    assert told.value.reason == "must_fix"


def test_a_channel_that_was_taken_away_is_refused(stage: Stage) -> None:
    post = stage.post(stage.channel())
    Channel.objects.update(access=Channel.Access.REMOVED)
    with pytest.raises(NotReady) as told:
        scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    assert told.value.reason in ("channel_removed", "must_fix", "no_channels")


def test_a_wall_time_in_the_gap_of_spring_means_its_end(stage: Stage) -> None:
    post = stage.post(stage.channel())
    made = scheduling.schedule(post, stage.cast.ben, datetime(2027, 3, 28, 2, 30), BERLIN)
    assert made[0].due_at.isoformat() == "2027-03-28T01:00:00+00:00"


def test_moving_keeps_the_zone_and_means_the_wall_time(stage: Stage) -> None:
    publication = scheduling.schedule(stage.post(stage.channel()), stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    scheduling.move(publication, stage.cast.ben, TUESDAY_NINE + timedelta(days=1))
    assert publication.due_at.isoformat() == "2026-11-25T08:00:00+00:00"
    assert publication.try_at == publication.due_at
    assert journalled(publication) == ["publication.move"]


def test_moving_onto_a_sister_is_refused(stage: Stage) -> None:
    post = stage.post(stage.channel())
    first = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE + timedelta(days=7), BERLIN)
    with pytest.raises(NotReady) as told:
        scheduling.move(first, stage.cast.ben, TUESDAY_NINE + timedelta(days=7))
    assert told.value.reason == "waits_already"


def test_moving_what_is_on_hold_leaves_it_on_hold(stage: Stage) -> None:
    publication = stage.due()
    scheduling.hold(publication, stage.cast.cleo, "Not today")
    scheduling.move(publication, stage.cast.ben, TUESDAY_NINE)
    assert publication.state == State.ON_HOLD
    assert publication.due_at.isoformat() == "2026-11-24T08:00:00+00:00"


def test_cancelling_twice_does_no_harm(stage: Stage) -> None:
    publication = stage.due()
    scheduling.cancel(publication, stage.cast.ben)
    scheduling.cancel(publication, stage.cast.ben)
    assert publication.state == State.CANCELLED
    assert journalled(publication) == ["publication.cancel"]


def test_the_same_moment_is_free_again_after_cancelling(stage: Stage) -> None:
    post = stage.post(stage.channel())
    first = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    scheduling.cancel(first, stage.cast.ben)
    again = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    assert again.pk != first.pk


def test_holding_says_why_and_resuming_sends_at_its_moment(stage: Stage) -> None:
    publication = scheduling.schedule(stage.post(stage.channel()), stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    scheduling.hold(publication, stage.cast.cleo, "The ferry is broken")
    assert (publication.state, publication.reason_params) == (State.ON_HOLD, {"why": "The ferry is broken"})
    scheduling.resume(publication, stage.cast.ben)
    assert publication.state == State.SCHEDULED
    assert publication.due_at.isoformat() == "2026-11-24T08:00:00+00:00"
    assert journalled(publication) == ["publication.hold", "publication.resume"]


def test_resuming_takes_the_words_as_they_are_now(stage: Stage) -> None:
    publication = stage.due()
    scheduling.hold(publication, stage.cast.cleo, "Wrong hour")
    post = publication.variant.post
    writing.write(post, stage.cast.ben, "The ferry leaves at seven.", post.revision)
    scheduling.resume(publication, stage.cast.ben)
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at seven."]


@pytest.mark.parametrize("act", [scheduling.cancel, scheduling.retry, scheduling.resume])
def test_nothing_can_be_decided_while_it_is_just_going_out(stage: Stage, act) -> None:
    publication = stage.due()
    Publication.objects.update(state=State.SENDING)
    with pytest.raises(MovedOn) as told:
        act(publication, stage.cast.ben)
    assert told.value.reason == "sending"
    assert "just going out" in str(told.value.sentence)


@pytest.mark.parametrize(
    "act",
    [
        lambda row, by: scheduling.cancel(row, by),
        lambda row, by: scheduling.hold(row, by, "why"),
        lambda row, by: scheduling.resume(row, by),
        lambda row, by: scheduling.retry(row, by),
        lambda row, by: scheduling.settle(row, by, False),
        lambda row, by: scheduling.move(row, by, TUESDAY_NINE),
    ],
)
def test_nothing_brings_a_published_one_back(stage: Stage, act) -> None:
    publication = stage.due()
    stage.round()
    publication.refresh_from_db()
    with pytest.raises(MovedOn):
        act(publication, stage.cast.ben)
    assert Publication.objects.get().state == State.PUBLISHED


def test_a_decision_makes_what_a_worker_holds_worthless(stage: Stage) -> None:
    publication = stage.due()
    before = publication.token
    scheduling.hold(publication, stage.cast.ben, "Wait")
    assert publication.token == before + 1


def test_publishing_now_is_due_now_and_pressing_twice_sends_once(stage: Stage) -> None:
    post = stage.post(stage.channel())
    scheduling.publish_now(post, stage.cast.ben)
    stage.wait(timedelta(seconds=3))
    scheduling.publish_now(post, stage.cast.ben)
    stage.round()
    assert len(stage.network.made) == 1


def test_publishing_now_again_right_after_it_went_out_is_refused(stage: Stage) -> None:
    post = stage.post(stage.channel())
    scheduling.publish_now(post, stage.cast.ben)
    stage.round()
    with pytest.raises(NotReady) as told:
        scheduling.publish_now(post, stage.cast.ben)
    assert told.value.reason == "just_published"


def test_publishing_now_brings_forward_what_waits(stage: Stage) -> None:
    post = stage.post(stage.channel())
    waiting = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    scheduling.publish_now(post, stage.cast.ben)
    stage.round()
    waiting.refresh_from_db()
    assert waiting.state == State.PUBLISHED
    assert Publication.objects.count() == 1


def test_retrying_a_failed_one_sends_it_at_once_under_the_same_key(stage: Stage) -> None:
    from convivial.networks.errors import Refused

    publication = stage.due()
    stage.network.next.append(Refused("refused"))
    stage.round()
    publication.refresh_from_db()
    stage.wait(timedelta(days=2))
    scheduling.retry(publication, stage.cast.ben)
    stage.round()
    assert [what.key for _, what in stage.network.made] == [publication.key]


def test_taking_down_what_never_went_out_is_refused(stage: Stage) -> None:
    with pytest.raises(NotReady):
        scheduling.take_down(stage.due(), stage.cast.ben)


def test_lists_answer_in_the_words_of_the_product(stage: Stage) -> None:
    from convivial.networks.errors import Refused

    early = stage.due("One.", stage.channel(1))
    stage.network.next.append(Refused("refused"))
    stage.round()
    late = scheduling.schedule(stage.post(stage.channel(2), text="Two."), stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    mine = stage.cast.harbour.publications
    assert list(mine.needing_people()) == [early]
    assert list(mine.upcoming()) == [late]
    assert list(mine.between(late.due_at, late.due_at + timedelta(seconds=1))) == [late]
    assert list(mine.due(late.due_at)) == [late]
