"""The practice network keeps the promises too; it has no line that could break."""

import pytest

from convivial.demo.cast import Cast
from convivial.networks.adapters.practice import network
from convivial.networks.messages import LinkCard
from convivial.networks.models import Channel, PracticePost
from convivial.networks.opening import access
from convivial.networks.practising import open_practice
from convivial.networks.tests.peer import Peer, Seen, wait_for
from convivial.networks.tests.promises import Promises, find, outgoing, publish


def seen_on(channel: Channel) -> list[Seen]:
    posts = PracticePost.objects.filter(channel=channel).order_by("id").prefetch_related("pictures")
    return [Seen(post.code, post.text, tuple(picture.alt for picture in post.pictures.all())) for post in posts]


class TestOnTimeline(Promises):
    @pytest.fixture
    def peer(self, cast: Cast) -> Peer:
        channel = open_practice(cast.harbour, cast.ana)

        def take_away() -> None:
            Channel.objects.filter(pk=channel.pk).update(access=Channel.Access.REMOVED)

        return Peer(network, access(channel), lambda: seen_on(channel), lambda: None, take_away)

    def test_publishes_once_and_shows_a_receipt(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer))
        assert [seen.remote_id for seen in peer.seen()] == [receipt.remote_id]
        assert receipt.address.startswith("/w/harbour/channels/")
        assert receipt.address.endswith(f"/timeline/#{receipt.remote_id}")

    def test_lost_answer_is_unknown_and_then_found(self, peer: Peer) -> None:
        """Nothing can be lost between two rows of one database; what was put there is found by its key."""
        what = outgoing(peer)
        receipt = publish(peer, what)
        assert find(peer, what) == receipt

    def test_lost_answer_of_a_post_with_pictures_is_found_too(self, peer: Peer) -> None:
        self.test_alt_text_arrives(peer)

    def test_counts_in_no_result(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer))
        assert wait_for(network.measure_post(peer.access, receipt.remote_id)).figures == ()
        assert wait_for(network.measure_channel(peer.access)).figures == ()

    def test_a_link_card_is_shown(self, peer: Peer) -> None:
        card = LinkCard("https://harbour.example/menu", "The menu", "What we roast today")
        publish(peer, outgoing(peer, card=card))
        assert PracticePost.objects.get().card["title"] == "The menu"
