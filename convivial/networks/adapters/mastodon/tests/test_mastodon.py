"""What is Mastodon's own: servers by their address, limits in bad faith, pictures that take their time."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import time_machine
from aiohttp.web import Request, Response, json_response

from convivial.lib import web
from convivial.lib.now import now
from convivial.networks.adapters.mastodon import answers, connect, instance, network, publish
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn, OtherStandIn
from convivial.networks.errors import (
    Disconnected,
    NetworkError,
    NotAllowed,
    OutcomeUnknown,
    Refused,
    TryLater,
    Unsupported,
)
from convivial.networks.messages import Picture
from convivial.networks.network import Access
from convivial.networks.speaking import LONGEST_WAIT, retry_after, scrubbed
from convivial.networks.tests.peer import Peer, let_through, wait_for
from convivial.networks.tests.pictures import CUP
from convivial.networks.tests.promises import outgoing
from convivial.networks.tests.promises import publish as publish_there

from .test_promises import peer_at

ACCESS = Access("1", "mastodon.example", "@harbour@mastodon.example", {"access_token": "s3cr3t-word"})


@pytest.fixture
def there() -> Iterator[MastodonStandIn]:
    with MastodonStandIn() as server, let_through(server.host):
        yield server


@pytest.fixture
def peer(there: MastodonStandIn) -> Peer:
    return peer_at(there)


class Keys:
    def __init__(self) -> None:
        self.kept: dict[str, Mapping[str, str]] = {}

    async def get(self, server: str) -> Mapping[str, str] | None:
        return self.kept.get(server)

    async def keep(self, server: str, keys: Mapping[str, str]) -> None:
        self.kept[server] = keys


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.social", "mastodon.social"),
        (" Mastodon.Social/ ", "mastodon.social"),
        ("https://mastodon.social/@ana", "mastodon.social"),
        ("@ana@mastodon.social", "mastodon.social"),
        ("ana@mastodon.social", "mastodon.social"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("https://mastodon.social:8443/", "mastodon.social:8443"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
    ],
)
def test_a_server_is_understood_however_people_paste_it(typed: str, server: str) -> None:
    assert instance.server_of(typed) == server


@pytest.mark.parametrize(
    "typed", ["", "not a server", "ftp://mastodon.social", "https://", "@ana", "https://[::1", "a" * 9000]
)
def test_what_is_no_server_is_told_beside_the_field(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        instance.server_of(typed)
    assert (refused.value.reason, refused.value.part) == ("no_server", "server")


@pytest.mark.parametrize("hostile", [-1, 0, 10**9, 10**30, "∞", "500", None, True, [], {}, 1.5])
def test_limits_in_bad_faith_are_bounded(hostile: Any) -> None:
    limits = instance.limits_of(
        {
            "configuration": {
                "statuses": {"max_characters": hostile, "max_media_attachments": hostile},
                "media_attachments": {"image_size_limit": hostile, "description_limit": hostile},
            }
        }
    )
    for name, value in limits.items():
        least, most, _ = instance.BOUNDS[name]
        assert least <= value <= most


@pytest.mark.parametrize("said", [{}, {"configuration": "x"}, {"configuration": {"statuses": [1]}}])
def test_a_server_that_says_nothing_has_the_stock_limits(
    there: MastodonStandIn, monkeypatch: pytest.MonkeyPatch, said: Mapping[str, Any]
) -> None:
    monkeypatch.setattr(there, "configuration", lambda: said)
    assert instance.limits_of(said) == {}
    limits = wait_for(instance.look_at(there.address))
    assert (limits["text"], limits["pictures"], limits["keeps_key"]) == (500, 4, 1)


class AnotherKind(MastodonStandIn):
    async def instance(self, request: Request) -> Response:
        return json_response({"hello": "world"})

    old_instance = instance


def test_a_server_of_another_kind_is_no_mastodon() -> None:
    with AnotherKind() as there, let_through(there.host), pytest.raises(Unsupported) as unsupported:
        wait_for(instance.look_at(there.address))
    assert unsupported.value.reason == "not_mastodon"


def test_a_server_without_https_is_spoken_to_only_where_it_is_allowed(there: MastodonStandIn) -> None:
    with let_through(), pytest.raises(Refused) as refused:
        wait_for(instance.look_at(there.address))
    assert refused.value.reason == "needs_https"
    assert there.calls == []


def test_the_older_descriptions_are_understood_too() -> None:
    with OtherStandIn() as there, let_through(there.host):
        limits = wait_for(instance.look_at(there.address))
        doors = wait_for(instance.sign_in(there.address))
    assert (limits["text"], limits["keeps_key"]) == (5000, 0)
    assert (doors.pkce, doors.token) == (False, f"{there.address}/oauth/token")
    assert network.limits(limits).key_lasts is None


def test_doors_that_lie_on_another_server_are_not_used(there: MastodonStandIn) -> None:
    there_really = there.address
    assert instance.is_on(there_really, f"{there_really}/oauth/token")
    for elsewhere in (
        "https://evil.example/oauth/token",
        f"{there_really}.evil.example/x",
        "javascript:alert(1)",
        "",
    ):
        assert not instance.is_on(there_really, elsewhere)


def test_pictures_that_take_their_time_are_waited_for(there: MastodonStandIn, peer: Peer) -> None:
    there.looks_until_ready = 3
    publish_there(peer, outgoing(peer, pictures=(Picture(CUP, "image/png", 8, 8, "A cup"),)))
    assert [seen.alts for seen in peer.seen()] == [("A cup",)]
    assert [method for method, path in there.calls if path.startswith("/api/v1/media/")] == ["GET"] * 3


def test_pictures_that_were_thrown_away_are_uploaded_again(there: MastodonStandIn, peer: Peer) -> None:
    what = outgoing(peer, pictures=(Picture(CUP, "image/png", 8, 8, "A cup"),))
    prepared = wait_for(network.prepare(peer.access, what))
    there.media.clear()
    wait_for(network.publish(peer.access, what, prepared))
    assert len(peer.seen()) == 1


def test_it_is_public_on_servers_whose_own_default_is_another() -> None:
    with OtherStandIn() as there, let_through(there.host):
        publish_there(peer_at(there), outgoing(peer_at(there)))
        assert there.log.all()[0].extra["visibility"] == "public"


def test_an_address_elsewhere_is_not_shown_as_ours(peer: Peer) -> None:
    said = {"id": "7", "content": "", "url": "https://evil.example/@harbour/7", "created_at": "2026-11-21T09:00:00Z"}
    assert publish._receipt(peer.access, said).address == f"{peer.access.server}/@harbour/7"


@pytest.mark.parametrize("said", [None, [], {}, {"id": ""}, {"error": "x"}, {"id": "7"}])
def test_a_yes_without_a_status_is_no_proof(said: Any) -> None:
    with pytest.raises(OutcomeUnknown):
        publish._receipt(ACCESS, said, makes=True)


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (401, "The access token is invalid", Disconnected),
        (401, "The access token was revoked", Disconnected),
        (403, "This action is outside the authorized scopes", NotAllowed),
        (403, "Your login is currently disabled", Disconnected),
        (403, "Something else", OutcomeUnknown),
        (422, "Validation failed: Text character limit of 500 exceeded", Refused),
        (422, "Validation failed: Text can't be blank", Refused),
        (422, "Cannot attach files that have not finished processing. Try again in a moment!", TryLater),
        (422, "Validation failed: Tag is invalid", OutcomeUnknown),
        (422, "", OutcomeUnknown),
        (400, "Bad Request: text is too long", Refused),
        (400, "Bad Request", OutcomeUnknown),
        (404, "Record not found", OutcomeUnknown),
        (409, "Conflict", OutcomeUnknown),
        (429, "Too many requests", TryLater),
        (500, "", OutcomeUnknown),
        (502, "Bad gateway", OutcomeUnknown),
        (503, "", OutcomeUnknown),
    ],
)
def test_only_refusals_that_come_first_are_believed(status: int, error: str, kind: type[NetworkError]) -> None:
    answer = web.Answer(status, {}, json.dumps({"error": error}).encode())
    assert type(answers.error_of(answer, ACCESS, makes=True)) is kind


def test_a_networks_words_are_cut_scrubbed_and_on_one_line() -> None:
    said = scrubbed("no\r\nSet-Cookie: x s3cr3t-word \u202e" + "a" * 10_000, ["s3cr3t-word"])
    assert "s3cr3t" not in said
    assert "\n" not in said
    assert "\u202e" not in said
    assert len(said) <= 500


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "30"}, 29, 31),
        ({"Retry-After": "0"}, 1, 1),
        ({"Retry-After": "999999"}, LONGEST_WAIT.total_seconds(), LONGEST_WAIT.total_seconds()),
        ({"X-RateLimit-Reset": "2026-11-21T09:01:30Z"}, 90, 90),
        ({"X-RateLimit-Reset": "1795251660"}, 60, 60),
    ],
)
def test_the_time_to_wait_is_read_and_bounded(headers: dict[str, str], least: float, most: float) -> None:
    with time_machine.travel("2026-11-21 09:00:00+00:00", tick=False):
        wait = retry_after(web.Answer(429, headers, b""))
    assert wait is not None
    assert least - 0.5 <= wait.total_seconds() <= most + 0.5


@pytest.mark.parametrize("word", ["soon", "", "-5", "1e9", "99999999999999999999", "2026-13-45T00:00:00Z"])
def test_a_time_to_wait_that_is_none_is_none(word: str) -> None:
    assert retry_after(web.Answer(429, {"Retry-After": word, "X-RateLimit-Reset": word}, b"")) is None


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        ({}, TryLater, "garbled"),
        ([], TryLater, "garbled"),
        ({"access_token": ""}, TryLater, "garbled"),
        ({"access_token": 5}, TryLater, "garbled"),
        ({"access_token": "x", "token_type": "mac"}, Refused, "token_type"),
        ({"access_token": "x", "token_type": "Bearer", "scope": "read"}, NotAllowed, "scope_missing"),
        ({"access_token": "x", "scope": "read:accounts write:statuses"}, NotAllowed, "scope_missing"),
    ],
)
def test_a_token_answer_that_keeps_not_the_form_is_refused(said: Any, kind: type[NetworkError], reason: str) -> None:
    with pytest.raises(kind) as refused:
        connect._checked(said)
    assert refused.value.reason == reason


def test_larger_scopes_contain_the_smaller_ones() -> None:
    assert connect._checked({"access_token": "x", "token_type": "bearer", "scope": "read write follow"}) == "x"


def test_a_code_is_changed_once(there: MastodonStandIn) -> None:
    keys = Keys()
    gone = wait_for(connect.begin(there.address, "https://convivial.example/back/", keys))
    there.codes["once"] = {
        "account": there.account("harbour"), "at": now().timestamp(),
        "client_id": keys.kept[there.address]["client_id"],
        "redirect_uri": "https://convivial.example/back/", "scope": connect.SCOPES,
        "code_challenge": connect.challenge(gone.memory["verifier"]),
    }  # fmt: skip
    arrived = {"code": "once", "iss": f"{there.address}/"}
    assert wait_for(connect.finish(gone.memory, arrived, keys)).account.handle == f"@harbour@127.0.0.1:{there.port}"
    with pytest.raises(NotAllowed) as replayed:
        wait_for(connect.finish(gone.memory, arrived, keys))
    assert replayed.value.reason == "code_refused"
