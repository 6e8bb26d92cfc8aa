"""The kinds of work that there are. Each app registers its own when it is ready; every worker does all of them."""

from datetime import datetime, timedelta
from typing import Protocol


class Kind(Protocol):
    """``turn`` does what is due now and says whether it did anything; ``earliest`` is when something is due next,
    from one cheap query; ``free`` gives back what ended workers held; ``heal`` mends what only time can tell."""

    name: str

    @property
    def news(self) -> timedelta: ...  # how often to ask whether somebody else made something due

    def earliest(self) -> datetime | None: ...

    async def turn(self, worker: str) -> bool: ...

    def free(self, workers: list[str]) -> None: ...

    def heal(self) -> None: ...

    async def drain(self) -> None: ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind(name: str) -> Kind:
    return _kinds[name]
