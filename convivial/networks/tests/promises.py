"""What every network must keep. A network's tests take these classes and give them a ``peer``:

    class TestOnStandIn(PromisesInBadWeather):
        @pytest.fixture
        def peer(self) -> Iterator[Peer]: …

``Promises`` runs against real software too; ``PromisesInBadWeather`` needs a stand-in's moods.
"""

import dataclasses
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from convivial.networks.errors import Disconnected, OutcomeUnknown, Refused, TryLater, Unsupported
from convivial.networks.messages import Measured, Outgoing, PastPost, Picture, Receipt
from convivial.networks.network import Found
from convivial.networks.standing_in import Mood

from .peer import Peer, wait_for
from .pictures import CUP


def outgoing(peer: Peer, text: str = "Fresh from the roaster this morning", **changes: Any) -> Outgoing:
    return Outgoing(peer.network.new_key(), text, "en", datetime.now(UTC), **changes)


def publish(peer: Peer, what: Outgoing) -> Receipt:
    async def all_of_it() -> Receipt:
        prepared = await peer.network.prepare(peer.access, what)
        return await peer.network.publish(peer.access, what, prepared)

    return wait_for(all_of_it())


def find(peer: Peer, what: Outgoing) -> Receipt | Found:
    return wait_for(peer.network.find(peer.access, what))


def looked_back(peer: Peer, count: int) -> list[PastPost]:
    """What is listed once so many are: a network may list a new post late."""
    since = datetime.now(UTC) - timedelta(hours=1)
    for _ in range(60):
        past = wait_for(peer.network.look_back(peer.access, since))
        if len(past) >= count:
            break
        time.sleep(0.5)  # real software: nothing of ours could be waited for
    return past


def assert_shows_no_secret(peer: Peer, *things: object) -> None:
    for thing in (peer.access, *things):
        for secret in peer.access.secrets.values():
            assert secret not in repr(thing)
            assert secret not in str(thing)


class Promises:
    def test_publishes_once_and_shows_a_receipt(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer))
        assert [seen.remote_id for seen in peer.seen()] == [receipt.remote_id]
        assert receipt.remote_id
        assert receipt.address.startswith("http")
        assert_shows_no_secret(peer, receipt, receipt.raw)

    def test_every_key_is_another(self, peer: Peer) -> None:
        assert len({peer.network.new_key() for _ in range(1000)}) == 1000

    def test_same_key_twice_makes_one_post_where_the_network_keeps_keys(self, peer: Peer) -> None:
        what = outgoing(peer)
        limits = peer.network.limits(wait_for(peer.network.whoami(peer.access)).limits)
        first = publish(peer, what)
        if limits.key_lasts is None:  # then nobody may send again without looking, and looking finds it
            assert find(peer, what) == dataclasses.replace(first, raw=find(peer, what).raw)  # type: ignore[union-attr]
            return
        assert publish(peer, what).remote_id == first.remote_id
        assert len(peer.seen()) == 1

    def test_alt_text_arrives(self, peer: Peer) -> None:
        alt = "A cup of coffee on a harbour wall, “steam” & morning light"
        publish(peer, outgoing(peer, pictures=(Picture(CUP, "image/png", 8, 8, alt),)))
        assert [seen.alts for seen in peer.seen()] == [(alt,)]

    def test_words_arrive_as_they_were_written(self, peer: Peer) -> None:
        text = "Käffchen? <b>Öffnet</b> um 7 & bleibt “warm” ☕\n\nhttps://harbour.example/menu?a=1&b=2 #harbour"
        publish(peer, outgoing(peer, text))
        assert [seen.text for seen in peer.seen()] == [text]

    def test_lost_answer_is_unknown_and_then_found(self, peer: Peer) -> None:
        what = outgoing(peer)
        peer.hang_up()
        with pytest.raises(OutcomeUnknown) as lost:
            publish(peer, what)
        found = find(peer, what)
        assert isinstance(found, Receipt)
        assert [seen.remote_id for seen in peer.seen()] == [found.remote_id]
        assert_shows_no_secret(peer, lost.value)

    def test_lost_answer_of_a_post_with_pictures_is_found_too(self, peer: Peer) -> None:
        what = outgoing(peer, pictures=(Picture(CUP, "image/png", 8, 8, "A cup"),))
        prepared = wait_for(peer.network.prepare(peer.access, what))
        peer.hang_up()
        with pytest.raises(OutcomeUnknown):
            wait_for(peer.network.publish(peer.access, what, prepared))
        assert isinstance(find(peer, what), Receipt)

    def test_looking_back_lists_what_stands_there(self, peer: Peer) -> None:
        if not peer.network.capabilities.looks_back:
            with pytest.raises(Unsupported):
                wait_for(peer.network.look_back(peer.access, datetime.now(UTC)))
            return
        first = publish(peer, outgoing(peer, "Käffchen & Kuchen <b>um drei</b>"))
        second = publish(peer, outgoing(peer, "One cup", pictures=(Picture(CUP, "image/png", 8, 8, "A cup"),)))
        past = looked_back(peer, 2)
        assert {each.remote_id: (each.kind, each.shape) for each in past} == {
            first.remote_id: ("post", "words"),
            second.remote_id: ("post", "picture"),
        }
        assert {each.text for each in past} == {"Käffchen & Kuchen <b>um drei</b>", "One cup"}
        assert all(abs(each.at - datetime.now(UTC)) < timedelta(minutes=10) for each in past)
        assert wait_for(peer.network.look_back(peer.access, datetime.now(UTC) + timedelta(hours=1))) == []

    def test_what_was_never_sent_is_absent(self, peer: Peer) -> None:
        publish(peer, outgoing(peer, "Another post"))
        assert find(peer, outgoing(peer, "Never sent")) is Found.ABSENT

    def test_an_older_post_with_the_same_words_is_not_taken_for_it(self, peer: Peer) -> None:
        publish(peer, outgoing(peer, "Good morning, harbour"))
        later = dataclasses.replace(
            outgoing(peer, "Good morning, harbour"), made_at=datetime.now(UTC) + timedelta(hours=1)
        )
        assert find(peer, later) is Found.ABSENT

    def test_withdrawn_access_says_so(self, peer: Peer) -> None:
        peer.withdraw()
        with pytest.raises(Disconnected) as closed:
            publish(peer, outgoing(peer))
        assert peer.seen() == []
        assert_shows_no_secret(peer, closed.value)

    def test_removes_and_removing_twice_is_harmless(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer))
        wait_for(peer.network.remove(peer.access, receipt.remote_id))
        wait_for(peer.network.remove(peer.access, receipt.remote_id))
        assert peer.seen() == []

    def test_figures_that_the_network_does_not_tell_are_absent(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer))
        measured = wait_for(peer.network.measure_post(peer.access, receipt.remote_id))
        self.assert_honest(peer, measured)
        self.assert_honest(peer, wait_for(peer.network.measure_channel(peer.access)))

    def assert_honest(self, peer: Peer, measured: Measured) -> None:
        names = [figure.name for figure in measured.figures]
        assert set(names) <= set(peer.network.capabilities.measures)
        assert len(names) == len(set(names))
        assert all(figure.value >= 0 for figure in measured.figures)
        assert_shows_no_secret(peer, measured)

    def test_says_whose_account_it_is(self, peer: Peer) -> None:
        account = wait_for(peer.network.whoami(peer.access))
        assert account.remote_id == peer.access.remote_id
        assert account.name
        assert account.handle
        assert all(isinstance(limit, int) for limit in account.limits.values())
        assert_shows_no_secret(peer, account)


