"""Renewing: once for all who ask, stored before use, a good word never lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync

from convivial.lib.now import now
from convivial.networks.errors import Disconnected, TryLater
from convivial.networks.models import Channel, Secret
from convivial.networks.network import Secrets
from convivial.networks.opening import access, withdraw

OLD = {"access_token": "old-access", "refresh_token": "old-refresh"}
NEW = {"access_token": "new-access", "refresh_token": "new-refresh"}


@pytest.fixture
def expiring(channel: Channel) -> Channel:
    secret = channel.secret
    secret.keep(OLD)
    secret.save()
    return channel


def stored(channel: Channel) -> dict[str, str]:
    return Secret.objects.select_related("channel").get(channel=channel).open()


def renew(channel: Channel, refresh: Callable[[Secrets], Awaitable[Secrets]], stale: Secrets = OLD) -> Secrets:
    way = access(channel).renew
    assert way is not None
    return async_to_sync(way)(stale, refresh)


def answering(fresh: Secrets) -> Callable[[Secrets], Awaitable[Secrets]]:
    async def refresh(latest: Secrets) -> Secrets:
        return fresh

    return refresh


def test_twenty_who_ask_at_once_renew_once(expiring: Channel) -> None:
    asked: list[Secrets] = []

    async def refresh(latest: Secrets) -> Secrets:
        asked.append(latest)
        await asyncio.sleep(0.2)
        return NEW

    async def all_of_them() -> list[Secrets]:
        ways = [opened.renew for opened in openings]
        return await asyncio.gather(*[way(OLD, refresh) for way in ways if way])

    openings = [access(expiring) for _ in range(20)]
    got = async_to_sync(all_of_them)()
    assert asked == [OLD]
    assert got == [NEW] * 20
    assert stored(expiring) == NEW
    assert Secret.objects.get(channel=expiring).renewals == 1


def test_what_another_one_renewed_meanwhile_is_taken(expiring: Channel) -> None:
    renew(expiring, answering(NEW))
    assert renew(expiring, answering({"access_token": "never asked"})) == NEW


@pytest.mark.parametrize("empty", [{"access_token": "", "refresh_token": ""}, {}])
def test_an_empty_renewal_keeps_the_good_words(expiring: Channel, empty: Secrets) -> None:
    with pytest.raises(TryLater) as later:
        renew(expiring, answering(empty))
    assert later.value.reason == "empty_renewal"
    assert stored(expiring) == OLD


def test_half_a_renewal_keeps_the_other_half(expiring: Channel) -> None:
    assert renew(expiring, answering({"access_token": "new-access", "refresh_token": ""})) == {
        "access_token": "new-access",
        "refresh_token": "old-refresh",
    }


def test_a_renewal_that_fails_lets_the_next_one_try_at_once(expiring: Channel) -> None:
    async def fails(latest: Secrets) -> Secrets:
        raise Disconnected("token_refused")

    with pytest.raises(Disconnected):
        renew(expiring, fails)
    assert renew(expiring, answering(NEW)) == NEW


def test_the_note_that_a_renewal_was_begun_is_there_before_the_network_is_asked(expiring: Channel) -> None:
    seen: list[bool] = []

    async def refresh(latest: Secrets) -> Secrets:
        from asgiref.sync import sync_to_async

        row = await sync_to_async(Secret.objects.get)(channel=expiring)
        seen.append(row.renewing_until is not None and row.renewing_until > now())
        return NEW

    renew(expiring, refresh)
    assert seen == [True]
    assert Secret.objects.get(channel=expiring).renewing_until is None


def test_whoever_died_while_renewing_is_waited_for_no_longer_than_the_lease(expiring: Channel) -> None:
    Secret.objects.filter(channel=expiring).update(renewing_until=now() - timedelta(seconds=1), renewing_by="dead")
    assert renew(expiring, answering(NEW)) == NEW


def test_whoever_comes_back_after_the_lease_does_not_overwrite_the_newer_pair(expiring: Channel) -> None:
    async def slow(latest: Secrets) -> Secrets:
        from asgiref.sync import sync_to_async

        def another_one_renews() -> None:
            secret = Secret.objects.select_related("channel").get(channel=expiring)
            secret.keep({"access_token": "theirs", "refresh_token": "theirs"})
            secret.renewing_by = "another"
            secret.save()

        await sync_to_async(another_one_renews)()
        return NEW

    renew(expiring, slow)
    assert stored(expiring)["access_token"] == "theirs"


class TestWithdrawing:
    def test_people_are_told_once(self, expiring: Channel) -> None:
        assert withdraw(expiring, "token_refused")
        assert not withdraw(expiring, "token_refused")

    def test_a_withdrawn_channel_opens_no_more_and_keeps_its_secret(self, expiring: Channel) -> None:
        withdraw(expiring, "token_refused")
        with pytest.raises(Disconnected) as closed:
            access(expiring)
        assert closed.value.reason == "token_refused"
        assert stored(expiring) == OLD
        assert not expiring.workspace.channels.usable().exists()
