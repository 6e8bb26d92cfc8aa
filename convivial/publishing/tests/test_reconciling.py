"""What is unknown is asked for, twice where lists are late, and never sent again blindly."""

from dataclasses import replace
from datetime import timedelta

import pytest

from convivial.content import approving, writing
from convivial.journal.recording import record_all
from convivial.lib.now import now
from convivial.networks import granting
from convivial.networks.errors import TryLater
from convivial.networks.messages import Receipt
from convivial.networks.network import Found
from convivial.publishing import scheduling
from convivial.publishing.errors import MovedOn
from convivial.publishing.finding import mending
from convivial.publishing.finding.concluding import FOR_EVER, rest
from convivial.publishing.models import Attempt, Look, Publication
from convivial.publishing.sending import outcomes
from convivial.work.patience import patience

from .conftest import Stage, journalled

State = Publication.State


@pytest.fixture
def lost(stage: Stage) -> Publication:
    """Made at the network; the answer never came."""
    publication = stage.due()
    stage.network.next.append("lose")
    stage.round()
    publication.refresh_from_db()
    assert publication.state == State.UNKNOWN
    return publication


@pytest.fixture
def never_arrived(stage: Stage) -> Publication:
    """The worker died before a byte left; nobody knows that."""
    publication = stage.due()
    stage.network.next.append(SystemExit)
    Publication.objects.filter(pk=publication.pk).update(
        state=State.SENDING, token=1, worker="worker-1", lease_until=now() + patience().lease
    )
    Attempt.objects.create(publication=publication, token=1, worker="worker-1", began_at=now())
    stage.network.next.clear()
    mending.free(["worker-1"])
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.UNKNOWN, "interrupted")
    return publication


def test_lost_answer_is_reconciled_without_a_second_post(stage: Stage, lost: Publication) -> None:
    stage.wait_for_step(lost)
    stage.look()
    stage.round()
    lost.refresh_from_db()
    assert (lost.state, lost.reason, lost.remote_id) == (State.PUBLISHED, "found", "r1")
    assert len(stage.network.made) == 1
    assert journalled(lost) == ["publication.doubt", "publication.find"]


def test_the_first_look_comes_after_what_may_still_be_on_the_way(lost: Publication) -> None:
    assert lost.try_at >= now() + patience().margin


def test_absent_once_is_not_believed_of_a_network_that_lists_late(stage: Stage, never_arrived: Publication) -> None:
    stage.wait_for_step(never_arrived)
    stage.look()
    never_arrived.refresh_from_db()
    assert never_arrived.state == State.UNKNOWN
    assert never_arrived.try_at >= now() + patience().rest


def test_absent_twice_with_a_rest_sends_it_again_with_the_same_key(stage: Stage, never_arrived: Publication) -> None:
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    never_arrived.refresh_from_db()
    assert (never_arrived.state, never_arrived.reason) == (State.SCHEDULED, "absent")
    stage.round()
    assert [what.key for _, what in stage.network.made] == [never_arrived.key]
    looks = list(Look.objects.order_by("at"))
    assert [look.answer for look in looks] == ["absent", "absent"]
    assert looks[1].at - looks[0].at >= timedelta(seconds=60)


def test_words_changed_while_it_was_unknown_go_out_when_it_is_sent_again(
    stage: Stage, never_arrived: Publication
) -> None:
    post = never_arrived.variant.post
    writing.write(post, stage.cast.ben, "It leaves at seven.", post.revision)
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    stage.round()
    assert stage.network.texts() == ["It leaves at seven."]


@pytest.mark.parametrize("last", ["ben", "mina"])
def test_words_of_somebody_who_may_not_publish_there_wait_once_it_is_absent(
    stage: Stage, never_arrived: Publication, last: str
) -> None:
    granting.grant(never_arrived.channel, stage.cast.ana, [stage.cast.mina])
    post = never_arrived.variant.post
    writing.write(post, stage.cast.ben, "It leaves at seven.", post.revision)
    if last == "mina":
        writing.write(post, stage.cast.mina, "It leaves at seven, really.", post.revision)
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    stage.round()
    never_arrived.refresh_from_db()
    assert (never_arrived.state, never_arrived.reason) == (State.ON_HOLD, "words_of_others")
    assert stage.network.texts() == []
    assert journalled(never_arrived)[-2:] == ["publication.miss", "publication.stop"]
    scheduling.resume(never_arrived, stage.cast.mina)
    never_arrived.refresh_from_db()
    assert not never_arrived.has_words_of_others
    stage.round()
    assert stage.network.texts() == [post.text]


def test_words_of_its_people_go_out_once_it_is_absent(stage: Stage, never_arrived: Publication) -> None:
    granting.grant(never_arrived.channel, stage.cast.ana, [stage.cast.mina])
    post = never_arrived.variant.post
    writing.write(post, stage.cast.mina, "It leaves at seven.", post.revision)
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    stage.round()
    assert stage.network.texts() == ["It leaves at seven."]


def test_where_a_yes_is_needed_the_yes_decides_once_it_is_absent(stage: Stage, never_arrived: Publication) -> None:
    granting.grant(never_arrived.channel, stage.cast.ana, [stage.cast.mina])
    approving.set_rule(stage.cast.harbour, stage.cast.ana, True)
    post = never_arrived.variant.post
    writing.write(post, stage.cast.ben, "It leaves at seven.", post.revision)
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    never_arrived.refresh_from_db()
    assert never_arrived.state == State.SCHEDULED


