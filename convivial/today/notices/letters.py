"""Letters: the notices of ten minutes in one mail, each sent once, never in somebody's quiet hours."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from convivial.lib import now as clock
from convivial.team.handing import Outcome, carry
from convivial.team.models import Workspace
from convivial.team.sign_in import mail_is_set_up
from convivial.today.models import Habits, Letter

from .mailing import composed
from .quiet import after_quiet

GATHERS = timedelta(minutes=10)
BACK_OFF = timedelta(minutes=5)
REFUSALS = 5
MOST = 100  # notices told in one mail

State = Letter.State

BECAME = {
    Outcome.TAKEN: State.SENT,
    Outcome.NOT_TAKEN: State.OPEN,
    Outcome.NEVER: State.GIVEN_UP,
    Outcome.UNCLEAR: State.UNKNOWN,
}


def opened(workspace: int, people: Collection[int], now: datetime) -> dict[int, Letter]:
    """The open letter of each person, begun now where there was none."""
    zone = Workspace.objects.values_list("zone", flat=True).get(pk=workspace)
    habits = {each.person_id: each for each in Habits.objects.filter(person__in=people)}
    begun = [
        Letter(workspace_id=workspace, person_id=person, due_at=due(habits.get(person), now + GATHERS, zone))
        for person in people
    ]
    Letter.objects.bulk_create(begun, ignore_conflicts=True)
    found = Letter.objects.select_for_update(no_key=True).filter(
        workspace=workspace, person__in=people, state=State.OPEN
    )
    return {letter.person_id: letter for letter in found}


def due(habits: Habits | None, at: datetime, zone: str) -> datetime:
    if habits is None:
        return at
    return after_quiet(at, habits.quiet_from, habits.quiet_until, habits.zone or zone)


async def deliver(letter: Letter) -> datetime | None:
    """One due letter; answers when it is due again."""
    return await carry(letter, take, close)


def take(letter: Letter) -> EmailMultiAlternatives | None:
    """The mail to hand over now, once *sending* is recorded. None when there is nothing to send, or when somebody
    else was sending it and nobody can tell how that ended."""
    mine = Letter.objects.filter(pk=letter.pk, token=letter.token)
    if letter.state == State.SENDING:
        mine.update(state=State.UNKNOWN, closed_at=clock.now())
        return None
    if not mine.filter(state=State.OPEN).update(state=State.SENDING):
        return None
    letter = Letter.objects.select_related("workspace", "person").get(pk=letter.pk)
    unread = list(letter.notices.filter(read_at=None).order_by("id")[:MOST])
    if not unread or not mail_is_set_up() or not _still_reads(letter):
        mine.update(state=State.NEEDLESS, closed_at=clock.now())
        return None
    return composed(letter, unread)


def close(letter: Letter, how: Outcome) -> datetime | None:
    """Records how it ended. What the server surely refused is tried again, together with what is new by then."""
    outcome, mine = BECAME[how], Letter.objects.filter(pk=letter.pk, token=letter.token, state=State.SENDING)
    if outcome != State.OPEN or letter.refusals + 1 >= REFUSALS:
        ended = State.GIVEN_UP if outcome == State.OPEN else outcome
        mine.update(state=ended, closed_at=clock.now(), refusals=letter.refusals + (outcome == State.OPEN))
        return None
    return _open_again(letter)


def _open_again(letter: Letter) -> datetime | None:
    with transaction.atomic():
        newer = Letter.objects.filter(
            workspace=letter.workspace_id, person=letter.person_id, state=State.OPEN
        ).first()
        mine = Letter.objects.filter(pk=letter.pk, token=letter.token, state=State.SENDING)
        if newer is None:
            mine.update(state=State.OPEN, refusals=letter.refusals + 1)
            return clock.now() + BACK_OFF * (letter.refusals + 1)
        letter.notices.update(letter=newer)
        mine.update(state=State.NEEDLESS, closed_at=clock.now())
        return None


def _still_reads(letter: Letter) -> bool:
    return letter.person.is_active and letter.person.memberships.filter(workspace=letter.workspace_id).exists()
