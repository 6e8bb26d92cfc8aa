"""Throws away, once an hour, what nobody needs: unused pictures, posts deleted long ago, passing editions, and the
secrets of channels that an owner took away."""

from datetime import datetime, timedelta

from convivial.lib.now import now
from convivial.networks.removing import forget_removed
from convivial.work.due import Rows
from convivial.work.kinds import register as register_kind
from convivial.work.threads import in_thread

from .deleting import forget
from .editions import forget_passing
from .media import remove_orphans
from .models import Presence, Tidying

EVERY = timedelta(hours=1)
SILENT = timedelta(minutes=5)


class Tidy(Rows[Tidying]):
    def heal(self) -> None:
        if not Tidying.objects.exists():
            Tidying.objects.create(due_at=now())


def register() -> None:
    register_kind(Tidy("tidying", Tidying, tidy, at_once=1, news=EVERY))


async def tidy(row: Tidying) -> datetime:
    await in_thread(throw_away, now())
    return now() + EVERY


def throw_away(at: datetime) -> None:
    remove_orphans(at)
    forget(at)
    forget_passing(at)
    forget_removed()
    Presence.objects.filter(seen_at__lt=at - SILENT).delete()
