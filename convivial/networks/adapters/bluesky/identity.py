"""Who a handle is and where they live: handle → DID → document → personal data server.

https://atproto.com/specs/handle and https://atproto.com/specs/did. The handle's DID comes from a resolver that reads
the name service for us, else from the handle's own web server; the document from the directory (``did:plc``) or the
host itself (``did:web``). The document must name the handle back.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from convivial.lib import web
from convivial.networks.errors import NetworkError, Refused, TryLater

from .calls import Call, said

SMALL = 256 * 1024
HANDLE = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
PLC = re.compile(r"did:plc:[a-z2-7]{24}")
WEB = re.compile(r"did:web:[a-z0-9.-]+(?:%3a\d{1,5})?", re.IGNORECASE)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
INVISIBLE = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Directories:
    """Where identities are looked up: the directory of ``did:plc`` and a resolver of handles."""

    plc: str = "https://plc.directory"
    resolver: str = "https://public.api.bsky.app"


@dataclass(frozen=True)
class Identity:
    did: str
    handle: str
    server: str


def tidy(typed: str) -> str:
    """What people type or paste as their handle: with @, as a link to their page, with marks that nobody sees."""
    word = INVISIBLE.sub("", typed).strip().lower()
    found = re.match(r"(?:https?://)?bsky\.app/profile/([^/?#]+)", word)
    word = (found.group(1) if found else word).removeprefix("at://").lstrip("@").rstrip("/.")
    if word.startswith("did:") or "." in word or not word:
        return word
    return f"{word}.bsky.social"


async def identify(typed: str, directories: Directories) -> Identity:
    """``Refused`` with part "handle" when there is nobody of that name."""
    word = tidy(typed)
    if word.startswith("did:"):
        did, handle = _checked(word), ""
    elif HANDLE.fullmatch(word):
        did, handle = await did_of(word, directories), word
    else:
        raise Refused("not_a_handle", part="handle")
    document = await _document(did, directories)
    names = _names(document)
    if handle and handle not in names:
        raise Refused("handle_not_confirmed", part="handle")
    return Identity(did, handle or next(iter(names), did), _server(document))


async def did_of(handle: str, directories: Directories) -> str:
    try:
        did = await resolved(handle, directories.resolver)
    except NetworkError:
        did = None
    did = did or await _did_at_its_host(handle)
    if did is None:
        raise Refused("no_such_handle", part="handle")
    return _checked(did)


async def resolved(handle: str, server: str) -> str | None:
    """Asks a server; None when it says that there is nobody."""
    answer = await Call(server, "com.atproto.identity.resolveHandle", query={"handle": handle}).made()
    if answer.is_good and isinstance(did := said(answer).get("did"), str):
        return did
    if answer.status == 400:
        return None
    raise TryLater("unwell", str(answer.status))


async def _did_at_its_host(handle: str) -> str | None:
    try:
        answer = await web.get(f"https://{handle}/.well-known/atproto-did", total=5, size=SMALL)
    except web.WebError:
        return None
    return answer.text().strip() if answer.is_good and answer.text().startswith("did:") else None


async def _document(did: str, directories: Directories) -> dict[str, Any]:
    address = f"{directories.plc}/{did}" if did.startswith("did:plc:") else _address_of_web(did)
    try:
        answer = await web.get(address, total=10, size=SMALL, headers={"Accept": "application/did+ld+json,*/*"})
    except web.NotAllowedAddress as error:
        raise Refused("address_not_allowed", error.host, part="handle") from error
    except web.WebError as error:
        raise TryLater(error.reason) from error
    if answer.status in (404, 410):
        raise Refused("no_such_handle", part="handle")
    document = said(answer)
    if not answer.is_good or document.get("id") != did:
        raise TryLater("unwell", str(answer.status))
    return document


def _address_of_web(did: str) -> str:
    host = unquote(did.removeprefix("did:web:"))
    scheme = "http" if host.rpartition(":")[0] == "localhost" else "https"
    return f"{scheme}://{host}/.well-known/did.json"


def _checked(did: str) -> str:
    if PLC.fullmatch(did) or WEB.fullmatch(did):
        return did
    raise Refused("not_a_handle", part="handle")


def _names(document: dict[str, Any]) -> list[str]:
    known = document.get("alsoKnownAs")
    words = known if isinstance(known, list) else []
    return [str(word).removeprefix("at://").lower() for word in words if str(word).startswith("at://")]


def _server(document: dict[str, Any]) -> str:
    """The personal data server. Words of entry travel there, so that it must be https; loopback is for tests."""
    services = document.get("service")
    for service in services if isinstance(services, list) else []:
        if isinstance(service, dict) and str(service.get("id", "")).endswith("#atproto_pds"):
            return _safe(str(service.get("serviceEndpoint", "")))
    raise Refused("handle_without_server", part="handle")


def _safe(address: str) -> str:
    parts = urlsplit(address)
    is_whole = parts.hostname and not parts.username and not parts.query and parts.path in ("", "/")
    if is_whole and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        return address.rstrip("/")
    raise Refused("handle_without_server", part="handle")
