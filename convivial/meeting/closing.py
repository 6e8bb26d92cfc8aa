"""How a meeting ends: what its page said is kept, with who was there, and from then on nothing in it changes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from convivial.journal.recording import at_the_end, record
from convivial.lib.now import now
from convivial.team.models import User

from .errors import Over
from .models import Closing, Meeting, Presence


def close(meeting: Meeting, by: User, present: Iterable[User], tell: Callable[[], Any]) -> None:
    """``tell`` says what the page says, as data. Pressing twice does no harm: what was kept first stays."""
    try:
        with still_open(meeting):
            Closing.objects.create(meeting=meeting, told=tell(), by=by, at=now())
            Presence.objects.bulk_create(Presence(meeting=meeting, person=person) for person in present)
            _record(meeting, by)
    except Over:
        return


def _record(meeting: Meeting, by: User) -> None:
    about: dict[str, Any] = {"workspace": meeting.workspace_id, "by": by.pk, "code": meeting.code}
    if meeting.kind == Meeting.Kind.MONDAY:
        record("monday.close", thing="monday", **about)
    else:
        record("review.close", thing="review", **about)


@contextmanager
def still_open(meeting: Meeting) -> Iterator[None]:
    """One act on a meeting that is not over: its row is held, nobody closes it in between. Raises ``Over``."""
    with transaction.atomic(), at_the_end():
        Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        if Closing.objects.filter(meeting=meeting).exists():
            raise Over
        yield
