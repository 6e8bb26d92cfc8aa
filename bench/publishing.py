"""How fast, how punctual and how safe publishing is: real processes, a real database, a real socket.

    python bench/publishing.py                        # SQLite, and PostgreSQL when BENCH_POSTGRESQL names a server
    python bench/publishing.py --quick                # 2,000 instead of 10,000

Prints a table: what was sent, lost and doubled by the network's own log, how long it took, how much of a processor
the workers used for it (the figure to compare on a machine that does other things, too), and how late each one
arrived. The network takes 80 ms for an answer, keeps no keys, and runs in a process of its own.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
WIDTHS = (6, 5, 4, 7, 6, 9, 8, 8)


@dataclass(frozen=True)
class Case:
    title: str
    database: str  # "" is SQLite
    workers: int = 1
    kills: int = 0
    publications: int = 10_000
    spread: float = 0.0  # seconds within which they are due
    channels: int = 500
    delay: float = 0.08
    drop: float = 0.0
    patience: float = 1.0
    limit: float = 600.0  # seconds until we stop waiting


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] == "--worker":
        worker(sys.argv[2], int(sys.argv[3]))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", help="run only cases whose title contains this")
    asked = parser.parse_args()
    heads = ("sent", "lost", "dbl", "secs", "cpu", "late p50", "p95", "p99")
    print(f"{'case':<46} " + " ".join(f"{head:>{width}}" for head, width in zip(heads, WIDTHS, strict=True)))
    for case in cases(2_000 if asked.quick else 10_000):
        if asked.only in case.title:
            print(line(case), flush=True)


def cases(many: int) -> Iterator[Case]:
    databases = {"SQLite": ""}
    if os.environ.get("BENCH_POSTGRESQL"):
        databases["PostgreSQL"] = os.environ["BENCH_POSTGRESQL"]
    for name, url in databases.items():
        yield Case(f"{name}, 100 due in one second", url, publications=100, spread=1.0)
        for workers in (1, 2):
            yield Case(f"{name}, {many:,} at once, {workers} worker(s)", url, workers, 0, many)
        for workers in (1, 2):
            yield Case(f"{name}, {many:,}, {workers} worker(s), 12 kills", url, workers, 12, many, patience=0.02)


def line(case: Case) -> str:
    with tempfile.TemporaryDirectory(prefix="convivial-bench-") as folder:
        done = subprocess.run(
            [sys.executable, __file__, "--case", json.dumps(case.__dict__)],
            env=_environment(case, Path(folder)), capture_output=True, text=True, check=False,
        )  # fmt: skip
    return done.stdout.strip() or done.stderr


def _environment(case: Case, folder: Path) -> dict[str, str]:
    return {
        **os.environ, "CONVIVIAL_DATA": str(folder), "DATABASE_URL": case.database,
        "CONVIVIAL_PATIENCE": str(case.patience), "DJANGO_SETTINGS_MODULE": "convivial.settings",
    }  # fmt: skip


def run_case(case: Case) -> str:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from ledger import Size, fill, judge

    from convivial.lib.now import now

    if case.database:
        _empty_postgresql()
    call_command("migrate", verbosity=0)
    log = Path(settings.DATA) / "made.jsonl"
    with network(log, case) as port:
        due_at = now() + timedelta(seconds=6 + case.publications / 2500)
        fill(Size(case.publications, case.channels), port, due_at, timedelta(seconds=case.spread))
        began = due_at.timestamp()
        with workers(case, port) as running:
            seconds, cpu = _until_settled(case, running, began), running.cpu_seconds()
        verdict = judge(log)
    late = verdict.lateness or [0.0]
    rank = lambda share: late[min(int(len(late) * share), len(late) - 1)]  # noqa: E731
    odd = {state: many for state, many in verdict.states.items() if state != "published"}
    return (
        f"{case.title:<46} {verdict.sent:>6} {verdict.lost:>5} {verdict.doubled:>4} {seconds:>7.2f} {cpu:>6.2f} "
        f"{rank(0.5):>9.3f} {rank(0.95):>8.3f} {rank(0.99):>8.3f} {odd or ''}"
    )


@contextmanager
def network(log: Path, case: Case) -> Iterator[int]:
    there = subprocess.Popen(
        [sys.executable, str(HERE / "fast_mastodon.py"), "--log", str(log), "--delay", str(case.delay),
         "--drop", str(case.drop)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert there.stdout
        yield int(json.loads(there.stdout.readline())["port"])
    finally:
        there.terminate()
        there.wait()


class Workers:
    """Worker processes as the supervisor starts them: each buries its former self."""

    def __init__(self, many: int, port: int) -> None:
        self.port = port
        self.before = 0.0
        self.running = [self._start("") for _ in range(many)]

    def _start(self, former: str) -> tuple[str, subprocess.Popen[str]]:
        started = subprocess.Popen(
            [sys.executable, os.environ.get("BENCH_WORKER", __file__), "--worker", former or "-", str(self.port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert started.stdout
        return started.stdout.readline().strip(), started

    def kill_one(self, chance: random.Random) -> None:
        place = chance.randrange(len(self.running))
        name, process = self.running[place]
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.running[place] = self._start(name)

    def cpu_seconds(self) -> float:
        """What the workers that still run have used since ``count_from_here``; 0 where the machine does not say."""
        return sum(_cpu_seconds(process.pid) for _, process in self.running) - self.before

    def count_from_here(self) -> None:
        self.before += self.cpu_seconds()

    def stop(self) -> None:
        for _, process in self.running:
            process.terminate()
        for _, process in self.running:
            process.wait(60)


def _cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def workers(case: Case, port: int) -> Iterator[Workers]:
    running = Workers(case.workers, port)
    try:
        yield running
    finally:
        running.stop()


def worker(former: str, port: int) -> None:
    import django

    django.setup()
    from convivial.lib import web
    from convivial.work.keeper import bury
    from convivial.work.worker import new_name, work

    web.allow_from(lambda: [("127.0.0.1", port)])
    name = new_name()
    print(name, flush=True)
    bury([] if former == "-" else [former])
    work(name)


def _until_settled(case: Case, running: Workers, began: float) -> float:
    """Seconds from the due moment until nothing is scheduled, sending or unknown any more; kills on the way."""
    from convivial.publishing.models import Publication

    chance = random.Random(7)
    open_ones = Publication.objects.filter(state__in=["scheduled", "sending", "unknown"])
    kills, next_kill = case.kills, began + chance.uniform(0.2, 0.6)
    time.sleep(max(began - time.time() - 0.05, 0))
    running.count_from_here()
    while time.time() < began + case.limit:
        if time.time() < began:
            time.sleep(0.02)
            continue
        if kills and time.time() > next_kill:
            running.kill_one(chance)
            kills, next_kill = kills - 1, time.time() + chance.uniform(0.1, 0.6)
        elif not kills and not open_ones.exists():
            return _last_end(began)
        else:
            time.sleep(0.02 if kills else 0.1)
    return time.time() - began


def _last_end(began: float) -> float:
    from django.db.models import Max

    from convivial.publishing.models import Publication

    last = Publication.objects.aggregate(at=Max("changed_at"))["at"]
    return float(last.timestamp() - began)


def _empty_postgresql() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--case":
        print(run_case(Case(**json.loads(sys.argv[2]))))
    else:
        main()
