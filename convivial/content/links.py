"""Opens the links of a post before anybody else does.

Only what is surely broken holds a post back: *gone* (410), *not found* (404), *no such host*. Everything else that is
not "opens" means that we could not tell (a server that refuses robots, is slow, or is down right now): it warns.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from convivial.lib import web
from convivial.lib.now import now
from convivial.team.access import may
from convivial.team.models import User

from . import card_pictures
from .finding import addresses_in
from .locking import hold
from .models import LinkLook, LinkPromise, Post
from .pages import Page, read_page
from .telling import tell

__all__ = [
    "HOLDS", "WARNS", "Look", "Seen", "addresses_in", "look_at", "open_link", "open_links", "promise", "promises",
    "promises_in", "seen", "stale", "store", "take_promise_back", "verdicts",
]  # fmt: skip

HOLDS = {"gone", "not_found", "no_such_host"}
WARNS = {"refused", "slow", "broken_certificate", "not_reached", "error", "not_allowed", "no_way_out"}

SECONDS = 10.0
LARGEST = 2 * 1024 * 1024
AT_ONCE = 20
TRIED_FOR = timedelta(minutes=15)  # a promised page, from its moment on
HEADERS = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en,*;q=0.5"}


@dataclass(frozen=True)
class Look:
    """What opening a link showed. ``status`` is the HTTP status, None when nobody answered; ``image`` an address."""

    verdict: str
    status: int | None = None
    title: str = ""
    description: str = ""
    image: str = ""


@dataclass(frozen=True)
class Seen:
    """What is known of a post's links, by address. Only of a page that was looked at, a promise is told."""

    looks: Mapping[str, LinkLook]
    promises: Mapping[str, datetime]


async def open_link(address: str, with_page: bool = True) -> Look:
    """Opens one address: first asked for its head only, then (when the head was refused, or when its words are
    wanted) for the page. Raises nothing for whatever the other side does."""
    try:
        head = await web.ask("HEAD", address, headers=HEADERS, total=SECONDS, size=LARGEST)
    except (web.NoAnswer, web.TooLarge):
        head = None  # some servers hang up on HEAD and answer GET
    except web.WebError as error:
        return Look(_trouble(error))
    if head and head.is_good and not (with_page and _is_page(head)):
        return Look("opens", head.status)
    return await _opened(address, head)


async def open_links(addresses: Iterable[str], with_page: bool = True) -> dict[str, Look]:
    """``open_link`` of many, twenty at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(address: str) -> tuple[str, Look]:
        async with gate:
            return address, await open_link(address, with_page)

    return dict(await asyncio.gather(*map(one, dict.fromkeys(addresses))))


def look_at(workspace_id: int, addresses: Sequence[str], with_page: bool = True) -> dict[str, LinkLook]:
    """Opens links, stores what was seen and keeps the pages' pictures; for code that is not asynchronous, outside of
    every transaction."""
    if addresses:
        store(workspace_id, web.run(open_links(addresses, with_page)))
        web.run(card_pictures.fetch(workspace_id, addresses))
    return verdicts(workspace_id, addresses)


def store(workspace_id: int, looks: Mapping[str, Look]) -> dict[str, LinkLook]:
    """Keeps the newest look at each address. A look without the page's words leaves the known words as they are."""
    at = now()
    rows = [_row(workspace_id, address, look, at) for address, look in looks.items()]
    known = [row for row in rows if not (row.title or row.image)]
    _keep(
        [row for row in rows if row not in known], ["verdict", "status", "looked_at", "title", "description", "image"]
    )
    _keep(known, ["verdict", "status", "looked_at"])
    return verdicts(workspace_id, list(looks))


def verdicts(workspace_id: int, addresses: Iterable[str]) -> dict[str, LinkLook]:
    """The last look at each of these addresses; what nobody looked at yet is missing. One query."""
    return {look.address: look for look in _looks(workspace_id, addresses)}


def seen(post: Post, addresses: Iterable[str]) -> Seen:
    """``verdicts``, with what somebody promised of those pages in this post. One query."""
    promised = LinkPromise.objects.filter(post=post, address=OuterRef("address")).values("opens_at")[:1]
    rows = list(_looks(post.workspace_id, addresses).annotate(opens_at=Subquery(promised)))
    promises = {row.address: row.opens_at for row in rows if row.opens_at}
    return Seen({row.address: row for row in rows}, promises)


