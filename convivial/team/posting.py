"""Mails of the house itself: invitations, links for a new password, words about an account.

The page that posts one answers at once; a worker hands it over. What the mail server does not take is tried again for
a day. After an unclear answer it is handed over again, three times at most, with the same Message-ID: an invitation
that never comes is worse than one that comes twice. (Letters about notices decide otherwise, for those stand on the
page: ``docs/decisions/0061-letters-are-sent-once.md``.)
"""

import json
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import F

from convivial.journal import sealing
from convivial.lib.now import now
from convivial.lib.secrets import CannotOpen
from convivial.work.forgetting import some
from convivial.work.patience import patience
from convivial.work.waking import wake

from .handing import Outcome, carry
from .models import Mail
from .models.user import about_address

State = Mail.State
TRIED_FOR = timedelta(days=1)
DOUBTS = 3


def post(mail: EmailMessage, thing: str, code: str = "") -> Mail:
    """Puts a mail to one person into the post. ``thing`` and ``code`` say what it is about."""
    (to,) = mail.to
    words = json.dumps({"to": to, "subject": str(mail.subject), "body": str(mail.body)})
    with transaction.atomic():
        row = Mail(thing=thing, thing_code=code, made_at=now(), due_at=now())
        row.sealed = sealing.seal_word(about_address(to), words)
        row.save()
        wake("mail")
    return row


def is_waiting(thing: str, code: str, to: str) -> bool:
    """Whether a mail about it to this address lies in the post. Of one that left nobody knows to whom it went."""
    waiting = Mail.objects.filter(thing=thing, thing_code=code, state__in=[State.OPEN, State.SENDING])
    return waiting.filter(sealed__startswith=f"{about_address(to)}|").exists()


def withdraw(thing: str, code: str) -> None:
    """What has not left yet does not leave any more."""
    waiting = Mail.objects.filter(thing=thing, thing_code=code, state=State.OPEN)
    waiting.update(state=State.NEEDLESS, sealed="", due_at=None, closed_at=now(), token=F("token") + 1)


def lost(thing: str, codes: list[str]) -> set[str]:
    """Of these, the ones whose latest mail did not get through, or nobody knows."""
    rows = Mail.objects.filter(thing=thing, thing_code__in=codes).order_by("pk")
    latest = dict(rows.values_list("thing_code", "state"))
    return {code for code, state in latest.items() if state in (State.GIVEN_UP, State.UNKNOWN)}


def forget_mails(before: datetime) -> int:
    return Mail.objects.filter(pk__in=some(Mail.objects.filter(closed_at__lt=before))).delete()[0]


async def deliver(row: Mail) -> datetime | None:
    """One due mail; answers when it is due again."""
    return await carry(row, take, close)


def take(row: Mail) -> EmailMessage | None:
    """The mail to hand over now, once *sending* is recorded; None when there is nothing to send."""
    doubts = row.doubts + (row.state == State.SENDING)  # a worker ended over it: it may have left
    if row.state not in (State.OPEN, State.SENDING) or doubts >= DOUBTS:
        _end(row, State.UNKNOWN if doubts >= DOUBTS else State(row.state))
        return None
    row.doubts = doubts
    if not _mine(row).update(state=State.SENDING, doubts=doubts):
        return None
    if not settings.EMAIL_HOST:
        _end(row, State.GIVEN_UP)
        return None
    try:
        words = json.loads(sealing.open_word(row.sealed))
    except CannotOpen:
        _end(row, State.NEEDLESS)
        return None
    headers = {"Message-ID": f"<{row.code}@{_domain()}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(words["subject"], words["body"], to=[words["to"]], headers=headers)


def close(row: Mail, outcome: Outcome) -> datetime | None:
    """Records how it ended, and says when to try again."""
    refusals, doubts = row.refusals + 1, row.doubts + (outcome == Outcome.UNCLEAR)
    is_over = outcome == Outcome.NEVER or doubts >= DOUBTS or now() - row.made_at > TRIED_FOR
    if outcome == Outcome.TAKEN or is_over:
        ended = State.UNKNOWN if doubts else State.GIVEN_UP
        _end(row, State.SENT if outcome == Outcome.TAKEN else ended)
        return None
    _mine(row).update(state=State.OPEN, refusals=refusals, doubts=doubts)
    return now() + patience().after(refusals)


def _end(row: Mail, state: str) -> None:
    """Nothing more is to be sent, so that its words are not needed any more."""
    _mine(row).update(state=state, sealed="", closed_at=now())


def _mine(row: Mail) -> "models.QuerySet[Mail]":
    return Mail.objects.filter(pk=row.pk, token=row.token)


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
