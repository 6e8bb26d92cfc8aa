"""Connects an account with its handle and an app password (``com.atproto.server.createSession``)."""

import regex

from convivial.lib import web
from convivial.networks.errors import NetworkError, Refused, TryLater
from convivial.networks.messages import Account
from convivial.networks.network import Access, Connected

from .calls import Call, error_name, said, trouble
from .identity import Directories, Identity, identify
from .session import Session, claims, secrets_of

PAGES = "https://bsky.app"
OWN_PASSWORD = "com.atproto.access"  # noqa: S105 - the scope that a session with the account's own password has
NAME_LETTERS = 255
AROUND = regex.compile(r"^[\s\p{Cf}]+|[\s\p{Cf}]+$")


async def connected(handle: str, app_password: str, directories: Directories) -> Connected:
    identity = await identify(handle, directories)
    password = AROUND.sub("", app_password)
    if not password:
        raise Refused("no_app_password", part="app_password")
    session = await _session(identity, password)
    name = await _name(identity.did, identity.server) or identity.handle
    return Connected(account(identity, name), session)


async def whoami(access: Access) -> Account:
    answer = await Session(access).ask(Call(access.server, "com.atproto.server.getSession"))
    handle = said(answer).get("handle")
    identity = Identity(access.remote_id, handle if isinstance(handle, str) else access.handle, access.server)
    return account(identity, await _name(identity.did, identity.server) or identity.handle)


def account(identity: Identity, name: str) -> Account:
    return Account(
        remote_id=identity.did,
        handle=identity.handle,
        name=name,
        address=f"{PAGES}/profile/{identity.did}",
        server=identity.server,
    )


async def _session(identity: Identity, password: str) -> dict[str, str]:
    """An app password only: the account's own password could do everything, and could not be withdrawn alone."""
    content = {"identifier": identity.did, "password": password}
    answer = await Call(identity.server, "com.atproto.server.createSession", content=content, posts=True).made()
    if not answer.is_good:
        raise _refusal(answer)
    session = said(answer)
    words = secrets_of(session, identity.did)
    if claims(words["access_token"]).get("scope") == OWN_PASSWORD:
        await _forget(identity.server, words["refresh_token"])
        raise Refused("own_password", part="app_password")
    if session.get("active") is False:
        raise Refused("account_closed", str(session.get("status", "")), part="handle")
    return words


def _refusal(answer: web.Answer) -> NetworkError:
    name = error_name(answer)
    if name == "AuthFactorTokenRequired":
        return Refused("own_password", part="app_password")
    if name == "AuthenticationRequired":
        return Refused("wrong_app_password", part="app_password")
    if name.startswith("Account"):
        return Refused("account_closed", name, part="handle")
    return trouble(answer)


async def _forget(server: str, refresh_token: str) -> None:
    """Ends a session that we do not want; if that fails it ends by itself."""
    try:
        await Call(server, "com.atproto.server.deleteSession", posts=True).made(refresh_token)
    except TryLater:
        return


async def _name(did: str, server: str) -> str:
    """The name that the account gives itself, from its own server, so that no AppView is needed."""
    query = {"repo": did, "collection": "app.bsky.actor.profile", "rkey": "self"}
    answer = await Call(server, "com.atproto.repo.getRecord", query=query).made()
    value = said(answer).get("value")
    name = value.get("displayName") if answer.is_good and isinstance(value, dict) else None
    return " ".join(regex.sub(r"\p{C}", " ", name).split())[:NAME_LETTERS] if isinstance(name, str) else ""
