"""Connecting: our app registers with the server, the person says yes there, a code becomes a token.

Sources: methods/apps, methods/oauth, api/oauth-scopes; RFC 7636 (PKCE), RFC 9207 (``iss``).
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from convivial.networks.errors import NotAllowed, Refused, TryLater
from convivial.networks.messages import Account
from convivial.networks.network import Access, AppKeys, Connected, Elsewhere
from convivial.networks.speaking import scrubbed, speak, understood

from .answers import error_of, said_in
from .instance import SignIn, base, is_on, look_at, server_of, sign_in

SCOPES = "read:accounts read:statuses write:statuses write:media"


async def begin(typed: str, come_back: str, keys: AppKeys) -> Elsewhere:
    server = server_of(typed)
    await look_at(server)
    app, doors = await _app(server, come_back, keys), await sign_in(server)
    verifier = secrets.token_urlsafe(48)
    query = {
        "response_type": "code",
        "client_id": app["client_id"],
        "redirect_uri": come_back,
        "scope": SCOPES,
    }
    if doors.pkce:
        query |= {"code_challenge": challenge(verifier), "code_challenge_method": "S256"}
    memory = {"server": server, "verifier": verifier if doors.pkce else "", "come_back": come_back}
    joint = "&" if "?" in doors.authorize else "?"
    return Elsewhere(f"{doors.authorize}{joint}{urlencode(query)}", memory)


async def finish(memory: Mapping[str, str], arrived: Mapping[str, str], keys: AppKeys) -> Connected:
    server = memory["server"]
    doors, app = await sign_in(server), await keys.get(server)
    if doors.issuer and arrived.get("iss", doors.issuer) != doors.issuer:
        raise NotAllowed("wrong_issuer")
    if not arrived.get("code"):
        raise NotAllowed("said_no", scrubbed(arrived.get("error_description", ""), ()))
    if app is None:
        raise NotAllowed("app_unknown")
    token = await _token(doors, app, memory, arrived["code"])
    return Connected(await whoami(server, token), {"access_token": token})


async def whoami(server: str, token: str) -> Account:
    answer = await speak("GET", f"{base(server)}/api/v1/accounts/verify_credentials", token=token)
    if not answer.is_good:
        raise error_of(answer, Access("", server, "", {"access_token": token}))
    said = understood(answer)
    if not isinstance(said, Mapping) or not str(said.get("id") or ""):
        raise TryLater("garbled")
    handle = scrubbed(str(said.get("acct") or said.get("username") or ""), (token,))
    return Account(
        remote_id=str(said["id"])[:255],
        handle=f"@{handle}@{server.removeprefix('http://')}"[:255],
        name=scrubbed(str(said.get("display_name") or handle), (token,))[:255],
        address=_own_address(server, said, handle),
        server=server,
        limits=await look_at(server),
    )


def challenge(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


async def _app(server: str, come_back: str, keys: AppKeys) -> Mapping[str, str]:
    """Our registration with the server; a new one when our own address or what we ask for has changed."""
    known = await keys.get(server)
    if known and known.get("come_back") == come_back and known.get("scopes") == SCOPES:
        return known
    form = {"client_name": "Convivial", "redirect_uris": come_back, "scopes": SCOPES}
    answer = await speak("POST", f"{base(server)}/api/v1/apps", form=form)
    if answer.status == 429 or answer.status >= 500:
        raise TryLater("busy")
    said = understood(answer)
    if (
        not answer.is_good
        or not isinstance(said, Mapping)
        or not said.get("client_id")
        or not said.get("client_secret")
    ):
        raise NotAllowed("app_refused", scrubbed(said_in(answer), ()), part="server")
    made = {"client_id": str(said["client_id"]), "client_secret": str(said["client_secret"])}
    await keys.keep(server, {**made, "come_back": come_back, "scopes": SCOPES})
    return made


async def _token(doors: SignIn, app: Mapping[str, str], memory: Mapping[str, str], code: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": app["client_id"],
        "client_secret": app["client_secret"],
        "redirect_uri": memory["come_back"],
    }
    if memory["verifier"]:
        form["code_verifier"] = memory["verifier"]
    answer = await speak("POST", doors.token, form=form)
    if answer.status == 429 or answer.status >= 500:
        raise TryLater("busy")
    if not answer.is_good:
        raise NotAllowed("code_refused", scrubbed(said_in(answer), form.values()))
    return _checked(understood(answer))


def _checked(said: Any) -> str:
    """The token of a token answer that keeps the form: a bearer token with every scope that we asked for."""
    if not isinstance(said, Mapping) or not isinstance(said.get("access_token"), str) or not said["access_token"]:
        raise TryLater("garbled")
    if str(said.get("token_type", "bearer")).lower() != "bearer":
        raise Refused("token_type")
    granted = set(str(said.get("scope", SCOPES)).split())
    missing = [scope for scope in SCOPES.split() if not granted & {scope, scope.partition(":")[0]}]
    if missing:
        raise NotAllowed("scope_missing", " ".join(missing))
    token: str = said["access_token"]
    return token


def _own_address(server: str, said: Mapping[str, Any], handle: str) -> str:
    """The account's page, unless the server names one that lies elsewhere."""
    told = str(said.get("url") or "")
    return told if len(told) <= 500 and is_on(server, told) else f"{base(server)}/@{handle}"[:500]
