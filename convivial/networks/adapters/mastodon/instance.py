"""A server, by its address: whether it speaks Mastodon, what it allows, and how one signs in there.

Sources: entities/Instance and api/v2 instance, .well-known/oauth-authorization-server (4.3+), nodeinfo 2.0.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from convivial.lib import web
from convivial.networks.errors import Refused, TryLater, Unsupported
from convivial.networks.speaking import speak

KEY_LASTS = timedelta(minutes=55)  # an Idempotency-Key is kept for "up to one hour"
KEEP_KEYS = {"mastodon", "hometown"}  # software that is known to keep Idempotency-Key
SMALL = 512 * 1024  # bytes of any answer about a server

# What a server may say at most and at least; beyond it the stock value holds.
BOUNDS = {
    "text": (50, 100_000, 500),
    "pictures": (0, 32, 4),
    "picture_bytes": (100_000, 100 * 1024 * 1024, 16 * 1024 * 1024),
    "alt_text": (100, 100_000, 1500),
    "link_counts": (1, 1000, 23),
}


@dataclass(frozen=True)
class SignIn:
    """Where people say yes and where a code is changed for a token; ``pkce``: whether S256 is taken."""

    authorize: str
    token: str
    issuer: str
    pkce: bool


def server_of(typed: str) -> str:
    """``mastodon.example`` from whatever people paste: an address, ``@ana@mastodon.example``, a profile's link. A
    server without https keeps its ``http://``, and is only spoken to where the installer allows it."""
    word = typed.strip().strip("/:")
    if "://" not in word:
        word = "https://" + word.rpartition("@")[2]
    try:
        parts = urlsplit(word)
        target = web.aim(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/")
    except (ValueError, web.NotAllowedAddress) as error:
        raise Refused("no_server", part="server") from error
    if "." not in target.host and ":" not in f"{target.host}{parts.netloc}":
        raise Refused("no_server", part="server")
    default = {"https": 443, "http": 80}[target.url.scheme]
    host = f"[{target.host}]" if ":" in target.host else target.host
    place = host if target.port == default else f"{host}:{target.port}"
    return place if target.url.scheme == "https" else f"http://{place}"


def base(server: str) -> str:
    return server if server.startswith("http://") else f"https://{server}"


async def look_at(server: str) -> dict[str, int]:
    """The limits of a server that speaks Mastodon; ``Unsupported`` for any other."""
    stock = {name: usual for name, (_, _, usual) in BOUNDS.items()}
    return {**stock, **await told_by(server)}


async def told_by(server: str) -> dict[str, int]:
    """The limits that a server really names, and whether it is known to keep keys."""
    if server.startswith("http://") and not await web.is_allowed(server):
        raise Refused("needs_https", part="server")
    limits = limits_of(await _instance(server))
    return {**limits, "keeps_key": int(await _software(server) in KEEP_KEYS)}


def limits_of(said: Mapping[str, Any]) -> dict[str, int]:
    """What ``GET /api/v2/instance`` (or v1) says, bounded to what can be true; what it does not say is not there."""
    configuration = _mapping(said.get("configuration"))
    statuses, media = _mapping(configuration.get("statuses")), _mapping(configuration.get("media_attachments"))
    told = {
        "text": statuses.get("max_characters", said.get("max_toot_chars")),
        "pictures": statuses.get("max_media_attachments"),
        "picture_bytes": media.get("image_size_limit"),
        "alt_text": media.get("description_limit"),
        "link_counts": statuses.get("characters_reserved_per_url"),
    }
    return {name: _bounded(value, *BOUNDS[name]) for name, value in told.items() if value is not None}


async def sign_in(server: str) -> SignIn:
    """The doors of a server: as it describes them when they lie on itself, else where they always were."""
    stock = SignIn(f"{base(server)}/oauth/authorize", f"{base(server)}/oauth/token", "", pkce=False)
    answer = await speak("GET", f"{base(server)}/.well-known/oauth-authorization-server", size=SMALL)
    said = _mapping(_json(answer)) if answer.status == 200 else {}
    authorize, token = str(said.get("authorization_endpoint", "")), str(said.get("token_endpoint", ""))
    if not (is_on(server, authorize) and is_on(server, token)):
        return stock
    methods = said.get("code_challenge_methods_supported") or []
    return SignIn(authorize, token, str(said.get("issuer", "")), pkce="S256" in methods)


def is_on(server: str, address: str) -> bool:
    """Whether an address that a server tells us lies on that same server."""
    if address.startswith(f"{base(server)}/"):
        return True  # the server's own name up to the first slash: nothing is left to be read in two ways
    try:
        return web.aim(address).origin == web.aim(base(server)).origin
    except web.NotAllowedAddress:
        return False


async def _instance(server: str) -> Mapping[str, Any]:
    for path in ("/api/v2/instance", "/api/v1/instance"):
        answer = await speak("GET", base(server) + path, size=SMALL)
        if answer.status in (429, 500, 502, 503, 504):
            raise TryLater("busy")
        said = _mapping(_json(answer)) if answer.status == 200 else {}
        if said.get("domain") or said.get("uri"):
            return said
    raise Unsupported("not_mastodon", part="server")


async def _software(server: str) -> str:
    """The name in nodeinfo, or "" where there is none to be had."""
    answer = await speak("GET", f"{base(server)}/.well-known/nodeinfo", size=SMALL)
    links = _mapping(_json(answer)).get("links") if answer.status == 200 else None
    address = next((str(_mapping(link).get("href", "")) for link in links or []), "")
    if not is_on(server, address):
        return ""
    answer = await speak("GET", address, size=SMALL)
    said = _mapping(_json(answer)) if answer.status == 200 else {}
    return re.sub(r"[^a-z0-9-]", "", str(_mapping(said.get("software")).get("name", "")).lower())


def _bounded(value: Any, least: int, most: int, stock: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        return stock
    return min(value, most) if value < most * 100 else stock


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _json(answer: web.Answer) -> Any:
    try:
        return answer.json()
    except web.NoAnswer:
        return {}
