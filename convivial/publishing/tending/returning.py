"""A channel that was cut off is connected again. Nothing goes out by that: what missed its moment meanwhile comes
back to people, once for the channel, to be sent now, at a new time or not at all. What the network could not be asked
about while we were shut out is asked for again; where it is surely not there, it waits with the others."""

from typing import Any

from django.db.models import F, OuterRef, Subquery

from convivial.journal.recording import Entry
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing.models import Doubt, Look, Publication

State = Publication.State
CUT_OFF = ("disconnected", "channel_removed")  # the reasons to be on hold that a channel mends by coming back
BACK_AGAIN = "back_again"


def come_back(sender: Any, channel: Channel, **kwargs: Any) -> list[Entry]:
    """Receives ``networks.opening.returned``. Gives the line for the journal, if anything waits."""
    _ask_again(channel)
    waits = Publication.objects.filter(channel=channel, state=State.ON_HOLD, reason__in=CUT_OFF)
    posts = waits.order_by().values("variant__post").distinct().count()
    if not posts:
        return []
    return [
        Entry(
            "channel.return", workspace=channel.workspace_id, thing="waiting", code=channel.code,
            params={"posts": posts},
        )
    ]  # fmt: skip


def _ask_again(channel: Channel) -> None:
    """Those that a person was asked about only because nobody could look."""
    at = now()
    last = Look.objects.filter(publication=OuterRef("pk")).order_by("-at", "-pk").values("answer")[:1]
    rows = Publication.objects.filter(channel=channel, state=State.UNKNOWN, reason="ask_person", try_at=None)
    left = rows.annotate(last=Subquery(last)).filter(last="not_reached").order_by("pk")
    found = dict(left.values_list("pk", "due_at"))
    asked = Publication.objects.filter(pk__in=found, state=State.UNKNOWN, reason="ask_person")
    asked.update(reason=BACK_AGAIN, reason_params={}, try_at=at, token=F("token") + 1, changed_at=at)
    Doubt.objects.bulk_create(
        [Doubt(publication_id=pk, since=min(due_at, at), at=at) for pk, due_at in found.items()],
        update_conflicts=True, unique_fields=["publication"], update_fields=["at"],
    )  # fmt: skip
