"""What stands on an account already. Source: methods/accounts, "Get account's statuses"; entities/Status."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from convivial.networks.messages import PastPost
from convivial.networks.network import MOST_PAGES, MOST_PAST, Access

from .answers import whole
from .listing import PAGE, moment, page, place
from .measure import OF_A_POST
from .words import plain

VIDEOS = frozenset({"video", "gifv"})


async def look_back(access: Access, since: datetime) -> list[PastPost]:
    """Pages backwards by ``max_id``. Private mentions are left out."""
    found: dict[str, PastPost] = {}
    before = ""
    for _ in range(MOST_PAGES):
        listed = await page(access, before, shares=True)
        for said in listed:
            if moment(said) >= since and said.get("visibility") != "direct":
                found[str(said["id"])] = _past(access, said)
        if (
            len(found) >= MOST_PAST
            or len(listed) < PAGE
            or moment(listed[-1]) < since
            or str(listed[-1]["id"]) == before
        ):
            break
        before = str(listed[-1]["id"])
    return sorted(found.values(), key=lambda past: past.at, reverse=True)[:MOST_PAST]


def _past(access: Access, said: Mapping[str, Any]) -> PastPost:
    told = {ours: whole(said, theirs) for ours, theirs in OF_A_POST.items()}
    is_share = isinstance(said.get("reblog"), Mapping)
    return PastPost(
        remote_id=str(said["id"]),
        address=place(access, said),
        at=moment(said),
        text="" if is_share else plain(str(said.get("content") or "")),
        kind="share" if is_share else _kind(access, said),
        shape=_shape(said),
        language=str(said.get("language") or "")[:12],
        figures={} if is_share else {name: value for name, value in told.items() if value is not None},
    )


def _kind(access: Access, said: Mapping[str, Any]) -> str:
    if not said.get("in_reply_to_id"):
        return "post"
    return "thread" if str(said.get("in_reply_to_account_id")) == access.remote_id else "reply"


def _shape(said: Mapping[str, Any]) -> str:
    media = [each.get("type") for each in said.get("media_attachments") or [] if isinstance(each, Mapping)]
    if VIDEOS & set(media):
        return "video"
    if media:
        pictures = sum(each == "image" for each in media)
        return "other" if not pictures else "pictures" if pictures > 1 else "picture"
    if said.get("poll"):
        return "other"
    return "link" if said.get("card") or "http" in plain(str(said.get("content") or "")) else "words"