def test_words_of_others_wait_too_when_the_network_says_later(stage: Stage) -> None:
    publication = stage.due()
    granting.grant(publication.channel, stage.cast.ana, [stage.cast.mina])
    Publication.objects.filter(pk=publication.pk).update(state=State.SENDING, token=1, worker="worker-1")
    Attempt.objects.create(publication=publication, token=1, worker="worker-1", began_at=now())
    post = publication.variant.post
    writing.write(post, stage.cast.ben, "It leaves at seven.", post.revision)
    publication = Publication.objects.with_story().get()
    assert publication.has_words_of_others
    record_all(outcomes.write([outcomes.of_error(publication, TryLater("busy"), now())], "worker-1"))
    publication.refresh_from_db()
    assert (publication.state, publication.reason, publication.try_at) == (State.ON_HOLD, "words_of_others", None)
    assert journalled(publication)[-2:] == ["publication.delay", "publication.stop"]
    stage.wait(timedelta(hours=1))
    stage.round()
    assert stage.network.texts() == []


def test_a_lasting_key_is_believed_at_once(stage: Stage, never_arrived: Publication) -> None:
    stage.network.capabilities = replace(
        stage.network.capabilities, lists_late=timedelta(0), key_lasts=FOR_EVER + timedelta(days=1)
    )
    stage.wait_for_step(never_arrived)
    stage.look()
    never_arrived.refresh_from_db()
    assert never_arrived.state == State.SCHEDULED


def test_what_cannot_be_told_is_asked_for_until_a_person_is_asked(stage: Stage, lost: Publication) -> None:
    stage.network.finds.extend([Found.UNTELLABLE] * 40)
    began = now()
    while Publication.objects.get().try_at:
        stage.wait_for_step(lost)
        stage.look()
        assert now() - began < patience().asking * 2
    lost.refresh_from_db()
    assert (lost.state, lost.reason) == (State.UNKNOWN, "ask_person")
    assert journalled(lost)[-1] == "publication.ask"
    stage.wait(timedelta(days=1))
    stage.round()
    stage.look()
    assert len(stage.network.made) == 1


def test_a_network_out_of_reach_proves_nothing(stage: Stage, never_arrived: Publication) -> None:
    stage.network.finds.extend([TryLater("busy"), TryLater("busy")])
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    never_arrived.refresh_from_db()
    assert never_arrived.state == State.UNKNOWN
    for _ in range(2):
        stage.wait_for_step(never_arrived)
        stage.look()
    never_arrived.refresh_from_db()
    assert never_arrived.state == State.SCHEDULED


def test_once_untellable_then_absent_is_not_surely_absent(stage: Stage, never_arrived: Publication) -> None:
    stage.network.finds.append(Found.UNTELLABLE)
    for _ in range(4):
        stage.wait_for_step(never_arrived)
        stage.look()
    never_arrived.refresh_from_db()
    assert never_arrived.state == State.UNKNOWN


def test_the_same_words_of_another_publication_prove_nothing(stage: Stage, lost: Publication) -> None:
    other = stage.due("The ferry leaves at six, again.", lost.channel)
    stage.round()
    other.refresh_from_db()
    stage.network.finds.append(Receipt(other.remote_id, other.address, now()))
    stage.wait_for_step(lost)
    stage.look()
    lost.refresh_from_db()
    assert lost.state == State.UNKNOWN
    assert Look.objects.get(publication=lost).detail["why"] == "anothers"


def test_a_receipt_that_came_back_too_late_for_its_claim_is_proof(stage: Stage, lost: Publication) -> None:
    stage.network.finds.extend([Found.UNTELLABLE] * 3)
    Attempt.objects.update(
        outcome="published", ended_at=now(), detail={"remote_id": "late", "address": "https://rehearsal.example/late"}
    )
    stage.wait_for_step(lost)
    stage.look()
    lost.refresh_from_db()
    assert (lost.state, lost.remote_id) == (State.PUBLISHED, "late")


def test_a_lease_that_lapsed_while_sending_becomes_unknown(stage: Stage) -> None:
    publication = stage.due()
    Publication.objects.filter(pk=publication.pk).update(
        state=State.SENDING, token=1, worker="stopped", lease_until=now() + patience().lease
    )
    mending.heal()
    assert Publication.objects.get().state == State.SENDING
    stage.wait(patience().lease)
    mending.heal()
    publication.refresh_from_db()
    assert (publication.state, publication.reason, publication.token) == (State.UNKNOWN, "interrupted", 2)


@pytest.fixture
def asked(lost: Publication) -> Publication:
    """The network could not tell, and a person is asked."""
    Publication.objects.update(reason="ask_person", try_at=None)
    return lost


def test_nobody_says_anything_while_the_house_still_asks(stage: Stage, lost: Publication) -> None:
    for is_there in (True, False):
        with pytest.raises(MovedOn):
            scheduling.settle(lost, stage.cast.ben, is_there)
    assert Publication.objects.get().state == State.UNKNOWN


def test_a_person_says_it_is_there(stage: Stage, asked: Publication) -> None:
    scheduling.settle(asked, stage.cast.ben, True, "https://rehearsal.example/1")
    assert (asked.state, asked.reason) == (State.PUBLISHED, "said_there")
    stage.wait(timedelta(hours=1))
    stage.look()
    stage.round()
    assert len(stage.network.made) == 1


def test_a_person_says_it_is_not_there_and_decides_what_then(stage: Stage, asked: Publication) -> None:
    scheduling.settle(asked, stage.cast.ben, False)
    assert (asked.state, asked.reason) == (State.FAILED, "said_not_there")
    scheduling.retry(asked, stage.cast.ben)
    assert asked.state == State.SCHEDULED


def test_a_rest_is_longer_than_lists_are_late(stage: Stage, lost: Publication) -> None:
    stage.network.capabilities = replace(stage.network.capabilities, lists_late=timedelta(minutes=10))
    assert rest(lost) > timedelta(minutes=10)
