"""Throws away, once an hour, what nobody needs: unused pictures, posts deleted long ago, passing editions, secrets of
channels that an owner took away, and whatever any app says is to be forgotten (``work.forgetting``)."""

from datetime import datetime, timedelta

from convivial.lib.now import now
from convivial.networks.removing import forget_removed
from convivial.work.due import Rows
from convivial.work.forgetting import forget_all, forgets, some
from convivial.work.kinds import register as register_kind
from convivial.work.threads import in_thread

from .deleting import forget
from .editions import forget_passing
from .media import remove_orphans
from .models import PastWords, Presence, Tidying

EVERY = timedelta(hours=1)
SILENT = timedelta(minutes=5)
PAST_WORDS = timedelta(days=365)


class Tidy(Rows[Tidying]):
    def heal(self) -> None:
        if not Tidying.objects.exists():
            Tidying.objects.create(due_at=now())


def register() -> None:
    register_kind(Tidy("tidying", Tidying, tidy, at_once=1, news=EVERY))
    forgets("past words", PAST_WORDS, forget_past_words)


async def tidy(row: Tidying) -> datetime:
    await in_thread(throw_away, now())
    return now() + EVERY


def throw_away(at: datetime) -> None:
    remove_orphans(at)
    forget(at)
    forget_passing(at)
    forget_removed()
    Presence.objects.filter(seen_at__lt=at - SILENT).delete()
    forget_all(at)


def forget_past_words(before: datetime) -> int:
    return PastWords.objects.filter(pk__in=some(PastWords.objects.filter(at__lt=before))).delete()[0]
