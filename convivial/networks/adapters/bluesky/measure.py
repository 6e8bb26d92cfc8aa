"""Figures of posts and of the account, as the AppView counts them; asked through our own server, which passes it on.

Bluesky tells no views and no clicks (lexicons ``app.bsky.feed.getPosts``, ``app.bsky.actor.getProfile``).
"""

from collections.abc import Mapping
from typing import Any

from convivial.lib.now import now
from convivial.networks.errors import TryLater
from convivial.networks.messages import Figure, Measured
from convivial.networks.network import Access

from .calls import Call, said
from .session import Session

OF_A_POST = {
    "likes": "likeCount",
    "shares": "repostCount",
    "replies": "replyCount",
    "quotes": "quoteCount",
    "saves": "bookmarkCount",
}
OF_A_CHANNEL = {"followers": "followersCount", "following": "followsCount", "posts": "postsCount"}
MOST = 1 << 53


async def measure_post(access: Access, remote_id: str) -> Measured:
    """A post that the AppView does not know (yet, or any more) has no figures."""
    call = Call(access.server, "app.bsky.feed.getPosts", query={"uris": remote_id})
    posts = said(await Session(access).ask(call)).get("posts")
    if not isinstance(posts, list):
        raise TryLater("garbled", "not a list of posts")
    mine = [post for post in posts if isinstance(post, dict) and post.get("uri") == remote_id]
    return _measured(mine[0], OF_A_POST, ("uri", "cid", "indexedAt")) if mine else Measured(())


async def measure_channel(access: Access) -> Measured:
    call = Call(access.server, "app.bsky.actor.getProfile", query={"actor": access.remote_id})
    profile = said(await Session(access).ask(call))
    if profile.get("did") != access.remote_id:
        raise TryLater("garbled", "not our profile")
    return _measured(profile, OF_A_CHANNEL, ("did", "handle"))


def _measured(answer: Mapping[str, Any], names: Mapping[str, str], also: tuple[str, ...]) -> Measured:
    at = now()
    figures = tuple(Figure(name, value, at) for name, value in counts(answer, names).items())
    return Measured(figures, {name: answer[name] for name in (*names.values(), *also) if name in answer})


def counts(answer: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, int]:
    """What is told, by our names."""
    return {ours: answer[theirs] for ours, theirs in names.items() if _is_count(answer, theirs)}


def _is_count(answer: Mapping[str, Any], name: str) -> bool:
    value = answer.get(name)
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST
