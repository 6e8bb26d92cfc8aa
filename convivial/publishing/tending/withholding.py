"""Who is taken off the list of a channel has spoken there for the last time: what they scheduled on it waits for one
of those who may. It is held when the list changes and not when its moment comes, so that there is time to decide."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import F

from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing.models import Publication

from .accompanying import leave

State = Publication.State


def withhold(sender: Any, channel: Channel, people: Collection[int], **kwargs: Any) -> None:
    """Receives ``networks.granting.narrowed``. What is being sent already was theirs to send."""
    rows = Publication.objects.filter(channel=channel, scheduled_by__in=people, state=State.SCHEDULED)
    with transaction.atomic():
        withheld = list(rows.select_for_update().only("pk", "code", "workspace_id"))
        Publication.objects.filter(pk__in=[each.pk for each in withheld]).update(
            state=State.ON_HOLD, reason="not_theirs", reason_params={}, try_at=None, token=F("token") + 1, worker="",
            lease_until=None, changed_at=now(),
        )  # fmt: skip
        leave([each.pk for each in withheld])
        record_all(
            Entry(
                "publication.stop", workspace=each.workspace_id, thing="publication", code=each.code,
                params={"reason": "not_theirs"},
            )
            for each in withheld
        )  # fmt: skip
