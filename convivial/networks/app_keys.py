"""Where our registrations with servers are kept: one for each server, for all workspaces, sealed."""

from collections.abc import Mapping

from asgiref.sync import sync_to_async
from django.db import transaction

from convivial.lib.secrets import CannotOpen

from .models import AppKey


class StoredAppKeys:
    """``network.AppKeys`` over the database. What our keys do not open any more counts as not there: then we register
    anew, which hurts nobody."""

    def __init__(self, network: str) -> None:
        self.network = network

    async def get(self, server: str) -> Mapping[str, str] | None:
        return await sync_to_async(self._get)(server)

    async def keep(self, server: str, keys: Mapping[str, str]) -> None:
        await sync_to_async(self._keep)(server, keys)

    def _get(self, server: str) -> Mapping[str, str] | None:
        row = AppKey.objects.filter(network=self.network, server=server).first()
        try:
            return row.open() if row else None
        except CannotOpen:
            return None

    def _keep(self, server: str, keys: Mapping[str, str]) -> None:
        with transaction.atomic():
            AppKey.objects.bulk_create(
                [AppKey(network=self.network, server=server, sealed="")], ignore_conflicts=True
            )
            row = AppKey.objects.select_for_update().get(network=self.network, server=server)
            row.keep(keys)
            row.save(update_fields=["sealed", "changed_at"])
