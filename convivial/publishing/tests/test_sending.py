"""What is due goes out once, with its record before and its outcome after."""

from datetime import timedelta

import pytest
from django.db import transaction

from convivial.content import approving, writing
from convivial.content.checks import may_go_out
from convivial.lib.now import now
from convivial.networks.errors import Disconnected, NotAllowed, OutcomeUnknown, Refused, TryLater, Unsupported
from convivial.networks.learning import keep
from convivial.networks.messages import Receipt
from convivial.networks.models import Channel, Learning
from convivial.publishing import holding, scheduling
from convivial.publishing.models import Attempt, Lane, Publication
from convivial.publishing.sending import outcomes
from convivial.publishing.sending import sender as sending
from convivial.publishing.sending.claiming import take
from convivial.publishing.sending.lanes import Keys
from convivial.publishing.sending.sender import Parcel, Sender
from convivial.publishing.sending.stepping import Step, step
from convivial.publishing.states import reason_sentence
from convivial.work.patience import patience

from .conftest import Stage, journalled

State = Publication.State


def test_what_is_due_goes_out_once(stage: Stage) -> None:
    publication = stage.due()
    stage.round()
    stage.round()
    publication.refresh_from_db()
    assert stage.network.texts() == ["The ferry leaves at six."]
    assert (publication.state, publication.remote_id) == (State.PUBLISHED, "r1")
    assert publication.address == "https://rehearsal.example/1"
    assert publication.published_at is not None
    assert journalled(publication) == ["publication.publish"]


def test_what_is_not_due_stays(stage: Stage) -> None:
    publication = stage.due()
    stage.clock.shift(timedelta(minutes=-1))
    stage.round()
    publication.refresh_from_db()
    assert publication.state == State.SCHEDULED
    assert stage.network.made == []


def test_sending_and_an_open_attempt_are_on_the_disk_before_the_network_hears_of_it(stage: Stage) -> None:
    publication = stage.due()
    seen: list[tuple[str, str, int]] = []

    def look() -> None:
        row = stage.beside.submit(
            lambda: (Publication.objects.get().state, Attempt.objects.get().outcome, Attempt.objects.get().token)
        )
        seen.append(row.result())

    stage.network.next.append(look)
    stage.round()
    publication.refresh_from_db()
    assert seen == [(State.SENDING, "", publication.token)]
    assert Attempt.objects.get().outcome == "published"


def test_the_key_and_the_moment_are_the_same_with_every_try(stage: Stage) -> None:
    publication = stage.due()
    stage.network.next.append(TryLater("busy", retry_after=timedelta(minutes=2)))
    stage.round()
    stage.wait_for_step(publication)
    keys = publication.key
    stage.round()
    assert [(what.key, what.made_at) for _, what in stage.network.made] == [(keys, publication.due_at)]


def test_later_is_obeyed_and_the_whole_channel_waits(stage: Stage) -> None:
    channel = stage.channel()
    first, second = stage.due(channel=channel), stage.due("And comes back at nine.", channel)
    stage.network.next.append(TryLater("busy", retry_after=timedelta(minutes=5)))
    stage.round()
    first.refresh_from_db()
    assert (first.state, first.reason, first.tries) == (State.SCHEDULED, "later", 1)
    assert first.try_at >= first.due_at + timedelta(minutes=5)
    second.refresh_from_db()
    assert second.state == State.SCHEDULED
    assert stage.network.made == []
    assert journalled(first) == ["publication.delay"]
    stage.wait_for_step(first)
    stage.round()
    assert len(stage.network.made) == 2


def test_ten_years_later_is_cut_to_what_we_obey(stage: Stage) -> None:
    publication = stage.due()
    stage.network.next.append(TryLater("quota", retry_after=timedelta(days=3650)))
    stage.round()
    publication.refresh_from_db()
    assert publication.try_at <= publication.due_at + patience().told_later_most * 1.2


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (Refused("too_long"), State.FAILED, "refused"),
        (NotAllowed("scope_missing"), State.FAILED, "not_allowed"),
        (Unsupported("video"), State.FAILED, "unsupported"),
        (Disconnected("token_refused"), State.ON_HOLD, "disconnected"),
    ],
)
def test_a_no_before_anything_was_made_ends_with_its_reason(
    stage: Stage, error: Exception, state: str, reason: str
) -> None:
    publication = stage.due()
    stage.network.next.append(error)
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (state, reason)
    assert publication.try_at is None
    assert str(reason_sentence(publication))
    stage.round()
    assert stage.network.made == []


def test_a_network_that_no_longer_lets_us_in_closes_the_channel_once(stage: Stage) -> None:
    publication = stage.due()
    stage.network.next.append(Disconnected("token_refused"))
    stage.round()
    assert Channel.objects.get(pk=publication.channel_id).access == Channel.Access.WITHDRAWN


