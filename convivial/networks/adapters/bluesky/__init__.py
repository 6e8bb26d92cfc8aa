"""Bluesky (AT Protocol), on any personal data server, with a handle and an app password."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from convivial.lib import env
from convivial.networks.messages import Account, Measured, Outgoing, PastPost, Receipt
from convivial.networks.network import Access, AppKeys, Capabilities, Connected, Found, Network, Question

from . import connect, looking_back, measure, publish
from .embed import PICTURE_BYTES, PICTURES
from .identity import Directories
from .keys import new_tid


class Bluesky(Network):
    name = "bluesky"
    title = "Bluesky"
    capabilities = Capabilities(
        text=300,
        text_bytes=3000,
        counting="bluesky",
        pictures=PICTURES,
        picture_bytes=PICTURE_BYTES,
        alt_text=2000,  # what the network's own app takes; the record itself has no limit
        link_card="ours",
        looks_back=True,
        measures=(*measure.OF_A_POST, *measure.OF_A_CHANNEL),
        key_lasts=timedelta.max,
        pace=(1600, timedelta(hours=1)),  # 5,000 points an hour, 3 for each record made
    )
    questions = (Question("handle", "handle"), Question("app_password", "secret"))
    ids_are_global = True  # a DID goes along when an account moves to another server

    def __init__(self, directories: Directories | None = None) -> None:
        self.directories = directories or Directories()

    async def begin(self, answers: Mapping[str, str], come_back: str, keys: AppKeys) -> Connected:
        return await connect.connected(answers.get("handle", ""), answers.get("app_password", ""), self.directories)

    def new_key(self) -> str:
        return new_tid()

    async def prepare(self, access: Access, outgoing: Outgoing) -> Mapping[str, str]:
        return await publish.prepare(access, outgoing)

    async def publish(self, access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt:
        return await publish.publish(access, outgoing, prepared)

    async def find(self, access: Access, outgoing: Outgoing, others: Collection[str] = ()) -> Receipt | Found:
        return await publish.find(access, outgoing)

    async def remove(self, access: Access, remote_id: str) -> None:
        await publish.remove(access, remote_id)

    async def measure_post(self, access: Access, remote_id: str) -> Measured:
        return await measure.measure_post(access, remote_id)

    async def measure_channel(self, access: Access) -> Measured:
        return await measure.measure_channel(access)

    async def look_back(self, access: Access, since: datetime) -> list[PastPost]:
        return await looking_back.look_back(access, since)

    async def whoami(self, access: Access) -> Account:
        return await connect.whoami(access)


def _directories() -> Directories:
    """A house of its own (tests, a closed network) may have its own directory and resolver."""
    usual = Directories()
    return replace(
        usual,
        plc=env.text("CONVIVIAL_BLUESKY_DIRECTORY", usual.plc).rstrip("/"),
        resolver=env.text("CONVIVIAL_BLUESKY_RESOLVER", usual.resolver).rstrip("/"),
    )


network = Bluesky(_directories())
