"""Addresses that we never go to. The table is frozen in ``urls.toml``; a sentinel counts every connection."""

import sys
import tomllib
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from convivial.lib import web
from convivial.lib.web import connecting
from convivial.lib.web.judging import is_metadata, is_public
from convivial.networks.tests.peer import let_through

TABLE = tomllib.loads(Path(__file__).with_name("urls.toml").read_text())
CASES = TABLE["refused"]

_connects: list[Any] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _connects.append(arguments[1])


sys.addaudithook(_watch)


@pytest.fixture
def sentinel() -> Iterator[list[Any]]:
    """Every connection that is tried while the test runs; and nothing is allowed."""
    _connects.clear()
    with let_through():
        web.allow_from(None, lambda: "ourselves.example.org")
        yield _connects


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """A name service that says what the test wants; asked for anything else it fails the test."""
    said: dict[str, list[str]] = {}

    async def look_up(host: str, port: int) -> list[str]:
        return said[host]

    monkeypatch.setattr(connecting, "look_up", look_up)
    return said


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=[repr(case["address"]) for case in CASES])
def test_we_do_not_go_there(case: dict[str, Any], sentinel: list[Any], names: dict[str, list[str]]) -> None:
    if case.get("answers") is not None or case["reason"] == "ourselves":
        names[case["address"].split("/")[2]] = case.get("answers", [])
    with pytest.raises(web.WebError) as refused:
        web.run(web.get(case["address"]))
    assert type(refused.value).__name__ == case.get("error", "NotAllowedAddress")
    assert refused.value.reason == case["reason"]
    assert not refused.value.was_sent
    assert sentinel == []


@pytest.mark.parametrize("case", [case for case in CASES if case["reason"] == "metadata"], ids=lambda c: c["address"])
def test_what_tells_machines_their_secrets_stays_closed_when_it_is_allowed(
    case: dict[str, Any], sentinel: list[Any], names: dict[str, list[str]]
) -> None:
    target = web.aim(case["address"])
    names[target.host] = case.get("answers", [])
    with let_through((target.host, target.port)), pytest.raises(web.NotAllowedAddress):
        web.run(web.get(case["address"]))
    assert sentinel == []


@pytest.mark.parametrize("case", TABLE["public"], ids=lambda case: case["address"])
def test_public_addresses_are_public(case: dict[str, str]) -> None:
    address = ip_address(case["address"])
    assert is_public(address)
    assert not is_metadata(address)


@pytest.mark.parametrize("case", TABLE["reads"], ids=lambda case: case["address"])
def test_an_address_is_read_in_one_way(case: dict[str, Any]) -> None:
    target = web.aim(case["address"])
    assert (str(target.url), target.host, target.port) == (case["url"], case["host"], case["port"])


def test_an_address_of_100_kilobytes_is_refused(sentinel: list[Any]) -> None:
    with pytest.raises(web.NotAllowedAddress) as refused:
        web.run(web.get("https://public.example.org/" + "a" * 100_000))
    assert refused.value.reason == "too_long"


def test_every_name_is_looked_up_once_and_the_connection_goes_to_what_was_judged(
    sentinel: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def changes_its_mind(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) > 1 else ["93.184.215.14"]

    opened: list[Any] = []

    def no_socket(gate: Any, info: Any) -> Any:
        opened.append(info[4])
        raise ConnectionRefusedError

    monkeypatch.setattr(connecting, "look_up", changes_its_mind)
    monkeypatch.setattr(connecting.Gate, "open", no_socket)
    with pytest.raises(web.NotReached):
        web.run(web.get("http://rebinds.example.org/"))
    assert asked == ["rebinds.example.org"]
    assert opened == [("93.184.215.14", 80)]


def test_the_last_guard_refuses_what_nobody_let_through(sentinel: list[Any]) -> None:
    import socket

    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))
    with pytest.raises(connecting.ForbiddenConnect):
        connecting.Gate().open(info)
