"""Speaks as one account, and renews its words of entry when they have run out.

An access word lasts about two hours, the word that renews it about two months and for one use: both are replaced
(``com.atproto.server.refreshSession``). ``Access.renew`` lets one task at a time through and stores the new pair
before anybody uses it.
"""

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from convivial.lib import web
from convivial.lib.now import now
from convivial.networks.errors import Disconnected, TryLater
from convivial.networks.network import Access, Secrets

from .calls import RENEWABLE, Call, error_name, said, trouble

AHEAD = timedelta(minutes=15)


class Session:
    def __init__(self, access: Access) -> None:
        self.access = access
        self._secrets: Secrets = access.secrets

    async def ask(self, call: Call) -> web.Answer:
        """A good answer; every other one is raised as what it means."""
        answer = await self.answered(call)
        if not answer.is_good:
            raise trouble(answer, makes=call.makes)
        return answer

    async def answered(self, call: Call) -> web.Answer:
        """Whatever the server says, with words of entry that were renewed once if they had run out."""
        answer = await call.made(self._word("access_token"))
        if error_name(answer) not in RENEWABLE:
            return answer
        await self._renew()
        return await call.made(self._word("access_token"))

    async def renew_ahead(self) -> None:
        """Before the due second: renews when the access word is about to run out."""
        ends = ends_at(self._word("access_token"))
        if ends and ends - now() < AHEAD and self.access.renew:
            await self._renew()

    async def _renew(self) -> None:
        if self.access.renew is None:
            raise Disconnected("token_refused")
        self._secrets = await self.access.renew(self._secrets, self._refreshed)

    async def _refreshed(self, latest: Secrets) -> Secrets:
        call = Call(self.access.server, "com.atproto.server.refreshSession", posts=True)
        answer = await call.made(latest.get("refresh_token", ""))
        if not answer.is_good:
            raise trouble(answer)
        return secrets_of(said(answer), self.access.remote_id)

    def _word(self, name: str) -> str:
        word = self._secrets.get(name, "")
        if not word:
            raise Disconnected("no_secret")
        return word


def secrets_of(session: dict[str, Any], did: str) -> dict[str, str]:
    """The two words of a session that a server opened or renewed for ``did``."""
    if session.get("did") != did:
        raise Disconnected("other_account")
    words = {"access_token": session.get("accessJwt"), "refresh_token": session.get("refreshJwt")}
    if not all(isinstance(word, str) and word for word in words.values()):
        raise TryLater("garbled", "a session without its words")
    return {name: str(word) for name, word in words.items()}


def claims(word: str) -> dict[str, Any]:
    """What a word of entry says about itself (JWT, unverified: we only want to know when it ends)."""
    try:
        middle = word.split(".")[1]
        content = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (IndexError, ValueError, binascii.Error):
        return {}
    return content if isinstance(content, dict) else {}


def ends_at(word: str) -> datetime | None:
    second = claims(word).get("exp")
    if not isinstance(second, int) or not 0 < second < 1 << 40:
        return None
    return datetime.fromtimestamp(second, UTC)
