"""What stands on an account already, as the AppView lists it (lexicon ``app.bsky.feed.getAuthorFeed``)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from convivial.networks.errors import TryLater
from convivial.networks.messages import PastPost
from convivial.networks.network import MOST_PAGES, MOST_PAST, Access

from .calls import Call, said
from .measure import OF_A_POST, counts
from .publish import address_of
from .session import Session

PAGE = "100"
SHAPES = {"video": "video", "external": "link", "record": "other"}  # the last word of an embed's type


async def look_back(access: Access, since: datetime) -> list[PastPost]:
    """Pages by the feed's cursor, until everything on a page is older. What was shared counts at the moment of
    sharing."""
    session, cursor = Session(access), ""
    found: dict[str, PastPost] = {}
    for _ in range(MOST_PAGES):
        query = {"actor": access.remote_id, "limit": PAGE, "filter": "posts_with_replies"}
        query |= {"cursor": cursor} if cursor else {}
        answer = said(await session.ask(Call(access.server, "app.bsky.feed.getAuthorFeed", query=query)))
        listed = [past for past in (_past(access, item) for item in _feed(answer)) if past]
        found |= {past.remote_id: past for past in listed if past.at >= since}
        fresh = str(answer.get("cursor") or "")
        if len(found) >= MOST_PAST or not fresh or fresh == cursor or not any(past.at >= since for past in listed):
            break
        cursor = fresh
    return sorted(found.values(), key=lambda past: past.at, reverse=True)[:MOST_PAST]


def _feed(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    feed = answer.get("feed")
    if not isinstance(feed, list):
        raise TryLater("garbled", "not a feed")
    return [item for item in feed if isinstance(item, dict) and isinstance(item.get("post"), dict)]


def _past(access: Access, item: Mapping[str, Any]) -> PastPost | None:
    """None for what is listed with ours but is somebody else's (the post that was answered)."""
    post, reason = item["post"], item.get("reason")
    record, uri = post.get("record"), str(post.get("uri") or "")
    is_share = isinstance(reason, dict) and str(reason.get("$type", "")).endswith("reasonRepost")
    at = _moment(reason if isinstance(reason, dict) and is_share else post, record)
    if at is None or not isinstance(record, dict) or not (is_share or uri.startswith(f"at://{access.remote_id}/")):
        return None
    address = address_of(uri)
    if is_share:
        return PastPost(f"share {uri}", address, at, "", kind="share")
    words, kind, shape = str(record.get("text") or ""), _kind(access, record), _shape(record)
    return PastPost(uri, address, at, words, kind, shape, _language(record), counts(post, OF_A_POST))


def _kind(access: Access, record: Mapping[str, Any]) -> str:
    reply = record.get("reply")
    if not isinstance(reply, dict):
        return "post"
    root = reply.get("root")
    of_ours = isinstance(root, dict) and str(root.get("uri", "")).startswith(f"at://{access.remote_id}/")
    parent = reply.get("parent")
    to_us = isinstance(parent, dict) and str(parent.get("uri", "")).startswith(f"at://{access.remote_id}/")
    return "thread" if of_ours and to_us else "reply"


def _shape(record: Mapping[str, Any]) -> str:
    embed = record.get("embed")
    if not isinstance(embed, dict):
        return "link" if "http" in str(record.get("text") or "") else "words"
    beside = embed.get("media")  # beside a quoted post
    media: Mapping[str, Any] = beside if isinstance(beside, dict) else embed
    kind = str(media.get("$type", "")).rpartition(".")[2]
    if kind == "images":
        return "pictures" if len(media.get("images") or ()) > 1 else "picture"
    return SHAPES.get(kind, "other")


def _language(record: Mapping[str, Any]) -> str:
    langs = record.get("langs")
    return str(langs[0])[:12] if isinstance(langs, list) and langs else ""


def _moment(told: Mapping[str, Any], record: Any) -> datetime | None:
    """The earlier of what the writer claims and what the network saw, as feeds sort by it."""
    claimed = record.get("createdAt") if isinstance(record, dict) and "record" in told else None
    moments = []
    for word in (told.get("indexedAt"), claimed):
        try:
            at = datetime.fromisoformat(str(word))
        except ValueError:
            continue
        if at.tzinfo:
            moments.append(at)
    return min(moments, default=None)
