"""Hands a mail over to the mail server, and says what became of it as exactly as can be known."""

import asyncio
import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import Enum
from typing import TypeVar

from django.core.mail import EmailMessage, get_connection

from convivial.work.threads import in_thread

Row = TypeVar("Row")
TROUBLE = (smtplib.SMTPException, OSError)

# What a mail server can answer before it has taken a mail. After any other error nobody knows.
SURELY_NOT_TAKEN = (
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    ConnectionRefusedError,
)
FOR_GOOD = 500  # replies from here on are permanent (RFC 5321, 4.2.1)


class Outcome(Enum):
    TAKEN = "taken"
    NOT_TAKEN = "not taken"  # try again
    NEVER = "never"  # nor will it be
    UNCLEAR = "unclear"  # it may have arrived


async def carry(
    row: Row, take: Callable[[Row], EmailMessage | None], close: Callable[[Row, Outcome], datetime | None]
) -> datetime | None:
    """A due row: its mail is taken, handed over, and how that ended is written down; answers when it is due again.
    The mail server is spoken to outside of every transaction, and of the few threads that the database has."""
    mail = await in_thread(take, row)
    if mail is None:
        return None
    outcome = await asyncio.to_thread(hand_over, mail)
    return await in_thread(close, row, outcome)


def hand_over(mail: EmailMessage) -> Outcome:
    """Never inside a transaction. Whatever goes wrong before the mail itself is spoken of, it was not taken."""
    server = get_connection()
    try:
        server.open()
    except TROUBLE:
        return Outcome.NOT_TAKEN
    try:
        server.send_messages([mail])
    except SURELY_NOT_TAKEN as no:
        return Outcome.NEVER if _is_for_good(no) else Outcome.NOT_TAKEN
    except TROUBLE:
        return Outcome.UNCLEAR
    finally:
        with suppress(*TROUBLE):  # how the farewell went changes nothing
            server.close()
    return Outcome.TAKEN


def _is_for_good(no: Exception) -> bool:
    """The recipient does not exist, or the words are not wanted. A sender or a password that is refused is for the
    installer to mend: then it is worth another try."""
    if isinstance(no, smtplib.SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _ in no.recipients.values())
    return isinstance(no, smtplib.SMTPDataError) and no.smtp_code >= FOR_GOOD
