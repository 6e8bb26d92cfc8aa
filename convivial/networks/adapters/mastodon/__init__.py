"""Mastodon, and servers that speak as it does (documented at docs.joinmastodon.org, as of versions 4.3 to 4.6).

A server is anybody's, so it is named by its address, and our app registers with each one. Servers differ: what
this adapter needs is what all of them do; what only some do (keeping a key, limits, PKCE) is asked first.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_urlsafe

from convivial.networks.messages import Account, Measured, Outgoing, PastPost, Receipt
from convivial.networks.network import Access, AppKeys, Capabilities, Connected, Elsewhere, Found, Network, Question

from . import connect, instance, looking_back, measure, publish
from .instance import KEY_LASTS


class Mastodon(Network):
    name = "mastodon"
    title = "Mastodon"
    capabilities = Capabilities(
        text=500,
        counting="mastodon",
        pictures=4,
        picture_bytes=16 * 1024 * 1024,
        alt_text=1500,
        link_card="theirs",
        looks_back=True,
        measures=("likes", "shares", "replies", "quotes", "followers", "following", "posts"),
        lists_late=timedelta(seconds=30),
        pace=(300, timedelta(hours=3)),
    )
    questions = (Question("server", "server"),)

    def limits(self, channel_limits: Mapping[str, int]) -> Capabilities:
        stock, own = self.capabilities, channel_limits
        return replace(
            stock,
            text=own.get("text", stock.text),
            pictures=own.get("pictures", stock.pictures),
            picture_bytes=own.get("picture_bytes", stock.picture_bytes),
            alt_text=own.get("alt_text", stock.alt_text),
            key_lasts=KEY_LASTS if own.get("keeps_key") else None,
        )

    asks_limits = True

    async def current_limits(self, access: Access) -> Mapping[str, int]:
        return await instance.told_by(access.server)

    async def begin(self, answers: Mapping[str, str], come_back: str, keys: AppKeys) -> Connected | Elsewhere:
        return await connect.begin(answers["server"], come_back, keys)

    async def finish(self, memory: Mapping[str, str], arrived: Mapping[str, str], keys: AppKeys) -> Connected:
        return await connect.finish(memory, arrived, keys)

    def new_key(self) -> str:
        return token_urlsafe(18)

    async def prepare(self, access: Access, outgoing: Outgoing) -> Mapping[str, str]:
        return await publish.prepare(access, outgoing)

    async def publish(self, access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt:
        return await publish.publish(access, outgoing, prepared)

    async def find(self, access: Access, outgoing: Outgoing, others: Collection[str] = ()) -> Receipt | Found:
        return await publish.find(access, outgoing, others)

    async def remove(self, access: Access, remote_id: str) -> None:
        await publish.remove(access, remote_id)

    async def measure_post(self, access: Access, remote_id: str) -> Measured:
        return await measure.post(access, remote_id)

    async def measure_channel(self, access: Access) -> Measured:
        return await measure.channel(access)

    async def look_back(self, access: Access, since: datetime) -> list[PastPost]:
        return await looking_back.look_back(access, since)

    async def whoami(self, access: Access) -> Account:
        return await connect.whoami(access.server, access.secrets["access_token"])


network = Mastodon()
