"""Slows down who guesses passwords, and keeps nobody out of their own account.

A try is counted before the password is looked at, so that many at once are no way around. What is counted:

- from a browser that this account was never opened in: the account together with the network address; the account,
  whatever the address; and the address, whatever the account;
- from a browser in which this account was opened before (``devices``): that browser and account alone. A stranger
  who guesses can therefore make strangers wait, and never the person herself where she has signed in before.

The numbers: from one address five tries, then waits of 30 seconds that double up to an hour; for one account from
all unknown browsers together at most ten tries in the first ten minutes, then waits that double up to an hour, and
after a hundred wrong ones in a row a day. NIST SP 800-63B, 5.2.2, asks for no more than a hundred in a row and names
waits "30 seconds up to an hour" and known devices; the cookie is OWASP's "Slow Down Online Guessing Attacks with
Device Cookies". A password of twelve letters that is on no list stands that for longer than anybody lives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from convivial.lib.households import household
from convivial.lib.now import now

from .models import Guesses
from .models.user import fold

A_HUNDRED, A_DAY = 100, timedelta(days=1)


@dataclass(frozen=True)
class Brake:
    """``free`` tries at once; then waits that begin with ``first`` and double up to ``most``. After ``forgets``
    without a wrong one all is forgotten. ``is_of_account``: a hundred in a row are enough."""

    name: str
    free: int
    first: timedelta
    most: timedelta
    forgets: timedelta
    is_of_account: bool = False

    def wait(self, count: int) -> timedelta:
        """After so many wrong ones in a row."""
        if count < self.free:
            return timedelta(0)
        if self.is_of_account and count >= A_HUNDRED:
            return A_DAY
        return min(self.first * 2 ** min(count - self.free, 20), self.most)


SECONDS, HOUR = timedelta(seconds=30), timedelta(hours=1)
PAIR = Brake("account and address", 5, SECONDS, HOUR, A_DAY)
ACCOUNT = Brake("account", 8, timedelta(minutes=2), HOUR, timedelta(days=30), is_of_account=True)
ADDRESS = Brake("address", 40, SECONDS, timedelta(minutes=15), HOUR)
KNOWN = Brake("known browser", 10, SECONDS, HOUR, A_DAY)
LONGEST = ACCOUNT.forgets

Counted = tuple[Brake, str]  # a brake and what it is about


class TooSoon(Exception):
    """``wait``: until the next try is taken."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


def counted(email: str, address: str, device: str | None) -> list[Counted]:
    """What a try is counted under; ``device``: the browser, when this account was opened in it before."""
    account = fold(email)
    if device:
        return [_about(KNOWN, account, device)]
    place = household(address)
    return [_about(PAIR, account, place), _about(ACCOUNT, account), _about(ADDRESS, place)]


@transaction.atomic
def begin(tries: Sequence[Counted]) -> None:
    """Counts one more try as if it were wrong; ``TooSoon`` when it is not taken."""
    at = now()
    rows = _locked(tries, at)
    wait = max(((row.free_at or at) - at for row in rows.values()), default=timedelta(0))
    if wait > timedelta(0):
        raise TooSoon(wait)
    for brake, about in tries:
        row = rows[about]
        row.count = 1 if at - row.last_at > brake.forgets else row.count + 1
        row.last_at, row.free_at = at, at + brake.wait(row.count)
        row.save(update_fields=["count", "last_at", "free_at"])


@transaction.atomic
def succeed(tries: Sequence[Counted]) -> None:
    """It was right. The mistakes that were made from here on the way are forgotten everywhere, and no others: or a
    good sign-in now and then would wipe the traces of a guesser."""
    from_here = next(about for brake, about in tries if brake in (PAIR, KNOWN))
    own = Guesses.objects.filter(about=from_here).values_list("count", flat=True).first() or 1
    Guesses.objects.filter(about=from_here).delete()
    others = Guesses.objects.filter(about__in=[about for _, about in tries])
    others.update(count=Greatest(F("count") - own, 0), free_at=None)


def forget(email: str) -> None:
    """The account has a new password: what was guessed at does not exist any more."""
    Guesses.objects.filter(about=_about(ACCOUNT, fold(email))[1]).delete()


def _about(brake: Brake, *words: str) -> Counted:
    said = "\n".join((brake.name, *words))
    return brake, salted_hmac("convivial.guesses", said, algorithm="sha256").hexdigest()


def _locked(tries: Sequence[Counted], at: datetime) -> dict[str, Any]:
    """The rows, always in the same order, so that two tries do not wait for each other for ever."""
    abouts = sorted(about for _, about in tries)
    Guesses.objects.bulk_create([Guesses(about=about, last_at=at) for about in abouts], ignore_conflicts=True)
    rows = Guesses.objects.select_for_update(no_key=True).filter(about__in=abouts).order_by("about")
    return {row.about: row for row in rows}
