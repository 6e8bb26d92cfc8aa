"""What a server's answers mean. Sources: the API's documentation, and the order of checks in the server's own code.

Of the refusals only those are believed that are known to come before a status is made: the token and its scopes
are checked first, then the rate, then text and media, all in the transaction that would have stored the status. Every
other 4xx to ``POST /api/v1/statuses`` may have followed the creation (a hashtag that could not be filed, a proxy in
between), so it is *unknown* until we have looked.
"""

import re
from collections.abc import Mapping
from typing import Any

from convivial.lib import web
from convivial.networks.errors import Disconnected, NetworkError, NotAllowed, OutcomeUnknown, Refused, TryLater
from convivial.networks.network import Access
from convivial.networks.speaking import retry_after, scrubbed

# status, what the error says, the error, its reason; the first that fits holds
BEFORE: tuple[tuple[int, str, type[NetworkError], str], ...] = (
    (401, r"", Disconnected, "token_refused"),
    (403, r"outside the authorized scopes", NotAllowed, "scope_missing"),
    (403, r"login is currently disabled|suspend|pending approval|confirmed e-?mail", Disconnected, "account_closed"),
    (429, r"", TryLater, "busy"),
    (422, r"character limit|text.*too long|too long", Refused, "too_long"),
    (422, r"text can.t be blank", Refused, "empty"),
    (422, r"not finished processing", TryLater, "media_not_ready"),
    (422, r"cannot attach more than|attach a video to", Refused, "too_many_pictures"),
    (400, r"too long|exceed|characters|length", Refused, "too_long"),
)


def error_of(answer: web.Answer, access: Access, *, makes: bool = False) -> NetworkError:
    """The error that an answer outside of 2xx stands for. ``makes`` as in ``speaking.speak``."""
    detail = scrubbed(said_in(answer), access.secrets.values())
    for status, pattern, kind, reason in BEFORE:
        if answer.status == status and re.search(pattern, detail, re.I):
            return (
                TryLater(reason, detail, retry_after=retry_after(answer))
                if kind is TryLater
                else kind(reason, detail)
            )
    if makes:
        return OutcomeUnknown("unclear_answer", f"{answer.status} {detail}")
    if answer.status in (404, 410):
        return Refused("not_there", detail)
    if answer.status == 403:
        return NotAllowed("not_allowed", detail)
    if answer.status in (408, 425) or answer.status >= 500:
        return TryLater("unwell", detail, retry_after=retry_after(answer))
    return Refused("refused", detail)


def said_in(answer: web.Answer) -> str:
    """The words of ``{"error", "error_description"}``, or the beginning of whatever it is."""
    try:
        said = answer.json()
    except web.NoAnswer:
        return answer.text()[:200]
    if not isinstance(said, Mapping):
        return ""
    return " ".join(str(said[name]) for name in ("error", "error_description") if said.get(name))


def whole(said: Mapping[str, Any], name: str) -> int | None:
    """A count, or None where the server says none (some hide it as -1)."""
    value = said.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