@pytest.mark.parametrize("error", [OutcomeUnknown("hung_up"), RuntimeError("a mistake of ours")])
def test_whatever_is_not_known_is_unknown_and_never_sent_again_by_the_sender(stage: Stage, error: Exception) -> None:
    publication = stage.due()
    stage.network.next.append(error)
    stage.round()
    stage.wait(timedelta(minutes=10))
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.UNKNOWN, "no_answer")
    assert stage.network.made == []
    assert Attempt.objects.get().outcome == "unknown"


def test_a_channel_has_one_publication_under_way_and_keeps_their_order(stage: Stage) -> None:
    channel = stage.channel()
    for hour in range(4):
        stage.due(f"Ferry {hour}", channel)
        stage.wait(timedelta(milliseconds=1500))
    under_way: list[int] = []

    def count() -> None:
        under_way.append(stage.beside.submit(Publication.objects.filter(state=State.SENDING).count).result())

    stage.network.next.extend([count] * 4)
    stage.round()
    assert under_way == [1, 1, 1, 1]
    assert stage.network.texts() == ["Ferry 0", "Ferry 1", "Ferry 2", "Ferry 3"]


def test_a_lane_that_another_worker_holds_is_left_alone(stage: Stage) -> None:
    publication = stage.due()
    Lane.objects.update(worker="worker-2", lease_until=publication.due_at + timedelta(seconds=60))
    stage.round()
    assert stage.network.made == []
    stage.wait(timedelta(seconds=61))
    stage.round()
    assert len(stage.network.made) == 1


def test_nothing_goes_out_while_a_hold_is_in_force(stage: Stage) -> None:
    publication = stage.due()
    holding.hold_all(stage.cast.ana, "The harbour burns", workspace=stage.cast.harbour)
    stage.round()
    assert stage.network.made == []
    holding.lift(stage.cast.ana, workspace=stage.cast.harbour)
    stage.round()
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED


def test_a_hold_of_the_house_stops_every_workspace(stage: Stage) -> None:
    stage.due()
    holding.hold_all(stage.cast.ana, "Everything")
    stage.round()
    assert stage.network.made == []


def test_a_hold_of_another_workspace_stops_nothing_here(stage: Stage) -> None:
    stage.due()
    holding.hold_all(stage.cast.omar, "A storm", workspace=stage.cast.museum)
    stage.round()
    assert len(stage.network.made) == 1


def test_words_without_their_yes_are_put_on_hold_at_the_moment_of_sending(stage: Stage) -> None:
    approving.set_rule(stage.cast.harbour, stage.cast.ana, is_required=True)
    publication = stage.due()
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "not_approved")
    assert stage.network.made == []
    assert journalled(publication) == ["publication.stop"]


def test_words_with_their_yes_go_out(stage: Stage) -> None:
    approving.set_rule(stage.cast.harbour, stage.cast.ana, is_required=True)
    publication = stage.due()
    post = publication.variant.post
    approving.ask(post, stage.cast.ben)
    approving.approve(post, stage.cast.cleo)
    stage.round()
    assert len(stage.network.made) == 1


def test_what_is_an_hour_late_is_not_sent_by_itself(stage: Stage) -> None:
    publication = stage.due()
    stage.wait(timedelta(hours=1, seconds=1))
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "too_late")
    scheduling.resume(publication, stage.cast.ben)
    stage.round()
    assert len(stage.network.made) == 1


def test_a_channel_without_access_puts_its_publications_on_hold(stage: Stage) -> None:
    publication = stage.due()
    Channel.objects.update(access=Channel.Access.WITHDRAWN)
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "disconnected")


def test_a_person_who_cancels_while_the_worker_has_it_in_hand_wins(stage: Stage) -> None:
    publication = stage.due("See https://harbour.example/ferry")
    stage.seen("https://harbour.example/ferry", "opens")
    scheduling.cancel(publication, stage.cast.ben)
    stage.round()
    assert stage.network.made == []


def test_an_edit_takes_what_is_scheduled_along(stage: Stage) -> None:
    publication = stage.due()
    post = publication.variant.post
    writing.write(post, stage.cast.ben, "The ferry leaves at seven.", post.revision)
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at seven."]


def test_one_workspace_with_a_heap_does_not_delay_another(stage: Stage) -> None:
    for number in range(30):
        stage.due(f"Heap {number}", stage.channel(number))
    stage.wait(timedelta(seconds=1))
    other = stage.channel(99, stage.cast.museum)
    post = writing.start(stage.cast.museum, stage.cast.omar, "The lamp is lit.")
    writing.add_channel(post, stage.cast.omar, other)
    scheduling.publish_now(post, stage.cast.omar)
    with transaction.atomic():
        chosen, _ = take(now(), 2, 0, Keys())
    assert {each.workspace_id for each in chosen} == {stage.cast.harbour.pk, stage.cast.museum.pk}