def _looks(workspace_id: int, addresses: Iterable[str]) -> "QuerySet[LinkLook]":
    names = [_hashed(address) for address in addresses]
    rows = LinkLook.objects.filter(workspace=workspace_id, address_hash__in=names)
    return rows.select_related("picture__workspace")


def stale(workspace_id: int, addresses: Iterable[str], older_than: timedelta) -> list[str]:
    """Which of these were never looked at, or not within ``older_than``."""
    wanted = list(dict.fromkeys(addresses))
    fresh = {
        address for address, look in verdicts(workspace_id, wanted).items() if look.looked_at > now() - older_than
    }
    return [address for address in wanted if address not in fresh]


def promise(post: Post, by: User, address: str, opens_at: datetime) -> LinkPromise:
    """ "This page opens at 09:00": until then, and for 15 minutes more, the link holds nothing back."""
    if not may(by, "post.write", post):
        raise PermissionDenied
    with transaction.atomic():
        hold(post)
        made, _ = LinkPromise.objects.update_or_create(
            post=post, address=address, defaults={"opens_at": opens_at, "by": by}
        )
        tell(post, by, "post.promise")
    return made


def take_promise_back(post: Post, by: User, address: str) -> None:
    if not may(by, "post.write", post):
        raise PermissionDenied
    with transaction.atomic():
        hold(post)
        if LinkPromise.objects.filter(post=post, address=address).delete()[0]:
            tell(post, by, "post.take_promise_back")


def promises_in(posts: Sequence[Post]) -> dict[int, dict[str, datetime]]:
    """The promises of many posts, by post and address. One query."""
    found: dict[int, dict[str, datetime]] = {}
    rows = LinkPromise.objects.filter(post__in=posts)
    for post, address, opens_at in rows.values_list("post", "address", "opens_at"):
        found.setdefault(post, {})[address] = opens_at
    return found


def promises(post: Post) -> dict[str, datetime]:
    """When the pages of which somebody said so will open."""
    return dict(LinkPromise.objects.filter(post=post).values_list("address", "opens_at"))


async def _opened(address: str, head: web.Answer | None) -> Look:
    try:
        answer = await web.get(address, headers=HEADERS, total=SECONDS, size=LARGEST)
    except web.TooLarge:
        return Look("opens", head.status) if head and head.is_good else Look("refused")
    except web.WebError as error:
        return Look("opens", head.status) if head and head.is_good else Look(_trouble(error))
    page = (
        read_page(answer.body, answer.headers.get("Content-Type", ""), answer.address) if answer.is_good else Page()
    )
    return Look(_verdict(answer.status), answer.status, page.title, page.description, page.image)


def _is_page(answer: web.Answer) -> bool:
    return "html" in answer.headers.get("Content-Type", "html").lower()


def _verdict(status: int) -> str:
    if status == 404:
        return "not_found"
    if status == 410:
        return "gone"
    if status in (408, 504):
        return "slow"
    if 200 <= status < 300 or status == 304:
        return "opens"
    return "error" if status >= 500 and status != 999 else "refused"


def _trouble(error: web.WebError) -> str:
    if isinstance(error, web.NoSuchHost):
        return "no_such_host"
    if isinstance(error, web.BrokenCertificate):
        return "broken_certificate"
    if isinstance(error, web.NotAllowedAddress):
        return "error" if error.reason == "hops" else "not_allowed"
    return error.reason if error.reason in ("slow", "no_way_out") else "not_reached"


def _row(workspace_id: int, address: str, look: Look, at: datetime) -> LinkLook:
    seen: dict[str, Any] = {"verdict": look.verdict, "status": look.status, "looked_at": at}
    words = {"title": look.title, "description": look.description, "image": look.image}
    return LinkLook(workspace_id=workspace_id, address=address, address_hash=_hashed(address), **seen, **words)


def _keep(rows: Sequence[LinkLook], fields: Sequence[str]) -> None:
    LinkLook.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["workspace", "address_hash"], update_fields=fields
    )


def _hashed(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
