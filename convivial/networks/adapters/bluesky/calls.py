"""Calls to a personal data server (XRPC, https://atproto.com/specs/xrpc) and what their answers mean.

Which refusals come before anything is made: the server judges sign-in, the record's shape and its blobs before it
opens the transaction in which a record is made, and names each of them (``BEFORE_CREATION``; read in the reference
implementation and seen on it). Whatever else a creating call answers is ``OutcomeUnknown``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from convivial.lib import web
from convivial.networks.errors import (
    Disconnected,
    NetworkError,
    NotAllowed,
    OutcomeUnknown,
    Refused,
    Retired,
    TryLater,
)
from convivial.networks.speaking import retry_after, scrubbed, speak

ANSWER_BYTES = 2 * 1024 * 1024

RENEWABLE = {"ExpiredToken", "InvalidToken"}
NO_WORD = {"AuthMissing", "AuthenticationRequired"}
CLOSED = {"AccountTakedown", "AccountSuspended", "AccountDeactivated"}
SMALL_SCOPE = {"InsufficientScope", "ScopeMissingError", "AccountUnconfirmed"}
BEFORE_CREATION = {
    "InvalidRequest": "refused",
    "InvalidRecord": "refused",
    "BlobNotFound": "picture_lost",
    "BlobTooLarge": "picture_too_large",
    "PayloadTooLarge": "picture_too_large",
    "InvalidMimeType": "picture_refused",
}
GONE = {"MethodNotImplemented", "XRPCNotSupported"}

_TOO_LONG = re.compile(r"(?:grapheme|string) too big .* at \$\.record\.text")
_TOKEN = re.compile(r"eyJ[\w-]{8,}(?:\.[\w-]+){0,2}")
_PART = re.compile(r"\$\.record\.(?:embed\.)?(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class Call:
    """One call, the same for every try of it; the word that opens is given each time."""

    server: str
    name: str
    query: Mapping[str, str] | None = None
    content: Any = None
    body: bytes | None = field(default=None, repr=False)
    mime: str = ""
    posts: bool = False
    makes: bool = False  # as in ``speaking.speak``

    async def made(self, token: str = "") -> web.Answer:
        return await speak(
            "POST" if self.posts else "GET",
            f"{self.server}/xrpc/{self.name}",
            token=token,
            makes=self.makes,
            headers={"Accept": "application/json"} | ({"Content-Type": self.mime} if self.mime else {}),
            query=self.query,
            json=self.content,
            body=self.body,
            size=ANSWER_BYTES,
        )


def said(answer: web.Answer) -> dict[str, Any]:
    """The answer as an object; anything else is an empty one."""
    try:
        content = answer.json()
    except web.NoAnswer:
        return {}
    return content if isinstance(content, dict) else {}


def error_name(answer: web.Answer) -> str:
    return "" if answer.is_good else str(said(answer).get("error", ""))


def trouble(answer: web.Answer, *, makes: bool = False) -> NetworkError:
    """What an answer that is not good means."""
    name, detail = error_name(answer), _detail(answer)
    if answer.status == 429:
        return TryLater("busy", detail, retry_after=retry_after(answer))
    if name in RENEWABLE | NO_WORD:
        return Disconnected("token_refused", name)
    if name in CLOSED:
        return Disconnected("account_closed", name)
    if name in SMALL_SCOPE:
        return NotAllowed("scope_missing", detail)
    if name in BEFORE_CREATION and 400 <= answer.status < 500:
        return Refused("too_long" if _TOO_LONG.search(detail) else BEFORE_CREATION[name], detail, part=_part(detail))
    if name in GONE:
        return Retired("interface_gone", name)
    if makes:
        return OutcomeUnknown("unclear_answer", f"{answer.status} {name}")
    return TryLater("unwell", f"{answer.status} {name}", retry_after=retry_after(answer))


def _detail(answer: web.Answer) -> str:
    """The server's own words, without anything that looks like a word of entry."""
    return scrubbed(_TOKEN.sub("…", str(said(answer).get("message", ""))), ())


def _part(detail: str) -> str:
    """Which part of the content was refused, from the path at the end of the server's message."""
    found = _PART.search(detail)
    if not found:
        return ""
    name, place = found.groups()
    return {"images": f"picture:{place or 0}", "external": "card"}.get(name, name)
