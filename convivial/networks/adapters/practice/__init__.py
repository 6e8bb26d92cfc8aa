"""The practice network: a timeline inside the workspace, to rehearse on. Nobody outside sees it.

It is its own server, so it is the one adapter that touches a database: each call hands its work to a thread.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta

from asgiref.sync import sync_to_async

from convivial.lib.codes import new_code
from convivial.networks.errors import Unsupported
from convivial.networks.messages import Account, Measured, Outgoing, Receipt
from convivial.networks.network import Access, AppKeys, Capabilities, Connected, Elsewhere, Found, Network

from . import timeline


class Practice(Network):
    name = "practice"
    title = "Practice"
    capabilities = Capabilities(
        text=2000,
        pictures=4,
        picture_bytes=2 * 1024 * 1024,
        alt_text=2000,
        link_card="ours",
        key_lasts=timedelta.max,
    )

    async def begin(self, answers: Mapping[str, str], come_back: str, keys: AppKeys) -> Connected | Elsewhere:
        """A workspace has its practice channel from its first minute; see ``networks.practising``."""
        raise Unsupported("practice_is_open")

    def new_key(self) -> str:
        return new_code()

    async def publish(self, access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt:
        return await sync_to_async(timeline.put)(access, outgoing)

    async def find(self, access: Access, outgoing: Outgoing, others: Collection[str] = ()) -> Receipt | Found:
        return await sync_to_async(timeline.find)(access, outgoing) or Found.ABSENT

    async def remove(self, access: Access, remote_id: str) -> None:
        await sync_to_async(timeline.remove)(access, remote_id)

    async def measure_post(self, access: Access, remote_id: str) -> Measured:
        return Measured(())

    async def measure_channel(self, access: Access) -> Measured:
        return Measured(())

    async def whoami(self, access: Access) -> Account:
        return await sync_to_async(timeline.whose)(access)


network = Practice()
