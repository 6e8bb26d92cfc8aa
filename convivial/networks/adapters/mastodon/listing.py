"""An account's statuses, a page at a time, newest first. Source: methods/accounts, "Get account's statuses"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from convivial.lib.now import now
from convivial.networks.errors import TryLater
from convivial.networks.network import Access
from convivial.networks.speaking import speak, understood

from .answers import error_of
from .instance import base, is_on

PAGE = 40  # the most that a server gives


async def page(access: Access, before: str = "", *, shares: bool = False) -> list[Mapping[str, Any]]:
    """Those before a status' id ("" for the newest). ``shares``: with what was boosted."""
    query = {"limit": str(PAGE)} | ({} if shares else {"exclude_reblogs": "true"})
    answer = await speak(
        "GET",
        f"{base(access.server)}/api/v1/accounts/{access.remote_id}/statuses",
        token=access.secrets["access_token"],
        query=query | ({"max_id": before} if before else {}),
    )
    if answer.status != 200:
        raise error_of(answer, access)
    said = understood(answer)
    if not isinstance(said, list) or not all(isinstance(each, Mapping) and each.get("id") for each in said):
        raise TryLater("garbled")
    return said


def moment(said: Mapping[str, Any]) -> datetime:
    """When the server says that it was made; now, where it says nothing that can be read."""
    try:
        at = datetime.fromisoformat(str(said.get("created_at")))
    except ValueError:
        return now()
    return at if at.tzinfo else now()


def place(access: Access, said: Mapping[str, Any]) -> str:
    """Its address on the channel's own server, whatever else the answer claims."""
    told = str(said.get("url") or "")
    own = f"{base(access.server)}/{access.handle.rpartition('@')[0]}/{said['id']}"
    return told if is_on(access.server, told) else own
