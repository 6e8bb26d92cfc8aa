"""A network for tests of the ledger: it does what it is told, and remembers what was really made on it."""

import asyncio
import queue
from collections import deque
from collections.abc import Callable, Collection, Coroutine, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread
from typing import Any, TypeVar

from convivial.lib.codes import new_code
from convivial.lib.now import now
from convivial.networks.messages import Account, Measured, Outgoing, Receipt
from convivial.networks.network import Access, AppKeys, Capabilities, Connected, Found, Network

T = TypeVar("T")


@dataclass
class Rehearsal(Network):
    """``next`` holds what the next calls of ``publish`` do: an error to raise before anything is made, ``"lose"`` to
    make it and lose the answer, or a function to call first. ``finds`` overrides what ``find`` answers."""

    name = "rehearsal"
    title = "Rehearsal"
    capabilities = Capabilities(text=500, pictures=4, lists_late=timedelta(seconds=30))

    made: list[tuple[str, Outgoing]] = field(default_factory=list)  # (account, what)
    next: deque[Any] = field(default_factory=deque)
    finds: deque[Any] = field(default_factory=deque)
    removed: list[str] = field(default_factory=list)
    prepares: list[Any] = field(default_factory=list)
    given: list[Mapping[str, str]] = field(default_factory=list)
    on_remove: Exception | None = None
    under_way: int = 0
    most_under_way: dict[str, int] = field(default_factory=dict)

    def texts(self) -> list[str]:
        return [outgoing.text for _, outgoing in self.made]

    def new_key(self) -> str:
        return new_code()

    async def begin(self, answers: Mapping[str, str], come_back: str, keys: AppKeys) -> Connected:
        raise AssertionError("nobody connects here")

    async def prepare(self, access: Access, outgoing: Outgoing) -> Mapping[str, str]:
        self.prepares.append(outgoing)
        return {"media": "1"}

    async def publish(self, access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt:
        does = self.next.popleft() if self.next else None
        if callable(does) and not isinstance(does, type):
            does = does()
        if isinstance(does, Exception):
            raise does
        await asyncio.sleep(0)
        self.given.append(prepared)
        self.made.append((access.remote_id, outgoing))
        if does == "lose":
            from convivial.networks.errors import OutcomeUnknown

            raise OutcomeUnknown("hung_up")
        return self._receipt(len(self.made))

    async def find(self, access: Access, outgoing: Outgoing, others: Collection[str] = ()) -> Receipt | Found:
        if self.finds:
            found = self.finds.popleft()
            if isinstance(found, Exception):
                raise found
            return found  # type: ignore[no-any-return]
        for number, (account, what) in enumerate(self.made, 1):
            if account == access.remote_id and what.key == outgoing.key:
                return self._receipt(number)
        return Found.ABSENT

    async def remove(self, access: Access, remote_id: str) -> None:
        if self.on_remove:
            raise self.on_remove
        self.removed.append(remote_id)

    async def measure_post(self, access: Access, remote_id: str) -> Measured:
        return Measured(())

    async def measure_channel(self, access: Access) -> Measured:
        return Measured(())

    async def whoami(self, access: Access) -> Account:
        return Account("1", "harbour", "Harbour", "https://rehearsal.example/")

    def _receipt(self, number: int) -> Receipt:
        return Receipt(f"r{number}", f"https://rehearsal.example/{number}", now())


class Beside(Executor):
    """The event loop runs in a thread beside the test; what asks the database runs in the test's own thread, and so
    in its transaction."""

    def __init__(self) -> None:
        self.asked: queue.Queue[tuple[Future[Any], Callable[[], Any]] | None] = queue.Queue()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        self.asked.put((future, lambda: fn(*args, **kwargs)))
        return future

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        done: list[Any] = []

        def loop() -> None:
            try:
                done.append(asyncio.run(work))
            except BaseException as error:
                done.append(error)
            self.asked.put(None)

        thread = Thread(target=loop)
        thread.start()
        while (asked := self.asked.get()) is not None:
            future, ask = asked
            try:
                future.set_result(ask())
            except BaseException as error:
                future.set_exception(error)
        thread.join()
        if isinstance(done[0], BaseException):
            raise done[0]
        return done[0]  # type: ignore[no-any-return]
