"""The promises, and connecting from the first page to the channel, on server software that is not ours."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from mastodon import Mastodon

from convivial.demo.cast import Cast
from convivial.networks.adapters.mastodon import network
from convivial.networks.messages import Receipt
from convivial.networks.models import AllowedHost, Channel
from convivial.networks.network import Access
from convivial.networks.opening import access
from convivial.networks.tests.between import Between
from convivial.networks.tests.peer import Peer, Seen, let_through, wait_for
from convivial.networks.tests.promises import Promises, find, outgoing, publish
from tests.live.mastodon import MastodonServer

pytestmark = pytest.mark.live


def seen_by(client: Mastodon, account: str) -> list[Seen]:
    """What stands there, read with the community's own library."""
    statuses = client.account_statuses(account, limit=40)
    return [
        Seen(
            str(status.id),
            client.status_source(status.id).text,
            tuple(media.description or "" for media in status.media_attachments),
        )
        for status in reversed(statuses)
    ]


class TestOnRealServer(Promises):
    @pytest.fixture
    def peer(self, mastodon_server: MastodonServer) -> Iterator[Peer]:
        name, token = mastodon_server.take()
        reader = Mastodon(
            access_token=mastodon_server.take()[1], api_base_url=mastodon_server.address, ratelimit_method="throw"
        )
        with Between(mastodon_server.address, keeps_host=True) as line, let_through(line.host, mastodon_server.host):
            account = wait_for(network.whoami(Access("", line.address, "", {"access_token": token}))).remote_id
            yield Peer(
                network=network,
                access=Access(account, line.address, f"@{name}@127.0.0.1", {"access_token": token}),
                seen=lambda: seen_by(reader, account),
                hang_up=lambda: line.lose("POST", "/api/v1/statuses"),
                withdraw=lambda: self.revoke(mastodon_server, token),
            )

    def revoke(self, server: MastodonServer, token: str) -> None:
        answer = requests.post(f"{server.address}/oauth/revoke", data={"token": token}, timeout=5)
        assert answer.ok, answer.text

    def test_the_server_keeps_keys(self, peer: Peer) -> None:
        limits = wait_for(network.whoami(peer.access)).limits
        assert limits["keeps_key"] == 1
        assert network.limits(limits).text == 500

    def test_a_text_that_is_too_long_is_refused_as_that(self, peer: Peer) -> None:
        from convivial.networks.errors import Refused

        with pytest.raises(Refused) as refused:
            publish(peer, outgoing(peer, "a" * 501))
        assert refused.value.reason == "too_long"
        assert peer.seen() == []

    def test_everybody_sees_it_in_the_language_it_is_written_in(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer))
        assert (receipt.raw["visibility"], receipt.raw["language"]) == ("public", "en")


class TestConnecting:
    """The same steps that a person takes, the server's own form included."""

    def say_yes(self, link: str, username: str) -> str:
        form = requests.get(link, timeout=5).text
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)">', form))
        fields.pop("username", None)
        answer = requests.post(
            f"{link.split('/oauth/')[0]}/oauth/authorize",
            data={**{name: unescape(word) for name, word in fields.items()}, "username": username},
            allow_redirects=False,
            timeout=5,
        )
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def test_an_owner_connects_and_publishes(
        self, cast: Cast, as_: Callable[[Any], Client], mastodon_server: MastodonServer
    ) -> None:
        host, port = mastodon_server.host
        AllowedHost.objects.create(host=host, port=port, why="a server of the tests")
        name, _ = mastodon_server.take()
        browser = as_(cast.ana)
        page = browser.post("/w/harbour/channels/connect/mastodon/", {"server": mastodon_server.address})
        link = re.search(r'href="(http://127[^"]+)"', page.content.decode())
        assert link, page.content.decode()
        arrived = browser.get(self.say_yes(unescape(link[1]), name))
        assert arrived.status_code == 302, arrived.content.decode()
        assert f"@{name}@127.0.0.1" in browser.get(arrived["Location"]).content.decode()
        browser.post(f"{arrived['Location']}confirm/")
        channel = Channel.objects.get()
        assert channel.is_usable
        self.publishes_once(channel, mastodon_server)

    def publishes_once(self, channel: Channel, server: MastodonServer) -> None:
        opened = access(channel)
        reader = Mastodon(access_token=server.take()[1], api_base_url=server.address, ratelimit_method="throw")
        peer = Peer(network, opened, lambda: seen_by(reader, channel.remote_id), lambda: None, lambda: None)
        what = outgoing(peer)
        receipt = publish(peer, what)
        assert [seen.text for seen in peer.seen()] == [what.text]
        found = find(peer, what)
        assert isinstance(found, Receipt)
        assert found.remote_id == receipt.remote_id
