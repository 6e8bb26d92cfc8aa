"""A worker's own rounds go on, whatever one of them stumbles over."""

import asyncio
from datetime import timedelta

import pytest

from convivial.work import pool
from convivial.work.pool import Pool

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("rounds_of", "asks"), [("_keep", "keep"), ("_beat", "_sign_of_life")])
def test_a_round_that_stumbles_is_told_and_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, rounds_of: str, asks: str
) -> None:
    asked = []

    def stumble(*of: object) -> bool:
        asked.append(of)
        if len(asked) == 1:
            raise ValueError("One row is broken.")
        return True

    async def two_rounds(self: Pool, wait: timedelta) -> None:
        if len(asked) == 2:
            self.closing.set()

    async def run() -> None:
        await getattr(Pool("worker"), rounds_of)()

    monkeypatch.setattr(pool, asks, stumble)
    monkeypatch.setattr(Pool, "_rest", two_rounds)
    asyncio.run(run())
    assert len(asked) == 2
    assert "went wrong" in caplog.text


def test_who_was_buried_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> bool:
        buried = Pool("worker")
        await buried._beat()
        return buried.closing.is_set()

    monkeypatch.setattr(pool, "_sign_of_life", lambda *of: False)
    assert asyncio.run(run())
