"""Looking back over channels: what is kept, what is told when it fails, and that late workers change nothing."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.mirror import reading
from convivial.mirror.errors import NothingToRead
from convivial.mirror.models import Drawn, PastPost, Reading
from convivial.mirror.reading import TRIES
from convivial.networks.errors import Disconnected, NotAllowed, TryLater
from convivial.networks.messages import PastPost as Told
from convivial.networks.models import Channel
from convivial.work import due
from convivial.work.threads import close_threads

from .conftest import Posted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, mastodon: Channel) -> list[object]:
    """What the network answers, one after the other: posts, or an error."""
    from convivial.networks.adapters.mastodon import Mastodon

    answers: list[object] = []

    async def look_back(self: Mastodon, access: object, since: object) -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(Mastodon, "look_back", look_back)
    monkeypatch.setattr(reading.opening, "access", lambda channel: None)
    return answers


def told(number: int, text: str = "Cups") -> Told:
    return Told(str(number), "https://social.example/1", now() - timedelta(days=number), text, figures={"likes": 3})


def run(work: Coroutine[Any, Any, Any]) -> None:
    try:
        asyncio.run(work)
    finally:
        close_threads()


def work() -> Reading:
    """One turn of the worker over what is due."""
    (row,) = due.claim(Reading, "worker", 5, now() + timedelta(days=1), timedelta(minutes=1))
    run(due.Rows("reading", Reading, reading.read)._one(row))
    row.refresh_from_db()
    return row


def test_what_the_network_lists_is_kept_and_the_mirror_is_due(cast: Cast, listed: list[object]) -> None:
    listed.append([told(1), told(2, "Kuchen\0")])
    assert reading.ask(cast.harbour, cast.ana) == 1
    row = work()
    assert (row.count, row.reason, row.due_at, row.done_at is None) == (2, "", None, False)
    assert {post.text for post in PastPost.objects.all()} == {"Cups", "Kuchen"}
    assert Drawn.objects.get().due_at is not None


def test_reading_again_takes_the_place_of_what_was_read(cast: Cast, listed: list[object], posted: Posted) -> None:
    posted("Gone meanwhile")
    posted("Brought by hand", channel=None)
    listed.append([told(1)])
    reading.ask(cast.harbour, cast.ana)
    work()
    assert {post.text for post in PastPost.objects.all()} == {"Cups", "Brought by hand"}


def test_asking_twice_reads_once(cast: Cast, listed: list[object]) -> None:
    assert reading.ask(cast.harbour, cast.ana) == 1
    assert reading.ask(cast.harbour, cast.ana) == 0
    assert Reading.objects.count() == 1


def test_network_that_is_unwell_is_tried_again_and_then_told(cast: Cast, listed: list[object]) -> None:
    listed += [TryLater("unwell")] * (TRIES + 1)
    reading.ask(cast.harbour, cast.ana)
    for turn in range(TRIES):
        row = work()
        assert (row.vain, row.done_at, row.due_at is None) == (turn + 1, None, False)
    row = work()
    assert (row.reason, row.due_at) == ("unwell", None)


def test_withdrawn_access_is_told_to_the_owners(cast: Cast, mastodon: Channel, listed: list[object]) -> None:
    listed.append(Disconnected("token_refused"))
    reading.ask(cast.harbour, cast.ana)
    assert work().reason == "closed"
    mastodon.refresh_from_db()
    assert mastodon.access != Channel.Access.CONNECTED


def test_network_that_does_not_list_is_told(cast: Cast, listed: list[object]) -> None:
    listed.append(NotAllowed("scope_missing"))
    reading.ask(cast.harbour, cast.ana)
    assert work().reason == "refused"


def test_late_worker_keeps_nothing(cast: Cast, listed: list[object]) -> None:
    reading.ask(cast.harbour, cast.ana)
    (row,) = due.claim(Reading, "worker", 5, now(), timedelta(minutes=1))
    Reading.objects.update(token=99)
    listed.append([told(1)])
    run(reading.read(row))
    assert not PastPost.objects.exists()


def test_what_a_server_makes_up_is_left_out(cast: Cast, listed: list[object]) -> None:
    ends = datetime.fromisoformat("9999-12-31T23:59:00-14:00")
    listed.append(
        [told(1, "Half a letter: \ud800"), replace(told(2), at=ends), told(300), replace(told(4), kind="x")]
    )
    reading.ask(cast.harbour, cast.ana)
    assert work().count == 1
    assert PastPost.objects.get().text == "Half a letter: ?"


def test_reading_that_goes_wrong_again_and_again_ends(cast: Cast, listed: list[object]) -> None:
    listed += [ValueError("no network error at all")] * TRIES
    reading.ask(cast.harbour, cast.ana)
    for _ in range(TRIES):
        assert work().done_at is None
    assert work().reason == "unwell"


def test_house_without_a_readable_channel_says_so(cast: Cast) -> None:
    with pytest.raises(NothingToRead):
        reading.ask(cast.museum, cast.omar)


def test_mirror_is_drawn_from_what_was_read_and_brought_each_post_once(cast: Cast, posted: Posted) -> None:
    read = posted("The ferry is late", days=2)
    posted("The ferry is late", at=read.at, channel=None)
    posted("Only in the table", channel=None, network="instagram")
    posted("Long ago", days=200)
    reading.have_drawn(cast.harbour.pk)
    (row,) = due.claim(Drawn, "worker", 5, now(), timedelta(minutes=1))
    run(reading.draw(row))
    shown = Drawn.objects.get().shown
    assert shown["posts"] == 2
    assert [each["channel"] for each in shown["channels"]] == sorted([f"{read.channel.code}", "network:instagram"])
