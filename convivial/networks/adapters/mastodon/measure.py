"""Figures of a status and of an account. Sources: entities/Status, entities/Account.

Servers tell likes, shares (boosts), replies and, since 4.5, quotes; nobody tells how many people saw a post. A
figure that is not told, or is hidden as -1, is absent.
"""

from collections.abc import Mapping
from typing import Any

from convivial.lib.now import now
from convivial.networks.errors import TryLater
from convivial.networks.messages import Figure, Measured
from convivial.networks.network import Access
from convivial.networks.speaking import speak, understood

from .answers import error_of, whole
from .instance import base

OF_A_POST = {
    "likes": "favourites_count",
    "shares": "reblogs_count",
    "replies": "replies_count",
    "quotes": "quotes_count",
}
OF_A_CHANNEL = {"followers": "followers_count", "following": "following_count", "posts": "statuses_count"}


async def post(access: Access, remote_id: str) -> Measured:
    return await _measured(access, f"statuses/{remote_id}", OF_A_POST)


async def channel(access: Access) -> Measured:
    return await _measured(access, "accounts/verify_credentials", OF_A_CHANNEL)


async def _measured(access: Access, path: str, names: Mapping[str, str]) -> Measured:
    answer = await speak("GET", f"{base(access.server)}/api/v1/{path}", token=access.secrets["access_token"])
    if answer.status != 200:
        raise error_of(answer, access)
    said: Any = understood(answer)
    if not isinstance(said, Mapping):
        raise TryLater("garbled")
    at = now()
    told = {name: whole(said, theirs) for name, theirs in names.items()}
    figures = tuple(Figure(name, value, at) for name, value in told.items() if value is not None)
    return Measured(figures, {theirs: said[theirs] for theirs in names.values() if theirs in said})
