"""Connecting with a handle and an app password."""

from typing import Any

import pytest

from convivial.networks.adapters.bluesky import Bluesky
from convivial.networks.adapters.bluesky.stand_in import Account, BlueskyStandIn
from convivial.networks.errors import NetworkError, Refused, TryLater
from convivial.networks.network import Connected
from convivial.networks.tests.peer import wait_for


class NoKeys:
    async def get(self, server: str) -> None:
        return None

    async def keep(self, server: str, keys: object) -> None:
        raise AssertionError("Bluesky knows no app keys")


def connect(adapter: Bluesky, handle: str, app_password: str) -> Connected:
    answers = {"handle": handle, "app_password": app_password}
    return wait_for(adapter.begin(answers, "https://house.example/come-back/", NoKeys()))


def refusal(adapter: Bluesky, handle: str, app_password: str) -> tuple[str, str]:
    with pytest.raises(NetworkError) as refused:
        connect(adapter, handle, app_password)
    assert app_password not in repr(refused.value) or len(app_password) < 4
    return refused.value.reason, refused.value.part


def test_a_handle_and_an_app_password_connect(adapter: Bluesky, there: BlueskyStandIn, harbour: Account) -> None:
    harbour.name = "Harbour\u202e Coffee\n"
    connected = connect(adapter, f" @{harbour.handle.upper()} ", f"{harbour.app_password}\n")
    account = connected.account
    assert (account.remote_id, account.handle, account.server) == (harbour.did, harbour.handle, there.address)
    assert account.name == "Harbour Coffee"
    assert set(connected.secrets) == {"access_token", "refresh_token"}
    assert harbour.app_password not in repr(connected) + str(connected.secrets)


def test_a_did_connects_too(adapter: Bluesky, harbour: Account) -> None:
    account = connect(adapter, harbour.did, harbour.app_password).account
    assert (account.handle, account.name) == (harbour.handle, harbour.handle)


def test_each_refusal_names_the_answer_that_is_wrong(adapter: Bluesky, harbour: Account) -> None:
    right = harbour.handle, harbour.app_password
    assert refusal(adapter, "no handle at all", right[1]) == ("not_a_handle", "handle")
    assert refusal(adapter, "nobody.bsky.example", right[1]) == ("no_such_handle", "handle")
    assert refusal(adapter, right[0], "xxxx-xxxx-xxxx-xxxx") == ("wrong_app_password", "app_password")
    assert refusal(adapter, right[0], "  ") == ("no_app_password", "app_password")


def test_the_accounts_own_password_is_not_taken_and_its_session_ends(
    adapter: Bluesky, there: BlueskyStandIn, harbour: Account
) -> None:
    assert refusal(adapter, harbour.handle, harbour.own_password) == ("own_password", "app_password")
    assert there._words == {}


def test_a_closed_account_is_not_connected(adapter: Bluesky, harbour: Account) -> None:
    harbour.is_active = False
    assert refusal(adapter, harbour.handle, harbour.app_password) == ("account_closed", "handle")


def test_a_handle_that_its_account_does_not_confirm_is_refused(
    adapter: Bluesky, there: BlueskyStandIn, harbour: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def somebody(*_: Any) -> str:
        return harbour.did

    monkeypatch.setattr("convivial.networks.adapters.bluesky.identity.resolved", somebody)
    assert refusal(adapter, "other.bsky.example", harbour.app_password) == ("handle_not_confirmed", "handle")


@pytest.mark.parametrize(
    "server",
    ["http://pds.example", "https://ana@pds.example", "https://pds.example/deep", "ftp://pds.example", "", 7],
)
def test_an_app_password_never_travels_to_an_unsafe_server(
    adapter: Bluesky, harbour: Account, monkeypatch: pytest.MonkeyPatch, server: object
) -> None:
    async def document(*_: Any) -> dict[str, Any]:
        service = {"id": "#atproto_pds", "serviceEndpoint": server}
        return {"id": harbour.did, "alsoKnownAs": [f"at://{harbour.handle}"], "service": [service]}

    monkeypatch.setattr("convivial.networks.adapters.bluesky.identity._document", document)
    assert refusal(adapter, harbour.handle, harbour.app_password) == ("handle_without_server", "handle")


def test_a_server_inside_is_not_reached(adapter: Bluesky, there: BlueskyStandIn, harbour: Account) -> None:
    from convivial.lib import web

    web.allow_from(list)
    with pytest.raises((Refused, TryLater)):
        connect(adapter, harbour.handle, harbour.app_password)
    assert there.calls == []
