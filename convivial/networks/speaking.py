"""How adapters speak HTTP: through ``lib.web``, with its errors told as a network's.

    answer = await speak("POST", address, token=token, makes=True, json={…})

``makes``: the call creates something that people see. Then a lost answer is ``OutcomeUnknown``; for every other
call it is only ``TryLater``. What the answer says is for the adapter to judge, status by status.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from convivial.lib import web
from convivial.lib.digits import whole
from convivial.lib.now import now

from .errors import NetworkError, OutcomeUnknown, Refused, TryLater

LONGEST_WAIT = timedelta(hours=6)


async def speak(method: str, address: str, *, token: str = "", makes: bool = False, **how: Any) -> web.Answer:
    if token:
        how["headers"] = {**how.get("headers", {}), "Authorization": f"Bearer {token}"}
    try:
        return await web.ask(method, address, **how)
    except web.WebError as error:
        raise _told(error, makes) from error


def understood(answer: web.Answer, *, makes: bool = False) -> Any:
    """The answer's JSON. Words that are none of ours to read are no answer at all."""
    try:
        return answer.json()
    except web.NoAnswer as error:
        raise (OutcomeUnknown if makes else TryLater)("garbled") from error


def retry_after(answer: web.Answer) -> timedelta | None:
    """From ``Retry-After`` (seconds or a date) or ``X-RateLimit-Reset`` (ISO 8601 or seconds of the epoch); never
    below a second, never above six hours."""
    for name in ("Retry-After", "X-RateLimit-Reset", "RateLimit-Reset"):
        word = answer.headers.get(name, "").strip()
        moment = _moment(word, is_span=name == "Retry-After") if word else None
        if moment:
            return min(max(moment - now(), timedelta(seconds=1)), LONGEST_WAIT)
    return None


def scrubbed(text: str, secrets: Iterable[str]) -> str:
    """A network's own words without any secret of ours, on one line, at most 500 characters."""
    for secret in secrets:
        if len(secret) > 3:
            text = text.replace(secret, "…")
    return re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+", " ", text)[:500].strip()


def _told(error: web.WebError, makes: bool) -> NetworkError:
    if makes and error.was_sent:
        return OutcomeUnknown(error.reason)
    if isinstance(error, web.NotAllowedAddress):
        return Refused("address_not_allowed", error.reason)
    return TryLater(error.reason)


def _moment(word: str, is_span: bool) -> datetime | None:
    seconds = whole(word, 11)
    if seconds is not None:
        return now() + timedelta(seconds=seconds) if is_span or seconds < 10**8 else _epoch(seconds)
    try:
        moment = parsedate_to_datetime(word) if "," in word else datetime.fromisoformat(word)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _epoch(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
