"""Publishing: what goes out, and what an answer means."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from convivial.lib import web
from convivial.networks.adapters.bluesky import Bluesky
from convivial.networks.adapters.bluesky.calls import trouble
from convivial.networks.adapters.bluesky.session import claims
from convivial.networks.adapters.bluesky.stand_in import Account, BlueskyStandIn
from convivial.networks.errors import (
    Disconnected,
    NetworkError,
    NotAllowed,
    OutcomeUnknown,
    Refused,
    Retired,
    TryLater,
    Unsupported,
)
from convivial.networks.messages import LinkCard, Outgoing, Picture, Receipt
from convivial.networks.network import Access, Found
from convivial.networks.standing_in import Mood
from convivial.networks.tests.peer import KeptInMemory, wait_for
from convivial.networks.tests.pictures import CUP, png

CUP_OF_COFFEE = Picture(CUP, "image/png", 8, 8, "A cup")


@pytest.fixture
def kept(there: BlueskyStandIn) -> KeptInMemory:
    opened = there.open_account("harbour")
    return KeptInMemory({name: opened[name] for name in ("access_token", "refresh_token")})


@pytest.fixture
def access(there: BlueskyStandIn, kept: KeptInMemory) -> Access:
    account = next(iter(there.accounts.values()))
    return Access(account.did, there.address, account.handle, kept.secrets, kept.renew)


def outgoing(adapter: Bluesky, text: str = "Good morning", **changes: Any) -> Outgoing:
    return Outgoing(adapter.new_key(), text, "en", datetime.now(UTC), **changes)


def published(adapter: Bluesky, access: Access, what: Outgoing) -> Receipt:
    return wait_for(adapter.publish(access, what, {}))


def records(there: BlueskyStandIn) -> list[dict[str, Any]]:
    return [record["value"] for account in there.accounts.values() for record in account.records.values()]


def test_the_receipt_leads_to_the_post(adapter: Bluesky, access: Access) -> None:
    what = outgoing(adapter)
    receipt = published(adapter, access, what)
    assert receipt.remote_id == f"at://{access.remote_id}/app.bsky.feed.post/{what.key}"
    assert receipt.address == f"https://bsky.app/profile/{access.remote_id}/post/{what.key}"


def test_after_preparing_only_the_last_call_is_made(adapter: Bluesky, access: Access, there: BlueskyStandIn) -> None:
    mina = there.open_account("mina")
    what = outgoing(adapter, f"With @{mina['handle']}", pictures=(CUP_OF_COFFEE,))
    prepared = wait_for(adapter.prepare(access, what))
    there.calls.clear()
    wait_for(adapter.publish(access, what, prepared))
    assert there.calls == [("POST", "/xrpc/com.atproto.repo.createRecord")]
    feature = records(there)[0]["facets"][0]["features"][0]
    assert feature == {"$type": "app.bsky.richtext.facet#mention", "did": mina["remote_id"]}


def test_what_was_prepared_can_be_stored(adapter: Bluesky, access: Access) -> None:
    prepared = wait_for(adapter.prepare(access, outgoing(adapter, pictures=(CUP_OF_COFFEE,))))
    assert json.loads(json.dumps(prepared)) == prepared
    assert all(isinstance(word, str) for word in prepared.values())


def test_a_picture_is_uploaded_once_and_found_by_its_bytes(
    adapter: Bluesky, access: Access, there: BlueskyStandIn
) -> None:
    two = (CUP_OF_COFFEE, replace(CUP_OF_COFFEE, alt="The same cup"))
    published(adapter, access, outgoing(adapter, pictures=two))
    assert [path for _, path in there.calls].count("/xrpc/com.atproto.repo.uploadBlob") == 1
    assert [image["alt"] for image in records(there)[0]["embed"]["images"]] == ["A cup", "The same cup"]


def test_pictures_go_before_the_card(adapter: Bluesky, access: Access, there: BlueskyStandIn) -> None:
    card = LinkCard("https://harbour.example/", "Harbour", "Coffee", CUP_OF_COFFEE)
    published(adapter, access, outgoing(adapter, pictures=(CUP_OF_COFFEE,), card=card))
    published(adapter, access, outgoing(adapter, card=card))
    assert [record["embed"]["$type"] for record in records(there)] == [
        "app.bsky.embed.images",
        "app.bsky.embed.external",
    ]


def test_five_pictures_are_refused_before_anything_is_sent(
    adapter: Bluesky, access: Access, there: BlueskyStandIn
) -> None:
    with pytest.raises(Unsupported):
        published(adapter, access, outgoing(adapter, pictures=(CUP_OF_COFFEE,) * 5))
    assert there.calls == []


def test_a_large_picture_is_made_to_fit(adapter: Bluesky, access: Access, there: BlueskyStandIn) -> None:
    wide = Picture(png(side=2400), "image/png", 2400, 2400, "The whole harbour")
    published(adapter, access, outgoing(adapter, pictures=(wide,)))
    image = records(there)[0]["embed"]["images"][0]
    assert image["aspectRatio"] == {"width": 2000, "height": 2000}
    assert image["image"]["size"] < 2_000_000


def test_a_picture_that_cannot_be_read_is_refused_before_anything_is_made(
    adapter: Bluesky, access: Access, there: BlueskyStandIn
) -> None:
    broken = Picture(b"no picture" * 300_000, "image/png", 2400, 2400, "")
    with pytest.raises(Refused, match="picture_refused"):
        published(adapter, access, outgoing(adapter, pictures=(broken,)))
    assert there.log.all() == []


def test_a_lost_upload_is_made_again(adapter: Bluesky, access: Access, there: BlueskyStandIn) -> None:
    what = outgoing(adapter, pictures=(CUP_OF_COFFEE,))
    prepared = wait_for(adapter.prepare(access, what))
    next(iter(there.accounts.values())).files.clear()
    wait_for(adapter.publish(access, what, prepared))
    assert len(records(there)) == 1


def test_a_taken_key_with_the_same_words_is_a_receipt(
    adapter: Bluesky, access: Access, there: BlueskyStandIn
) -> None:
    what = outgoing(adapter, pictures=(CUP_OF_COFFEE,))
    first = published(adapter, access, what)
    assert published(adapter, access, what).remote_id == first.remote_id
    assert len(there.log.all()) == 1


def test_a_taken_key_with_other_words_is_refused(adapter: Bluesky, access: Access, there: BlueskyStandIn) -> None:
    what = outgoing(adapter)
    published(adapter, access, what)
    with pytest.raises(Refused, match="key_taken"):
        published(adapter, access, replace(what, text="Good evening"))
    assert wait_for(adapter.find(access, replace(what, text="Good evening"))) is Found.UNTELLABLE
    assert there.log.texts() == ["Good morning"]


def test_what_is_there_is_found_without_any_word_of_entry(
    adapter: Bluesky, access: Access, there: BlueskyStandIn
) -> None:
    what = outgoing(adapter)
    published(adapter, access, what)
    there.withdraw(access.remote_id)
    assert isinstance(wait_for(adapter.find(access, what)), Receipt)


def test_an_account_that_moved_away_is_not_taken_for_an_absent_post(adapter: Bluesky, access: Access) -> None:
    with pytest.raises(TryLater):
        wait_for(adapter.find(replace(access, remote_id="did:plc:elsewhere"), outgoing(adapter)))


def test_twenty_tasks_renew_once(
    adapter: Bluesky, access: Access, there: BlueskyStandIn, kept: KeptInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew, lock = kept.renew, asyncio.Lock()

    async def one_at_a_time(*asked: Any) -> Any:
        async with lock:
            return await renew(*asked)

    async def all_at_once() -> None:
        crowd = replace(access, renew=one_at_a_time)
        await asyncio.gather(*(adapter.publish(crowd, outgoing(adapter, f"{n}"), {}) for n in range(20)))

    there.feel(Mood.EXPIRES_TOKENS)
    wait_for(all_at_once())
    assert kept.renewals == 1
    assert len(there.log.there()) == 20


def test_words_that_end_soon_are_renewed_ahead(
    adapter: Bluesky, access: Access, kept: KeptInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for(adapter.prepare(access, outgoing(adapter)))
    assert kept.renewals == 0
    in_two_hours = datetime.now(UTC) + timedelta(minutes=110)
    monkeypatch.setattr("convivial.networks.adapters.bluesky.session.now", lambda: in_two_hours)
    wait_for(adapter.prepare(access, outgoing(adapter)))
    assert kept.renewals == 1


@pytest.mark.parametrize("word", ["", "a.b", "a.e30.c", "....", "a.bm90IGpzb24.c"])
def test_a_word_of_entry_that_says_nothing_ends_nowhere(word: str) -> None:
    assert "exp" not in claims(word)


def answer(status: int, name: str = "", message: str = "", **headers: str) -> web.Answer:
    body = json.dumps({"error": name, "message": message}).encode() if name else b"<html>Bad gateway</html>"
    return web.Answer(status, headers, body)


@pytest.mark.parametrize(
    ("said", "kind", "reason", "part"),
    [
        (answer(400, "InvalidRequest", "… grapheme too big (maximum 300, got 301) at $.record.text"),
         Refused, "too_long", "text"),
        (answer(400, "InvalidRequest", "blob too big (maximum 2000000) at $.record.embed.images[2].image"),
         Refused, "refused", "picture:2"),
        (answer(400, "BlobNotFound", "Could not find blob"), Refused, "picture_lost", ""),
        (answer(413, "PayloadTooLarge"), Refused, "picture_too_large", ""),
        (answer(400, "InvalidToken"), Disconnected, "token_refused", ""),
        (answer(401, "AccountTakedown"), Disconnected, "account_closed", ""),
        (answer(403, "InsufficientScope"), NotAllowed, "scope_missing", ""),
        (answer(501, "MethodNotImplemented"), Retired, "interface_gone", ""),
        (answer(429, "RateLimitExceeded"), TryLater, "busy", ""),
        (answer(500, "InvalidRequest"), OutcomeUnknown, "unclear_answer", ""),
        (answer(400), OutcomeUnknown, "unclear_answer", ""),
        (answer(409, "InvalidSwap"), OutcomeUnknown, "unclear_answer", ""),
        (answer(502), OutcomeUnknown, "unclear_answer", ""),
    ],
)  # fmt: skip
def test_only_named_refusals_come_before_creation(
    said: web.Answer, kind: type[NetworkError], reason: str, part: str
) -> None:
    error = trouble(said, makes=True)
    assert (type(error), error.reason, error.part) == (kind, reason, part)


def test_a_servers_own_words_carry_no_word_of_entry() -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQifQ.c2lnbmF0dXJl"
    assert "eyJ" not in str(trouble(answer(400, "InvalidRequest", f"bad token {token} in header")))


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"uri": "at://other"}', b'{"uri": 7, "cid": null}'])
def test_a_200_without_the_networks_shape_is_unknown(
    adapter: Bluesky, access: Access, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    async def says_yes(*_: Any, **__: Any) -> web.Answer:
        return web.Answer(200, {}, body)

    monkeypatch.setattr("convivial.networks.adapters.bluesky.calls.speak", says_yes)
    with pytest.raises(OutcomeUnknown):
        published(adapter, access, outgoing(adapter))


def test_what_the_appview_does_not_tell_is_absent(
    adapter: Bluesky, access: Access, there: BlueskyStandIn, harbour: Account
) -> None:
    receipt = published(adapter, access, outgoing(adapter))
    harbour.figures.update({"likeCount": 3, "quoteCount": -1, "replyCount": None})  # type: ignore[dict-item]
    measured = wait_for(adapter.measure_post(access, receipt.remote_id))
    assert {figure.name: figure.value for figure in measured.figures} == {"likes": 3, "shares": 0}
    assert wait_for(adapter.measure_post(access, receipt.remote_id + "x")).figures == ()
    there.has_appview = False
    with pytest.raises(TryLater):
        wait_for(adapter.measure_channel(access))
