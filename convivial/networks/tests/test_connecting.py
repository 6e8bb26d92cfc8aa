"""Connecting from the first page to the channel, against a server that really listens."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from django.test import Client

from convivial.demo.cast import PASSWORD, Cast
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn
from convivial.networks.models import Arrival, Channel, Connecting, Secret

As = Callable[[Any], Client]


def go_there(browser: Client, there: MastodonStandIn, address: str = "/w/harbour/channels/connect/mastodon/") -> str:
    """Types the server, and is shown the link to it."""
    return link_there(browser.post(address, {"server": there.address}))


def link_there(page: Any) -> str:
    assert page.status_code == 200, page.content.decode()
    found = re.search(r'href="(http://127[^"]+/oauth/authorize[^"]+)"', page.content.decode())
    assert found
    return found[1].replace("&amp;", "&")


def say_yes(link: str, username: str = "harbour") -> str:
    """What a person does at the server; the path and query that lead back to us."""
    query = {name: words[0] for name, words in parse_qs(urlsplit(link).query).items()}
    answer = requests.post(link.split("?")[0], data={**query, "username": username}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def connected(browser: Client, there: MastodonStandIn, username: str = "harbour") -> Any:
    arrived = browser.get(say_yes(go_there(browser, there), username))
    assert arrived.status_code == 302, arrived.content.decode()
    return browser.post(f"{arrived['Location']}confirm/", follow=True)


def test_an_owner_connects_an_account_and_sees_whose_it_is(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    arrived = browser.get(say_yes(go_there(browser, mastodon)))
    asked = browser.get(arrived["Location"])
    assert f"Yes, connect @harbour@127.0.0.1:{mastodon.port}" in asked.content.decode()
    assert not Channel.objects.exists()
    done = browser.post(f"{arrived['Location']}confirm/", follow=True)
    channel = Channel.objects.get()
    assert "Harbour is connected." in done.content.decode()
    assert (channel.workspace, channel.handle, channel.is_usable) == (
        cast.harbour, f"@harbour@127.0.0.1:{mastodon.port}", True,
    )  # fmt: skip
    assert channel.secret.open()["access_token"] in mastodon.tokens
    assert channel.limits["text"] == 500
    assert not Arrival.objects.exists()
    assert not Connecting.objects.exists()
    assert Line.objects.filter(act="channel.connect", actor_id=cast.ana.pk, thing_code=channel.code).count() == 1


def test_pkce_is_used_where_the_server_takes_it(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    link = go_there(as_(cast.ana), mastodon)
    assert "code_challenge_method=S256" in link


def test_our_app_registers_with_a_server_once(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    go_there(browser, mastodon)
    go_there(browser, mastodon)
    assert len(mastodon.apps) == 1


def test_the_way_back_works_once(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    back = say_yes(go_there(browser, mastodon))
    assert browser.get(back).status_code == 302
    again = browser.get(back)
    assert again.status_code == 400
    assert "Begin again" in again.content.decode()


def test_confirming_twice_is_harmless(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    arrived = browser.get(say_yes(go_there(browser, mastodon)))
    browser.post(f"{arrived['Location']}confirm/")
    assert browser.post(f"{arrived['Location']}confirm/").status_code == 404
    assert Channel.objects.count() == 1


def test_the_way_back_is_refused_after_ten_minutes(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    with time_machine.travel("2026-11-21 09:00:00+00:00", tick=False) as clock:
        browser = as_(cast.ana)
        back = say_yes(go_there(browser, mastodon))
        clock.shift(601)
        assert browser.get(back).status_code == 400
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("change", ["state=other", "state=", "state"])
def test_a_word_that_is_not_ours_is_refused(cast: Cast, as_: As, mastodon: MastodonStandIn, change: str) -> None:
    browser = as_(cast.ana)
    back = say_yes(go_there(browser, mastodon))
    assert browser.get(re.sub(r"state=[^&]+", change, back)).status_code == 400
    assert not Arrival.objects.exists()


def test_another_browser_of_the_same_person_is_refused(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    back = say_yes(go_there(as_(cast.ana), mastodon))
    assert as_(cast.ana).get(back).status_code == 400


def test_another_person_who_opens_the_link_is_refused(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    back = say_yes(go_there(as_(cast.ana), mastodon))
    assert as_(cast.omar).get(back).status_code == 400
    assert not Arrival.objects.exists()


def test_the_way_back_is_refused_after_signing_out(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    back = say_yes(go_there(browser, mastodon))
    browser.logout()
    assert browser.get(back).status_code == 302  # to the sign-in
    browser.force_login(cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(back).status_code == 400


def test_the_way_back_of_another_network_is_refused(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    back = say_yes(go_there(browser, mastodon))
    assert browser.get(back.replace("/arrived/mastodon/", "/arrived/practice/")).status_code == 400


def test_a_yes_from_another_issuer_is_refused(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    back = re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Fevil.example%2F", say_yes(go_there(browser, mastodon)))
    assert browser.get(back).status_code == 400
    assert not mastodon.tokens


def test_a_no_is_told_as_a_no_and_its_words_are_escaped(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    go = go_there(browser, mastodon)
    state = parse_qs(urlsplit(go).query)["state"][0]
    hostile = "<script>alert(1)</script>" + "a" * 100_000
    page = browser.get(
        "/channels/arrived/mastodon/", {"state": state, "error": "access_denied", "error_description": hostile}
    )
    assert page.status_code == 400
    assert "You did not say yes at Mastodon" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert len(page.content) < 20_000


def test_what_the_server_asks_for_is_stored_hashed(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    link = go_there(as_(cast.ana), mastodon)
    state = parse_qs(urlsplit(link).query)["state"][0]
    assert len(state) >= 22  # 128 bits and more
    row = Connecting.objects.get()
    assert state not in repr(row.__dict__)
    assert "verifier" not in row.sealed


def test_connecting_again_must_give_the_same_account(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    connected(browser, mastodon, "harbour")
    channel = Channel.objects.get()
    before = channel.secret.open()
    page = f"/w/harbour/channels/{channel.code}/reconnect/"
    arrived = browser.get(say_yes(go_there(browser, mastodon, page), "lighthouse"))
    shown = browser.get(arrived["Location"])
    assert shown.status_code == 409
    assert "@harbour@" in shown.content.decode()
    assert "@lighthouse@" in shown.content.decode()
    browser.post(f"{arrived['Location']}confirm/")
    assert Channel.objects.get().secret.open() == before


def test_connecting_again_opens_a_withdrawn_channel(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    from convivial.networks.opening import access, withdraw

    browser = as_(cast.ana)
    connected(browser, mastodon)
    channel = Channel.objects.get()
    withdraw(channel, "token_refused")
    page = f"/w/harbour/channels/{channel.code}/reconnect/"
    arrived = browser.get(say_yes(go_there(browser, mastodon, page)))
    browser.post(f"{arrived['Location']}confirm/")
    channel.refresh_from_db()
    assert channel.is_usable
    assert access(channel).secrets["access_token"] in mastodon.tokens
    assert Line.objects.filter(act="channel.reconnect", thing_code=channel.code).count() == 1


def test_two_tabs_make_one_channel(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    first = browser.get(say_yes(go_there(browser, mastodon)))["Location"]
    second = browser.get(say_yes(go_there(browser, mastodon)))["Location"]
    browser.post(f"{first}confirm/")
    browser.post(f"{second}confirm/")
    assert Channel.objects.count() == 1
    assert Secret.objects.count() == 1


def test_no_page_shows_a_secret(cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
    browser = as_(cast.ana)
    shown = [connected(browser, mastodon).content]
    words = Channel.objects.get().secret.open().values()
    code = Channel.objects.get().code
    for page in ("channels/", "channels/connect/", "channels/connect/mastodon/", f"channels/{code}/reconnect/"):
        shown.append(browser.get(f"/w/harbour/{page}").content)
    lines = repr(list(Line.objects.values()))
    for word in words:
        assert all(word.encode() not in page for page in shown)
        assert word not in lines


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("not a server", "This is not the name of a server"),
        ("http://10.0.0.1", "no safe line"),
        ("https://10.0.0.1", "not on the public web"),
        ("169.254.169.254", "not on the public web"),
        ("localhost", "This is not the name of a server"),
        ("https://localhost:443", "not on the public web"),
    ],
)
def test_a_server_that_we_do_not_go_to_is_told_beside_the_field(cast: Cast, as_: As, typed: str, said: str) -> None:
    page = as_(cast.ana).post("/w/harbour/channels/connect/mastodon/", {"server": typed})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()  # what was typed is kept


class TestChorus:
    def test_a_stranger_finds_nothing(self, cast: Cast, as_: As) -> None:
        for page in ("channels/", "channels/connect/", "channels/connect/mastodon/"):
            assert as_(cast.zoe).get(f"/w/harbour/{page}").status_code == 404

    def test_only_owners_connect(self, cast: Cast, as_: As) -> None:
        for person in (cast.ben, cast.cleo, cast.mina, cast.greta):
            assert as_(person).get("/w/harbour/channels/").status_code == 200
            assert as_(person).get("/w/harbour/channels/connect/mastodon/").status_code == 403
            assert as_(person).post("/w/harbour/channels/connect/mastodon/", {"server": "x"}).status_code == 403

    def test_an_unknown_network_is_not_there(self, cast: Cast, as_: As) -> None:
        assert as_(cast.ana).get("/w/harbour/channels/connect/orkut/").status_code == 404

    def test_confirming_by_get_is_refused(self, cast: Cast, as_: As, mastodon: MastodonStandIn) -> None:
        browser = as_(cast.ana)
        arrived = browser.get(say_yes(go_there(browser, mastodon)))
        assert browser.get(f"{arrived['Location']}confirm/").status_code == 405
        assert not Channel.objects.exists()


def asked_and_answered(browser: Client, address: str, data: dict[str, str]) -> Any:
    """The act is sent, asks who one is, and is sent on with the answer as a browser does."""
    asked = browser.post(address, data)
    assert asked["Location"] == f"/account/again/?next={address}"
    told = {"password": PASSWORD, "next": address}
    assert browser.post("/account/again/", told).status_code == 307
    return browser.post(address, told)


def test_after_ten_minutes_it_asks_who_one_is_and_goes_on_where_one_was(
    cast: Cast, as_: As, mastodon: MastodonStandIn
) -> None:
    browser = as_(cast.ana)
    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        page = asked_and_answered(browser, "/w/harbour/channels/connect/mastodon/", {"server": mastodon.address})
        arrived = browser.get(say_yes(link_there(page)))
    with time_machine.travel(now() + timedelta(minutes=19), tick=True):
        assert browser.post(f"{arrived['Location']}confirm/").status_code == 302
    assert Channel.objects.filter(network="mastodon").count() == 1


def test_what_was_wrong_is_said_beside_what_was_typed(cast: Cast, as_: As) -> None:
    browser = as_(cast.ana)
    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        words = {"handle": "not a name", "app_password": "abcd-efgh-ijkl-mnop"}
        page = asked_and_answered(browser, "/w/harbour/channels/connect/bluesky/", words)
    assert page.status_code == 422
    assert b"not a name" in page.content
    assert b"abcd-efgh" not in page.content
    assert "abcd-efgh" not in str(dict(browser.session.items()))
