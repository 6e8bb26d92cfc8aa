"""The door and our own side of it; what the other side can do is in ``tests/hostile``."""

import asyncio

import pytest
from django.db import transaction

from convivial.lib import web
from convivial.lib.web import allowing
from convivial.networks.tests.peer import let_through


class TestTransactions:
    @pytest.mark.django_db(transaction=True)
    def test_a_call_inside_one_is_a_mistake(self) -> None:
        with transaction.atomic(), pytest.raises(web.InTransaction):
            web.run(web.get("http://10.0.0.1/"))

    @pytest.mark.django_db(transaction=True)
    def test_a_session_that_is_opened_for_a_thread_inside_one_is_a_mistake(self) -> None:
        from asgiref.sync import async_to_sync

        with transaction.atomic(), pytest.raises(web.InTransaction):
            async_to_sync(web.get)("http://10.0.0.1/")

    @pytest.mark.django_db
    def test_the_block_around_a_test_is_none(self) -> None:
        with pytest.raises(web.NotAllowedAddress):
            web.run(web.get("http://10.0.0.1/"))

    @pytest.mark.django_db
    def test_a_block_inside_a_test_is_one(self) -> None:
        with transaction.atomic(), pytest.raises(web.InTransaction):
            web.run(web.get("http://10.0.0.1/"))


class TestAllowing:
    def test_the_list_is_asked_again_after_a_while_and_after_a_change(self) -> None:
        asked = []

        def hosts() -> list[tuple[str, int]]:
            asked.append(1)
            return []

        async def three_times() -> None:
            for _ in range(3):
                await allowing.surroundings()

        with let_through():
            web.allow_from(hosts)
            asyncio.run(three_times())
            assert len(asked) == 1
            web.forget_allowed()
            asyncio.run(three_times())
            assert len(asked) == 2

    def test_only_the_exact_host_and_port_are_allowed(self) -> None:
        with let_through(("127.0.0.1", 8499)):
            assert asyncio.run(web.is_allowed("http://127.0.0.1:8499/x"))
            assert not asyncio.run(web.is_allowed("http://127.0.0.1:8498/x"))
            assert not asyncio.run(web.is_allowed("http://localhost:8499/x"))


def test_calls_of_one_loop_share_their_connections_until_the_last_one_leaves() -> None:
    async def nested() -> tuple[bool, bool]:
        async with web.session() as outer:
            async with web.session() as inner:
                same = inner is outer
            still_open = not outer._client.closed
        return same and still_open, outer._client.closed

    assert asyncio.run(nested()) == (True, True)


def test_an_answer_shows_nothing_of_itself() -> None:
    answer = web.Answer(200, {"Set-Cookie": "s3cr3t"}, b"s3cr3t", "https://example.org/")
    assert "s3cr3t" not in repr(answer)
