"""What only one process at a time may do, held by a lease in the database."""

from datetime import timedelta

from django.db.models import Q

from convivial.lib.now import now

from .models import Duty


def hold_duty(name: str, worker: str, lease: timedelta) -> bool:
    """Whether the duty is ours for the time of a lease: taken when free or lapsed, renewed when ours."""
    at = now()
    mine_or_free = Q(worker=worker) | Q(worker="") | Q(lease_until__lte=at)
    if Duty.objects.filter(mine_or_free, name=name).update(worker=worker, lease_until=at + lease):
        return True
    Duty.objects.bulk_create([Duty(name=name)], ignore_conflicts=True)
    return bool(Duty.objects.filter(mine_or_free, name=name).update(worker=worker, lease_until=at + lease))


def lay_down(worker: str) -> None:
    Duty.objects.filter(worker=worker).update(worker="", lease_until=None)
