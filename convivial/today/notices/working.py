"""What the workers do for notices: read the journals on, and deliver letters."""

from datetime import datetime, timedelta

from convivial.lib.now import now
from convivial.today.models import Letter
from convivial.work import due, kinds
from convivial.work.patience import patience
from convivial.work.threads import in_thread

from . import forgetting, growing, letters


class Growing:
    """Reads on where a journal is ahead of its notices. The cursor's row is locked while it does, so that two workers
    do no more than one."""

    name = "notices"

    @property
    def news(self) -> timedelta:
        return patience().news * 4

    def earliest(self) -> datetime | None:
        return now() if growing.behind() else None

    async def turn(self, worker: str) -> bool:
        workspaces = await in_thread(growing.behind)
        for workspace in workspaces:
            await in_thread(growing.grow, workspace)
        return bool(workspaces)

    def free(self, workers: list[str]) -> None:
        """A transaction that was cut off left nothing behind."""

    def heal(self) -> None:
        """What was missed is ahead of the cursor."""

    async def drain(self) -> None:
        """Every reading is one short transaction."""


def register() -> None:
    forgetting.register()
    kinds.register(Growing())
    kinds.register(due.Rows("letter", Letter, letters.deliver, at_once=4, news=patience().news * 40))
