"""Work that is there to be done, so that health can say that work is done."""

from datetime import datetime, timedelta

from convivial.lib.now import now

from .due import Rows
from .kinds import register as register_kind
from .models import Canary
from .threads import in_thread

EVERY = timedelta(seconds=20)


async def sing(row: Canary) -> datetime:
    at = now()
    await in_thread(lambda: Canary.objects.filter(pk=row.pk, token=row.token).update(done_at=at))
    return at + EVERY


def ensure() -> None:
    if not Canary.objects.exists():
        Canary.objects.create(due_at=now())


def register() -> None:
    register_kind(Rows("canary", Canary, sing, at_once=1))