def test_dreadful_words_of_a_network_are_kept_as_far_as_they_can_be(stage: Stage) -> None:
    publication = stage.due("Ferry")
    taken = step([], 10, 0, stage.worker, Keys(), now())
    receipt = Receipt("1\0 10\ud800", "https://harbour.example/\0", now())
    step([outcomes.published(taken.go[0][0], receipt, now())], 0, 0, stage.worker, Keys(), now())
    publication.refresh_from_db()
    assert (publication.state, publication.remote_id, publication.address) == (
        State.PUBLISHED, "1 10?", "https://harbour.example/",
    )  # fmt: skip


def test_what_was_claimed_but_not_begun_is_given_back_when_the_house_closes(stage: Stage, settings) -> None:
    settings.IN_FLIGHT = 1
    publications = [stage.due(f"Ferry {number}", stage.channel(number)) for number in range(3)]

    async def one_turn_then_close() -> None:
        sender = Sender()
        sender.ledger = stage.beside  # type: ignore[assignment]
        await sender.turn("worker-1")
        await sender.drain()

    stage.beside.run(one_turn_then_close())
    states = sorted(Publication.objects.values_list("state", flat=True))
    assert set(states) <= {State.PUBLISHED, State.SCHEDULED}
    assert len(stage.network.made) == states.count(State.PUBLISHED)
    assert not Publication.objects.filter(lease_until__isnull=False).exists()
    assert len(publications) == 3


def test_words_changed_while_it_was_sending_go_out_when_it_is_tried_again(stage: Stage) -> None:
    publication = stage.due("The ferry leaves at six.")
    post = publication.variant.post

    def correct_meanwhile() -> Exception:
        asked = stage.beside.submit(lambda: writing.write(post, stage.cast.ben, "It leaves at seven.", post.revision))
        asked.result()
        return TryLater("busy")

    stage.network.next.append(correct_meanwhile)
    stage.round()
    stage.wait_for_step(publication)
    stage.round()
    assert stage.network.texts() == ["It leaves at seven."]


def test_a_mistake_of_ours_before_the_call_stops_no_other_line(stage: Stage, monkeypatch) -> None:
    def stumble(row: object) -> bool:
        raise KeyError("a surprise")

    publication = stage.due()
    monkeypatch.setattr(sending, "is_plain", stumble)
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.SCHEDULED, "not_reached")
    assert publication.attempts.get().outcome == "later"


def test_what_waits_its_turn_when_everything_is_put_on_hold_is_given_back_unsent(stage: Stage) -> None:
    publication, sender = stage.due(), Sender()
    holding.hold_all(stage.cast.ana, "Wait.", stage.cast.harbour)
    sender.held = step([], 0, 0, stage.worker, Keys(), now()).held
    sender.ready.append(Parcel(publication, access=None, deadline=float("inf")))  # type: ignore[arg-type]
    sender._pump()
    assert [each.outcome for each in sender.finished] == ["not_sent"]
    assert stage.network.made == []


def test_a_worker_that_was_stopped_right_after_its_claim_gives_back_unsent(stage: Stage, monkeypatch) -> None:
    publication, asleep = stage.due(), 0.0

    def and_then_sleep(*args: object) -> Step:
        nonlocal asleep
        taken = step(*args)  # type: ignore[arg-type]
        asleep += patience().lease.total_seconds() if taken.go and not asleep else 0.0
        return taken

    awake = sending.steady
    monkeypatch.setattr(sending, "step", and_then_sleep)
    monkeypatch.setattr(sending, "steady", lambda: awake() + asleep)
    stage.round()
    attempts = Attempt.objects.filter(publication=publication).order_by("token")
    assert [each.outcome for each in attempts] == ["not_sent", "published"]
    assert len(stage.network.made) == 1


def test_a_text_that_is_suddenly_too_long_makes_the_house_ask_what_the_server_takes(stage: Stage) -> None:
    publication = stage.due()
    row = Learning.objects.create(channel=publication.channel, due_at=now() + timedelta(hours=20))
    stage.network.next.append(Refused("refused"))
    stage.round()
    row.refresh_from_db()
    assert row.due_at > now()
    scheduling.retry(Publication.objects.get(), stage.cast.ben)
    stage.network.next.append(Refused("too_long", "Text character limit of 300 exceeded"))
    stage.round()
    row.refresh_from_db()
    assert row.due_at == now()


def test_the_checks_of_a_draft_follow_what_the_server_takes(stage: Stage) -> None:
    channel = stage.channel()
    Channel.objects.filter(pk=channel.pk).update(network="mastodon", limits={"text": 500})
    post = stage.post(channel)
    assert may_go_out(post)
    keep(channel, {"text": 10})
    assert not may_go_out(post)
