"""The last look before a publication goes out: is it still right?

Approved for these exact words, channel connected, not too late, links open. Whatever is not right puts it on hold
with the reason, and a person is asked. A hold of the workspace or house is looked at in the claim itself.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from convivial.content import approving, links
from convivial.content.models import LinkLook, LinkPromise
from convivial.networks.models import Channel
from convivial.work.due import DEATHS

from .due import Due, Row

TOO_LATE = timedelta(hours=1)
FRESH = timedelta(minutes=15)  # looks at links begin ten minutes before


@dataclass(frozen=True)
class Stop:
    """Not now: on hold with a reason."""

    publication: Row
    reason: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass
class Looked:
    """``go``: may go out. ``ask``: their links have to be opened first. ``wait``: a promised page is not open yet."""

    go: list[Due] = field(default_factory=list)
    ask: list[Due] = field(default_factory=list)
    wait: list[Due] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)


def look_again(publications: Sequence[Due], at: datetime, opened: Collection[int] = ()) -> Looked:
    """Sorts what was claimed; a handful of queries for the whole batch, none for links where there are none.
    ``opened``: the publications whose links have just been opened for this."""
    looked = Looked()
    cleared = approving.cleared({each.edition_id for each in publications})
    seen = _seen(publications)
    promised = _promised(publications)
    for each in publications:
        stop = _stop(each, cleared, at)
        if stop:
            looked.stops.append(stop)
        else:
            _sort_by_links(each, looked, seen, promised, at, each.pk in opened)
    return looked


def link_stop(
    publication: Row, verdicts: dict[str, LinkLook], promised: dict[str, datetime], at: datetime
) -> Stop | None:
    """Why the links of a publication stop it, if they do; a page that was promised has 15 minutes from its moment."""
    for address in publication.edition.links:
        look = verdicts.get(address)
        opens_at = promised.get(address)
        if opens_at and (look is None or look.verdict != "opens"):
            if at > opens_at + links.TRIED_FOR:
                return Stop(publication, "promise_broken", {"address": address})
        elif look and look.verdict in links.HOLDS:
            return Stop(publication, f"link_{look.verdict}", {"address": address})
    return None


def _stop(publication: Due, cleared: set[int], at: datetime) -> Stop | None:
    channel = publication.channel
    if publication.deaths >= DEATHS:
        return Stop(publication, "crashed")
    if channel.access == Channel.Access.REMOVED:
        return Stop(publication, "channel_removed")
    if channel.access != Channel.Access.CONNECTED:
        return Stop(publication, "disconnected")
    if publication.edition_id not in cleared:
        return Stop(publication, "not_approved")
    if at - publication.due_at > TOO_LATE:
        return Stop(publication, "too_late")
    return None


def _sort_by_links(
    publication: Due,
    looked: Looked,
    seen: dict[int, dict[str, LinkLook]],
    promised: dict[int, dict[str, datetime]],
    at: datetime,
    is_opened: bool,
) -> None:
    if not publication.edition.links:
        looked.go.append(publication)
        return
    verdicts, promises = seen[publication.workspace_id], promised.get(publication.edition.variant_id, {})
    if not is_opened and any(
        _is_stale(verdicts.get(address), promises.get(address), at) for address in publication.edition.links
    ):
        looked.ask.append(publication)
        return
    stop = link_stop(publication, verdicts, promises, at)
    if stop:
        looked.stops.append(stop)
    elif any(verdicts[address].verdict != "opens" for address in promises if address in verdicts):
        looked.wait.append(publication)
    else:
        looked.go.append(publication)


def _is_stale(look: LinkLook | None, opens_at: datetime | None, at: datetime) -> bool:
    """A page of which somebody said when it opens is opened at its moment, however fresh the last look is."""
    if look is None or look.looked_at < at - FRESH:
        return True
    return opens_at is not None and look.verdict != "opens"


def _seen(publications: Sequence[Due]) -> dict[int, dict[str, LinkLook]]:
    wanted: dict[int, set[str]] = defaultdict(set)
    for each in publications:
        if each.edition.links:
            wanted[each.workspace_id].update(each.edition.links)
    return {workspace: links.verdicts(workspace, addresses) for workspace, addresses in wanted.items()}


def _promised(publications: Sequence[Due]) -> dict[int, dict[str, datetime]]:
    """By variant: when the pages will open of which somebody said so."""
    variants = [each.edition.variant_id for each in publications if each.edition.links]
    if not variants:
        return {}
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    rows = LinkPromise.objects.filter(post__variants__in=variants)
    for variant, address, opens_at in rows.values_list("post__variants", "address", "opens_at"):
        found[variant][address] = opens_at
    return found
