"""Does with the mails that are due what a worker does."""

from datetime import timedelta

from convivial.lib.now import now
from convivial.team import posting
from convivial.team.handing import hand_over
from convivial.team.models import Mail
from convivial.work import due


def deliver() -> int:
    """How many were handed over."""
    count = 0
    for row in due.claim(Mail, "a worker", 50, now(), timedelta(minutes=2)):
        mail = posting.take(row)
        again = posting.close(row, hand_over(mail)) if mail else None
        due.put_back(row, again)
        count += mail is not None
    return count
