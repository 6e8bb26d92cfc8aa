"""What is read out of an author's feed: replies, threads, reposts, embeds, and feeds in bad faith."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from convivial.networks.adapters.bluesky import looking_back
from convivial.networks.errors import TryLater
from convivial.networks.messages import PastPost
from convivial.networks.network import MOST_PAGES, Access
from convivial.networks.tests.peer import wait_for

US, THEM = "did:plc:harbour", "did:plc:guest"
ACCESS = Access(US, "https://pds.example", "harbour.example", {"access": "s3cr3t", "refresh": "s3cr3t"})
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def item(key: str, hours_ago: float = 0, record: Any = None, by: str = US, **more: Any) -> dict[str, Any]:
    at = (NOON - timedelta(hours=hours_ago)).isoformat()
    about = {"text": f"Words of {key}", "createdAt": at, **(record or {})}
    return {"post": {"uri": f"at://{by}/app.bsky.feed.post/{key}", "record": about, "indexedAt": at, **more}}


def reply(root: str, parent: str) -> dict[str, Any]:
    uris = {name: {"uri": f"at://{did}/app.bsky.feed.post/x"} for name, did in (("root", root), ("parent", parent))}
    return {"reply": uris}


def look(monkeypatch: pytest.MonkeyPatch, answers: list[Any], since: datetime) -> list[PastPost]:
    class Told:
        def __init__(self, access: Access) -> None: ...

        async def ask(self, call: Any) -> Any:
            return answers.pop(0)

    monkeypatch.setattr(looking_back, "Session", Told)
    monkeypatch.setattr(looking_back, "said", lambda answer: answer)
    return wait_for(looking_back.look_back(ACCESS, since))


def test_what_a_post_is_and_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    two = {"embed": {"$type": "app.bsky.embed.images", "images": [{}, {}]}}
    one = {"embed": {"$type": "app.bsky.embed.images", "images": [{}]}}
    beside = {"embed": {"$type": "app.bsky.embed.recordWithMedia", "media": {"$type": "app.bsky.embed.video"}}}
    card = {"embed": {"$type": "app.bsky.embed.external"}}
    shared = item("8", 30, by=THEM) | {
        "reason": {"$type": "app.bsky.feed.defs#reasonRepost", "indexedAt": NOON.isoformat()}
    }
    feed = [
        item("1", 1, two, likeCount=4), item("2", 2, one), item("3", 3, beside), item("4", 4, card),
        item("5", 5, reply(THEM, THEM)), item("6", 6, reply(US, US)), item("7", 7, by=THEM), shared,
    ]  # fmt: skip
    past = look(monkeypatch, [{"feed": feed}], NOON - timedelta(days=1))
    assert {each.remote_id.rpartition("/")[2]: (each.kind, each.shape) for each in past} == {
        "1": ("post", "pictures"), "2": ("post", "picture"), "3": ("post", "video"), "4": ("post", "link"),
        "5": ("reply", "words"), "6": ("thread", "words"), "8": ("share", "words"),
    }  # fmt: skip
    by_key = {each.remote_id.rpartition("/")[2]: each for each in past}
    assert by_key["1"].figures == {"likes": 4}
    assert (by_key["8"].text, by_key["8"].at) == ("", NOON)
    assert by_key["1"].address == f"https://bsky.app/profile/{US}/post/1"


def test_pages_are_followed_until_everything_is_older(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [
        {"feed": [item("1", 1), item("2", 2)], "cursor": "a"},
        {"feed": [item("3", 23), item("4", 50)], "cursor": "b"},
        {"feed": [item("5", 60)], "cursor": "c"},
        {"feed": [item("6", 1)]},
    ]
    past = look(monkeypatch, answers, NOON - timedelta(days=1))
    assert [each.remote_id[-1] for each in past] == ["1", "2", "3"]
    assert len(answers) == 1


def test_feed_that_goes_round_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [{"feed": [item("1", 1)], "cursor": "a"}] * 3
    assert len(look(monkeypatch, answers, NOON - timedelta(days=1))) == 1


def test_feed_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [{"feed": [item("1", 1)], "cursor": str(n)} for n in range(500)]
    assert len(look(monkeypatch, answers, NOON - timedelta(days=1))) == 1
    assert len(answers) == 500 - MOST_PAGES


def test_moment_in_the_future_or_unreadable_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = [
        item("1", 1, {"createdAt": "2099-01-01T00:00:00Z"}),
        item("2", 2, {"createdAt": "yesterday"}),
        {"post": {"uri": f"at://{US}/app.bsky.feed.post/3", "record": {"text": "No moment at all"}}},
    ]
    past = look(monkeypatch, [{"feed": feed}], NOON - timedelta(days=1))
    assert [(each.remote_id[-1], each.at) for each in past] == [
        ("1", NOON - timedelta(hours=1)), ("2", NOON - timedelta(hours=2)),
    ]  # fmt: skip


def test_answer_that_is_no_feed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TryLater, match="garbled"):
        look(monkeypatch, [{"feed": "none"}], NOON)
