"""The promises of every network and Bluesky's own ones, on the real software."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from convivial.networks.adapters.bluesky import Bluesky as Adapter
from convivial.networks.adapters.bluesky.identity import Directories
from convivial.networks.errors import Disconnected, Refused, TryLater
from convivial.networks.messages import LinkCard, Outgoing, Picture, Receipt
from convivial.networks.network import Access
from convivial.networks.tests.between import Between
from convivial.networks.tests.peer import KeptInMemory, Peer, Seen, let_through, wait_for
from convivial.networks.tests.pictures import png
from convivial.networks.tests.promises import Promises, publish
from tests.live.bluesky import Account, Bluesky, Said

pytestmark = pytest.mark.live
POST = "app.bsky.feed.post"
SIGNED_WITH = b"jwt-secret"  # the development server's own, in its package


class NoKeys:
    async def get(self, server: str) -> None:
        return None

    async def keep(self, server: str, keys: object) -> None:
        raise AssertionError("Bluesky knows no app keys")


def adapter_for(network: Bluesky) -> Adapter:
    return Adapter(Directories(network.directory, network.appview or network.pds))


def hosts(*addresses: str) -> list[tuple[str, int]]:
    return [("localhost", int(address.rpartition(":")[2])) for address in addresses if address]


@contextmanager
def peer_at(network: Bluesky) -> Iterator[Peer]:
    house = network.account("harbour")
    adapter = adapter_for(network)
    with (
        Between(network.pds) as line,
        let_through(*hosts(network.pds, network.directory, network.appview), line.host),
    ):
        answers = {"handle": house.handle, "app_password": house.app_password}
        connected = wait_for(adapter.begin(answers, "", NoKeys()))
        kept = KeptInMemory(connected.secrets)
        access = Access(house.did, line.address, house.handle, connected.secrets, kept.renew)
        peer = Peer(
            network=adapter,
            access=access,
            seen=lambda: posts_of(network, house),
            hang_up=lambda: line.lose("POST", "/xrpc/com.atproto.repo.createRecord"),
            withdraw=lambda: None,
        )
        peer.withdraw = lambda: take_back(network, house, peer)
        yield peer


def posts_of(network: Bluesky, house: Account) -> list[Seen]:
    query = f"?repo={house.did}&collection={POST}&reverse=true"
    records = network.call("com.atproto.repo.listRecords", query=query)["records"]
    return [Seen(each["uri"], each["value"]["text"], alts(each["value"])) for each in records]


def alts(value: dict[str, Any]) -> tuple[str, ...]:
    return tuple(image["alt"] for image in value.get("embed", {}).get("images", []))


def take_back(network: Bluesky, house: Account, peer: Peer) -> None:
    """The person withdraws the app password. What was given out before still opens until it ends (two hours, seen on
    this server), so that the test goes on two hours later."""
    network.call("com.atproto.server.revokeAppPassword", {"name": "convivial"}, house.token)
    ended = {**peer.access.secrets, "access_token": ended_word(peer.access.secrets["access_token"])}
    peer.access = replace(peer.access, secrets=ended, renew=KeptInMemory(ended).renew)


def ended_word(word: str) -> str:
    """The same word of entry as it would be after its time."""
    header, middle, _ = word.split(".")
    claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    claims |= {"iat": int(time.time()) - 7300, "exp": int(time.time()) - 100}
    signed = f"{header}.{_text(json.dumps(claims).encode())}"
    return f"{signed}.{_text(hmac.new(SIGNED_WITH, signed.encode(), hashlib.sha256).digest())}"


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def outgoing(peer: Peer, text: str, **changes: Any) -> Outgoing:
    return Outgoing(peer.network.new_key(), text, "en", datetime.now(UTC), **changes)


class TestPromises(Promises):
    @pytest.fixture
    def peer(self, bluesky_network: Bluesky) -> Iterator[Peer]:
        with peer_at(bluesky_network) as peer:
            yield peer


class TestPromisesWithoutAppview(Promises):
    """Publishing needs nothing but the personal data server."""

    @pytest.fixture
    def peer(self, bluesky_without_appview: Bluesky) -> Iterator[Peer]:
        with peer_at(bluesky_without_appview) as peer:
            yield peer

    def test_figures_that_the_network_does_not_tell_are_absent(self, peer: Peer) -> None:
        receipt = publish(peer, outgoing(peer, "Nobody counts here"))
        with pytest.raises(Exception, match="unwell"):
            wait_for(peer.network.measure_post(peer.access, receipt.remote_id))

    def test_looking_back_lists_what_stands_there(self, peer: Peer) -> None:
        with pytest.raises(TryLater, match="unwell"):
            wait_for(peer.network.look_back(peer.access, datetime.now(UTC)))


@pytest.fixture
def peer(bluesky_network: Bluesky) -> Iterator[Peer]:
    with peer_at(bluesky_network) as peer:
        yield peer


def shown(network: Bluesky, receipt: Receipt) -> dict[str, Any]:
    """The post as the AppView shows it to readers."""
    found: list[dict[str, Any]] = []

    def is_there() -> bool:
        found[:] = network.call("app.bsky.feed.getPosts", query=f"?uris={receipt.remote_id}", at=network.appview)[
            "posts"
        ]
        return bool(found)

    network.until(is_there)
    return found[0]


def test_links_mentions_and_hashtags_lead_somewhere(peer: Peer, bluesky_network: Bluesky) -> None:
    ana = bluesky_network.account("ana")
    text = f"Grüße 👩‍👩‍👧 an @{ana.handle}: https://harbour.example/menü #Käffchen @nobody.test"
    post = shown(bluesky_network, publish(peer, outgoing(peer, text)))["record"]
    whole = post["text"].encode()
    parts = {
        whole[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(): facet["features"][0]
        for facet in post["facets"]
    }
    assert parts == {
        f"@{ana.handle}": {"$type": "app.bsky.richtext.facet#mention", "did": ana.did},
        "https://harbour.example/menü": {
            "$type": "app.bsky.richtext.facet#link",
            "uri": "https://harbour.example/menü",
        },
        "#Käffchen": {"$type": "app.bsky.richtext.facet#tag", "tag": "Käffchen"},
    }
    query = "?reasons=mention"
    bluesky_network.until(
        lambda: bool(
            bluesky_network.call("app.bsky.notification.listNotifications", token=ana.token, query=query)[
                "notifications"
            ]
        )
    )


def test_four_large_pictures_fit_with_their_alt_texts(peer: Peer, bluesky_network: Bluesky) -> None:
    pictures = tuple(Picture(noise(2600, 1300), "image/png", 2600, 1300, f"Quay {number}") for number in range(4))
    images = shown(bluesky_network, publish(peer, outgoing(peer, "The quay", pictures=pictures)))["embed"]["images"]
    assert [image["alt"] for image in images] == ["Quay 0", "Quay 1", "Quay 2", "Quay 3"]
    assert {(image["aspectRatio"]["width"], image["aspectRatio"]["height"]) for image in images} == {(2000, 1000)}


def noise(width: int, height: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(file, "PNG")
    return file.getvalue()


def test_a_link_card_is_shown_with_its_picture(peer: Peer, bluesky_network: Bluesky) -> None:
    card = LinkCard("https://harbour.example/menu", "Our menu", "What we roast", Picture(png(), "image/png", 8, 8))
    external = shown(bluesky_network, publish(peer, outgoing(peer, "Menu!", card=card)))["embed"]["external"]
    assert (external["uri"], external["title"], external["description"]) == (
        card.address,
        "Our menu",
        "What we roast",
    )
    assert external["thumb"].startswith("http")


def test_a_new_post_stands_at_the_moment_it_went_out(peer: Peer, bluesky_network: Bluesky) -> None:
    old = replace(outgoing(peer, "Written last year"), made_at=datetime(2025, 1, 1, tzinfo=UTC))
    sorted_by = datetime.fromisoformat(shown(bluesky_network, publish(peer, old))["indexedAt"])
    assert abs((datetime.now(UTC) - sorted_by).total_seconds()) < 60


def test_figures_are_those_that_readers_see(peer: Peer, bluesky_network: Bluesky) -> None:
    receipt = publish(peer, outgoing(peer, "Do you like it?"))
    subject = {"uri": receipt.remote_id, "cid": receipt.raw["cid"]}
    ana = bluesky_network.account("ana")
    bluesky_network.write(ana, "app.bsky.feed.like", {"subject": subject})
    bluesky_network.write(ana, "app.bsky.feed.repost", {"subject": subject})
    bluesky_network.write(ana, POST, {"text": "Yes!", "reply": {"root": subject, "parent": subject}})
    bluesky_network.write(ana, POST, {"text": "See", "embed": {"$type": "app.bsky.embed.record", "record": subject}})
    bluesky_network.write(ana, "app.bsky.graph.follow", {"subject": peer.access.remote_id})

    def figures() -> dict[str, int]:
        measured = wait_for(peer.network.measure_post(peer.access, receipt.remote_id))
        return {figure.name: figure.value for figure in measured.figures}

    expected = {"likes": 1, "shares": 1, "replies": 1, "quotes": 1, "saves": 0}
    bluesky_network.until(lambda: figures() == expected)
    channel = wait_for(peer.network.measure_channel(peer.access))
    assert {figure.name: figure.value for figure in channel.figures} == {"followers": 1, "following": 0, "posts": 1}


def test_words_that_ended_are_renewed_and_the_new_ones_kept(peer: Peer) -> None:
    ended = {**peer.access.secrets, "access_token": ended_word(peer.access.secrets["access_token"])}
    kept = KeptInMemory(ended)
    peer.access = replace(peer.access, secrets=ended, renew=kept.renew)
    publish(peer, outgoing(peer, "Two hours later"))
    assert kept.renewals == 1
    assert kept.secrets["refresh_token"] != ended["refresh_token"]
    assert len(peer.seen()) == 1


def test_the_same_key_with_other_words_is_refused_and_nothing_changes(peer: Peer) -> None:
    what = outgoing(peer, "First words")
    publish(peer, what)
    with pytest.raises(Refused, match="key_taken"):
        publish(peer, replace(what, text="Other words"))
    assert [seen.text for seen in peer.seen()] == ["First words"]


@pytest.mark.parametrize(
    ("text", "reason"), [("x" * 301, "too_long"), ("👨‍👩‍👧‍👦" * 200, "too_long")], ids=["graphemes", "bytes"]
)
def test_too_long_a_text_is_refused_before_anything_is_made(peer: Peer, text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        publish(peer, outgoing(peer, text))
    assert (refused.value.reason, refused.value.part) == (reason, "text")
    assert peer.seen() == []


def test_an_uploaded_picture_that_was_thrown_away_is_uploaded_again(peer: Peer) -> None:
    what = outgoing(peer, "A cup", pictures=(Picture(png(), "image/png", 8, 8, "A cup"),))
    prepared = dict(wait_for(peer.network.prepare(peer.access, what)))
    gone = {name: json.dumps(without_file(json.loads(word))) for name, word in prepared.items()}
    wait_for(peer.network.publish(peer.access, what, gone))
    assert len(peer.seen()) == 1


def without_file(uploaded: dict[str, Any]) -> dict[str, Any]:
    return {**uploaded, "blob": {**uploaded["blob"], "ref": {"$link": GONE}}}


GONE = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"


def test_the_accounts_own_password_is_not_taken(bluesky_network: Bluesky) -> None:
    house = bluesky_network.account("harbour")
    with let_through(*hosts(bluesky_network.pds, bluesky_network.directory, bluesky_network.appview)):
        for password, reason in (
            ("a harbour at six in the morning", "own_password"),
            ("wrong", "wrong_app_password"),
        ):
            with pytest.raises(Refused, match=reason):
                wait_for(_connect(bluesky_network, house.handle, password))
        with pytest.raises(Refused, match="no_such_handle"):
            wait_for(_connect(bluesky_network, "nobody.test", house.app_password))


def test_an_account_is_connected_by_its_did_and_bears_the_name_that_it_gives_itself(bluesky_network: Bluesky) -> None:
    house = bluesky_network.account("harbour")
    profile = {"$type": "app.bsky.actor.profile", "displayName": "Harbour Coffee"}
    content = {"repo": house.did, "collection": "app.bsky.actor.profile", "rkey": "self", "record": profile}
    bluesky_network.call("com.atproto.repo.putRecord", content, house.token)
    with let_through(*hosts(bluesky_network.pds, bluesky_network.directory, bluesky_network.appview)):
        account = wait_for(_connect(bluesky_network, house.did, house.app_password)).account
    assert (account.name, account.handle, account.remote_id) == ("Harbour Coffee", house.handle, house.did)
    assert account.server == bluesky_network.pds


def test_a_closed_account_says_so(peer: Peer, bluesky_network: Bluesky) -> None:
    house = bluesky_network.account("harbour")
    with let_through(*hosts(bluesky_network.pds, bluesky_network.directory, bluesky_network.appview)):
        connected = wait_for(_connect(bluesky_network, house.handle, house.app_password))
        bluesky_network.call("com.atproto.server.deactivateAccount", {}, house.token)
        access = Access(house.did, bluesky_network.pds, house.handle, connected.secrets)
        with pytest.raises(Disconnected, match="account_closed"):
            wait_for(peer.network.publish(access, outgoing(peer, "Anybody there?"), {}))
        with pytest.raises(Refused, match="account_closed"):
            wait_for(_connect(bluesky_network, house.did, house.app_password))


def _connect(network: Bluesky, handle: str, password: str) -> Any:
    return adapter_for(network).begin({"handle": handle, "app_password": password}, "", NoKeys())


def test_the_real_server_forgives_what_the_stand_in_does_not(bluesky_network: Bluesky) -> None:
    """The stand-in is stricter in two things; when the real server becomes as strict, this says so."""
    house = bluesky_network.account("harbour")
    facet = {
        "index": {"byteStart": 0, "byteEnd": 100},
        "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "a"}],
    }
    assert bluesky_network.write(house, POST, {"text": "hi", "facets": [facet]})["uri"]
    content = {"repo": house.did, "collection": POST, "rkey": "3kaaaaaaaaa2a"}
    content["record"] = {"$type": POST, "text": "twice", "createdAt": "2026-11-26T08:00:00.000Z"}
    bluesky_network.call("com.atproto.repo.createRecord", content, house.token)
    with pytest.raises(Said, match="500 InternalServerError"):
        bluesky_network.call("com.atproto.repo.createRecord", content, house.token)
