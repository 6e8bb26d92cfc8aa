"""Who is taken off the list of a channel has spoken there for the last time: what they scheduled on it waits for one
of those who may. It is held when the list changes and not when its moment comes, so that there is time to decide.
What is on its way in that second was theirs to send; should it come back unsent, it waits as well."""

from collections.abc import Collection, Iterable
from typing import Any

from convivial.journal.recording import Entry
from convivial.networks import granting
from convivial.networks.models import Channel
from convivial.publishing.models import Publication

from .stopping import stop

State = Publication.State
NOT_THEIRS = "not_theirs"
ON_ITS_WAY = (State.SENDING, State.UNKNOWN)


def withhold(sender: Any, channel: Channel, people: Collection[int], **kwargs: Any) -> list[Entry]:
    """Receives ``networks.granting.narrowed``. All rows are locked before any is judged: a worker may just be writing
    what became of one."""
    rows = Publication.objects.filter(channel=channel, scheduled_by__in=people)
    rows = rows.filter(state__in=[State.SCHEDULED, *ON_ITS_WAY]).select_for_update(no_key=True).order_by("pk")
    theirs = list(rows.only("pk", "code", "workspace_id", "state"))
    on_its_way = [each.pk for each in theirs if each.state in ON_ITS_WAY]
    if on_its_way:
        Publication.objects.filter(pk__in=on_its_way).update(is_withheld=True)
    return stop([each for each in theirs if each.state == State.SCHEDULED], NOT_THEIRS)


def withheld(publications: Iterable[int]) -> list[Entry]:
    """Of what is scheduled again (ids), puts on hold whatever came back to people who were taken off the list while
    it was on its way, and were not put back. Gives the lines for the journal. Call it in a transaction."""
    rows = Publication.objects.filter(pk__in=publications, state=State.SCHEDULED, is_withheld=True)
    back = rows.filter(granting.is_shut("channel", "scheduled_by"))
    return stop(list(back.only("pk", "code", "workspace_id")), NOT_THEIRS)