class PromisesInBadWeather(Promises):
    def test_a_refusal_leaves_nothing_there(self, peer: Peer) -> None:
        peer.feel(Mood.REFUSES)
        with pytest.raises(Refused) as refused:
            publish(peer, outgoing(peer))
        assert peer.seen() == []
        assert refused.value.reason
        assert_shows_no_secret(peer, refused.value)

    def test_a_busy_network_says_when_to_come_again(self, peer: Peer) -> None:
        peer.feel(Mood.BUSY)
        with pytest.raises(TryLater) as busy:
            publish(peer, outgoing(peer))
        assert busy.value.retry_after is not None
        assert timedelta(seconds=1) <= busy.value.retry_after <= timedelta(hours=6)
        assert peer.seen() == []

    def test_a_4xx_after_the_creation_is_unknown_not_refused(self, peer: Peer) -> None:
        what = outgoing(peer)
        peer.feel(Mood.ANSWERS_4XX_AFTER_CREATING, times=1)
        with pytest.raises(OutcomeUnknown):
            publish(peer, what)
        assert isinstance(find(peer, what), Receipt)

    def test_a_server_that_is_down_made_nothing_or_we_do_not_know(self, peer: Peer) -> None:
        what = outgoing(peer)
        peer.feel(Mood.DOWN, times=1)
        with pytest.raises((OutcomeUnknown, TryLater)):
            publish(peer, what)
        assert find(peer, what) is Found.ABSENT

    def test_expired_words_are_renewed_or_the_channel_is_disconnected(self, peer: Peer) -> None:
        peer.feel(Mood.EXPIRES_TOKENS)
        if peer.access.renew is None:
            with pytest.raises(Disconnected):
                publish(peer, outgoing(peer))
            assert peer.seen() == []
        else:
            publish(peer, outgoing(peer))
            assert len(peer.seen()) == 1

    def test_what_is_listed_late_is_found_later(self, peer: Peer) -> None:
        what = outgoing(peer)
        receipt = publish(peer, what)
        peer.feel(Mood.LISTS_LATE)
        found = find(peer, what)  # a network with keys of its own finds it at once
        peer.feel(Mood.KIND)
        assert found is Found.ABSENT or isinstance(found, Receipt)
        assert (wait_for(peer.network.find(peer.access, what))).remote_id == receipt.remote_id  # type: ignore[union-attr]

    def test_a_server_that_is_gone_was_never_reached(self, peer: Peer) -> None:
        assert peer.stand_in is not None
        peer.stand_in.stop()
        with pytest.raises(TryLater):
            publish(peer, outgoing(peer))
