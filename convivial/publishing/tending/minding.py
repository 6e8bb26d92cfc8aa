"""Whether what is due really goes out, for the desk and for machines that watch the house."""

from datetime import timedelta

from django.db.models import Exists, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from convivial.lib.now import now
from convivial.publishing.models import Hold, Lane, Publication
from convivial.work.health import ACT, GOOD, Health, register

LATE = timedelta(minutes=2)
State = Publication.State


def publishing() -> Health:
    """Bad when something is two minutes late that nothing holds back: no hold, no network that asked us to wait."""
    at = now()
    held = Hold.objects.in_force().filter(Q(workspace=None) | Q(workspace=OuterRef("workspace")))
    waits = Lane.objects.filter(channel=OuterRef("channel"), open_at__gt=at)
    stuck = Publication.objects.filter(
        Q(state=State.SCHEDULED, try_at__lt=at - LATE) | Q(state=State.SENDING, lease_until__lt=at - LATE)
    )
    oldest = stuck.exclude(Exists(held)).exclude(Exists(waits)).aggregate(at=Min("due_at"))["at"]
    if oldest is None:
        return Health(GOOD)
    return Health(
        ACT,
        since=oldest,
        meaning=_("Posts are late: something that was due more than two minutes ago has not gone out."),
        fix=_("Look whether a worker runs and what it says; starting it again does no harm."),
    )


def register_own() -> None:
    register("publishing", publishing)
