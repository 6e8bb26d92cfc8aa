"""Scenes of the storm, each in a process of its own with a database of its own: ``python -m tests.storm.scene NAME``.

Workers are forked from here, so that one that was killed is back in a blink. The network is another process; its own
append-only log is the only witness. A scene prints one line of JSON.
"""

import faulthandler
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(HERE), str(HERE / "bench")]

SETTLED_WITHIN = 100.0  # seconds


@dataclass
class Network:
    port: int
    log: Path


@contextmanager
def network(folder: Path, delay: float = 0.02, drop: float = 0.0, seed: int = 1) -> Iterator[Network]:
    log = folder / "made.jsonl"
    log.touch()
    there = subprocess.Popen(
        [sys.executable, str(HERE / "bench" / "fast_mastodon.py"), "--log", str(log), "--delay", str(delay),
         "--drop", str(drop), "--seed", str(seed)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert there.stdout
        yield Network(int(json.loads(there.stdout.readline())["port"]), log)
    finally:
        there.terminate()
        there.wait()


class House:
    """Workers forked from this process. Each buries its former self, as the supervisor lets it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pids: dict[str, int] = {}

    def start(self, former: str = "", before: Callable[[], None] | None = None) -> str:
        from django.db import connections

        from convivial.work.worker import new_name

        connections.close_all()
        name = new_name() + os.urandom(2).hex()
        pid = os.fork()
        if not pid:
            self._live(name[:40], former, before)
        self.pids[name[:40]] = pid
        return name[:40]

    def kill(self, name: str) -> None:
        pid = self.pids.pop(name)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    def wait_for_end(self, name: str) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pids.pop(name), 0)[1])

    def tend(self) -> None:
        """Who ended by itself is followed by another one, as the supervisor does it."""
        for name, pid in list(self.pids.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                del self.pids[name]
                self.start(former=name)

    def close(self) -> None:
        for pid in self.pids.values():
            os.kill(pid, signal.SIGTERM)
        for pid in self.pids.values():
            os.waitpid(pid, 0)
        self.pids.clear()

    def _live(self, name: str, former: str, before: Callable[[], None] | None) -> None:
        code = 1
        try:
            from convivial.lib import web
            from convivial.work.keeper import bury
            from convivial.work.worker import work

            faulthandler.register(signal.SIGUSR1)
            web.allow_from(lambda: [("127.0.0.1", self.port)])
            bury([former] if former else [])
            if before:
                before()
            work(name)
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)


def prepare(size: Any, port: int, due_in: float = 0.0) -> None:
    from ledger import fill

    from convivial.lib.now import now

    fill(size, port, now() + timedelta(seconds=due_in))


def until_settled(house: House, seconds: float = SETTLED_WITHIN) -> bool:
    """Nothing is scheduled or sending any more, nor unknown without a person having been asked."""
    from convivial.publishing.models import Publication

    from .telling import tell_why

    open_ones = Publication.objects.filter(state__in=["scheduled", "sending", "unknown"], try_at__isnull=False)
    end = time.monotonic() + seconds
    while open_ones.exists():
        if time.monotonic() > end:
            tell_why(house.pids.values())
            return False
        house.tend()
        time.sleep(0.05)
    return True


def judged(there: Network, **also: Any) -> dict[str, Any]:
    from ledger import judge

    verdict = asdict(judge(there.log))
    return {name: verdict[name] for name in ("sent", "lost", "doubled", "states")} | also


def kills(folder: Path, seed: int = 1, publications: int = 2000, many: int = 60, workers: int = 2) -> dict[str, Any]:
    """A nemesis kills one of the workers, again and again, while posts go out and some answers are lost."""
    from ledger import Size

    chance = random.Random(seed)
    with network(folder, delay=0.03, drop=0.002, seed=seed) as there:
        prepare(Size(publications, 100, 4), there.port)
        house = House(there.port)
        names = [house.start() for _ in range(workers)]
        for _ in range(many):
            time.sleep(chance.uniform(0.05, 0.25))
            place = chance.randrange(workers)
            house.kill(names[place])
            names[place] = house.start(names[place])
        settled = until_settled(house)
        house.close()
        return judged(there, settled=settled, kills=many, seed=seed)


def stopped(folder: Path) -> dict[str, Any]:
    """A worker is stopped in the middle of its calls until long after its leases; another one takes over; then the
    first one wakes, and must neither send nor write."""
    from ledger import Size

    with network(folder, delay=0.2) as there:
        prepare(Size(120, 60, 2), there.port)
        house = House(there.port)
        first = house.start()
        under_way = _stop_in_the_middle(house.pids[first])
        house.start()
        settled = until_settled(house)
        os.kill(house.pids[first], signal.SIGCONT)
        time.sleep(1.0)
        house.close()
        return judged(there, settled=settled, under_way=under_way)


def _stop_in_the_middle(pid: int) -> int:
    """Stops a worker while it has publications under way, and says how many."""
    from convivial.publishing.models import Publication

    sending = Publication.objects.filter(state="sending")
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if sending.exists():
            _stop_between_transactions(pid)
            if many := sending.count():
                return many
            os.kill(pid, signal.SIGCONT)
        time.sleep(0.02)
    return 0


def _stop_between_transactions(pid: int) -> None:
    """A process that is stopped while it holds SQLite's one lock for writers stops everybody, with any program."""
    from django.db import OperationalError, connection, transaction

    while True:
        os.kill(pid, signal.SIGSTOP)
        os.waitpid(pid, os.WUNTRACED)  # until every thread of it stands still
        try:
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA busy_timeout = 50")
            with transaction.atomic():
                return
        except OperationalError:
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.03)


def full_disk(folder: Path) -> dict[str, Any]:
    """The database cannot grow any more: what cannot be recorded is not sent; with room it goes on by itself."""
    from ledger import Size

    with network(folder, delay=0.03) as there:
        prepare(Size(300, 100, 2), there.port)
        _cut_log()
        house = House(there.port)
        file = Path(os.environ["CONVIVIAL_DATA"]) / "convivial.sqlite3-wal"
        limit = (file.stat().st_size if file.exists() else 0) + 300_000

        def no_room() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        name = house.start(before=no_room)
        time.sleep(3)
        sent_without_room = len(there.log.read_text().splitlines())
        os.kill(house.pids[name], signal.SIGKILL)
        house.wait_for_end(name)
        house.start(former=name)
        settled = until_settled(house)
        house.close()
        return judged(there, settled=settled, sent_without_room=sent_without_room)


def _cut_log() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def steps(folder: Path) -> dict[str, Any]:
    """One publication, and a worker that dies at the first, second, … n-th statement or socket event, until one
    survives; after each death another one brings it to its end.

    With a hundredth of the patience a call has 0.45 seconds from its claim to begin. A disk that takes longer to
    write the record makes everything be given back unsent and taken again, with *sending* all that an onlooker sees,
    until it is quicker; so this waits as long as the other scenes, though two seconds are the usual."""
    from ledger import Size

    from .dying import die_at

    with network(folder, delay=0.0) as there:
        for number in range(1, 200):
            prepare(Size(1, 1, 1, f"Morning of day {number},"), there.port)
            house = House(there.port)
            name = house.start(before=lambda n=number: die_at(n))
            died = _ended_or_settled(house, name, number)
            house.start(former=name if died else "")
            settled = until_settled(house)
            house.close()
            told = judged(there, steps=number, survived=not died, settled=settled)
            if not died or told["lost"] or told["doubled"] or not settled or told["sent"] != number:
                break
        return told


def _ended_or_settled(house: House, name: str, number: int) -> bool:
    """Whether the worker died before the publication reached an end."""
    from convivial.publishing.models import Publication

    end = time.monotonic() + 15
    while time.monotonic() < end:
        if os.waitpid(house.pids[name], os.WNOHANG)[0]:
            house.pids.pop(name)
            return True
        if Publication.objects.filter(state="published").count() == number:
            return False
        time.sleep(0.01)
    return False


def contract(folder: Path) -> dict[str, Any]:
    """What every engine must keep: told twice, sent once; rolled back, never sent; killed without anybody noticing,
    taken up when the lease lapses; and a clock that jumps stops the house."""
    from django.db import transaction
    from ledger import Size

    from convivial.publishing.models import Hold
    from convivial.work.waking import wake

    told: dict[str, Any] = {}
    with network(folder, delay=0.01) as there:
        house = House(there.port)
        first = house.start()
        time.sleep(2)
        with transaction.atomic():
            prepare(Size(1, 1, 1, "Told twice,"), there.port)
            wake("publication")
            wake("publication")
        began = time.monotonic()
        told["twice"] = _sent_within(there, 1, 20)
        told["woken_after"] = round(time.monotonic() - began, 3)
        with suppress(ZeroDivisionError), transaction.atomic():
            prepare(Size(1, 1, 1, "Rolled back,"), there.port)
            wake("publication")
            told["nothing"] = 1 // 0
        time.sleep(1)
        told["rolled_back"] = len(there.log.read_text().splitlines())
        house.kill(first)
        prepare(Size(40, 20, 2, "Killed,"), there.port)
        second = house.start()
        _sent_within(there, 10, 20)
        house.kill(second)
        third = house.start()  # nobody told this one whom to bury
        told["settled"] = until_settled(house)
        house.kill(third)
        house.start(before=_clock_that_jumps)
        end = time.monotonic() + 20
        while not Hold.objects.in_force().filter(reason="clock").exists() and time.monotonic() < end:
            time.sleep(0.05)
        sent = len(there.log.read_text().splitlines())
        prepare(Size(5, 5, 1, "Held,"), there.port)
        time.sleep(1)
        told["sent_while_held"] = len(there.log.read_text().splitlines()) - sent
        told["held"] = Hold.objects.in_force().filter(reason="clock").exists()
        house.close()
        return judged(there) | told


def _clock_that_jumps() -> None:
    """An hour forward, a second and a half after the worker began."""
    from convivial.work import clock

    real, began = clock.now, time.monotonic()
    clock.now = lambda: real() + timedelta(hours=1 if time.monotonic() - began > 1.5 else 0)


def _sent_within(there: Network, many: int, seconds: float) -> int:
    end = time.monotonic() + seconds
    while (sent := len(there.log.read_text().splitlines())) < many and time.monotonic() < end:
        time.sleep(0.01)
    return sent


SCENES: dict[str, Callable[..., dict[str, Any]]] = {
    "kills": kills, "stopped": stopped, "full_disk": full_disk, "steps": steps, "contract": contract,
}  # fmt: skip


def main() -> None:
    import django

    from .putting_back import closed, put_back, put_back_late

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    scene = {**SCENES, "put_back": put_back, "put_back_late": put_back_late, "closed": closed}[sys.argv[1]]
    print(json.dumps(scene(Path(os.environ["CONVIVIAL_DATA"]), **json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
