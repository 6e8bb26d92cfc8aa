"""What is read out of an account's statuses: replies, boosts, videos, and how far back the pages go."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from convivial.networks.adapters.mastodon import looking_back
from convivial.networks.network import MOST_PAGES, Access
from convivial.networks.tests.peer import wait_for

ACCESS = Access("7", "mastodon.example", "@harbour@mastodon.example", {"access_token": "s3cr3t-word"})
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def status(number: int, hours_ago: float = 0, **more: Any) -> dict[str, Any]:
    at = (NOON - timedelta(hours=hours_ago)).isoformat()
    return {"id": str(number), "created_at": at, "content": "<p>Cups</p>", "visibility": "public", **more}


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What stands on the account, the newest first; pages of two."""
    statuses: list[dict[str, Any]] = []

    async def page(access: Access, before: str = "", *, shares: bool = False) -> list[dict[str, Any]]:
        assert shares
        return [each for each in statuses if not before or int(each["id"]) < int(before)][:2]

    monkeypatch.setattr(looking_back, "page", page)
    monkeypatch.setattr(looking_back, "PAGE", 2)
    return statuses


def look(since: datetime = NOON - timedelta(days=90)) -> dict[str, tuple[str, str]]:
    past = wait_for(looking_back.look_back(ACCESS, since))
    return {each.remote_id: (each.kind, each.shape) for each in past}


def test_what_a_status_is_and_what_it_shows(listed: list[dict[str, Any]]) -> None:
    video, picture = {"type": "gifv"}, {"type": "image"}
    listed += [
        status(9, 1, media_attachments=[picture, picture]),
        status(8, 2, media_attachments=[video]),
        status(7, 3, in_reply_to_id="3", in_reply_to_account_id="99"),
        status(6, 4, in_reply_to_id="9", in_reply_to_account_id="7"),
        status(5, 5, reblog={"id": "77"}, content="<p>Somebody else's words</p>", favourites_count=900),
        status(4, 6, card={"url": "https://harbour.example"}),
        status(3, 7, visibility="direct", content="<p>Between us</p>"),
        status(2, 8, poll={"id": "1"}),
    ]
    assert look() == {
        "9": ("post", "pictures"), "8": ("post", "video"), "7": ("reply", "words"), "6": ("thread", "words"),
        "5": ("share", "words"), "4": ("post", "link"), "2": ("post", "other"),
    }  # fmt: skip
    past = {each.remote_id: each for each in wait_for(looking_back.look_back(ACCESS, NOON - timedelta(days=90)))}
    assert (past["5"].text, past["5"].figures) == ("", {})


def test_looking_ends_where_the_time_ends(listed: list[dict[str, Any]]) -> None:
    listed += [status(20 - day, 24 * day) for day in range(20)]
    assert len(look(NOON - timedelta(days=4))) == 5


def test_server_that_never_comes_to_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def page(access: Access, before: str = "", *, shares: bool = False) -> list[dict[str, Any]]:
        asked.append(before)
        return [status(10**9 - 2 * len(asked) - n, visibility="direct") for n in range(2)]

    monkeypatch.setattr(looking_back, "page", page)
    monkeypatch.setattr(looking_back, "PAGE", 2)
    assert look() == {}
    assert len(asked) == MOST_PAGES


def test_hidden_figures_are_absent(listed: list[dict[str, Any]]) -> None:
    listed += [status(9, favourites_count=3, reblogs_count=-1, replies_count=0)]
    (past,) = wait_for(looking_back.look_back(ACCESS, NOON - timedelta(days=1)))
    assert past.figures == {"likes": 3, "replies": 0}
