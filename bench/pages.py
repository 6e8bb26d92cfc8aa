"""Every page of a workspace at the named volume: median, p95, processor, questions to the database, bytes.

    python bench/pages.py [--posts 1000] [--rounds 30]

In process, through every middleware, on a database of its own that is thrown away: what the server needs for a page,
without the network between. The volume named for developers is 1,000 posts with 3 publications each within a month.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
import zlib
from pathlib import Path

CHAPTERS = (
    "people", "objectives", "content", "visibility", "followers", "kpis", "funnel", "networks", "situation",
)  # fmt: skip
MEDIAN, P95, QUESTIONS, WIRE = 50, 100, 12, 50  # milliseconds, milliseconds, to the database, kilobytes packed

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

# name, who looks, address below the workspace
PAGES = [
    ("Today", "ana", ""),
    ("Calendar, month", "ben", "calendar/"),
    ("Calendar, week", "ben", "calendar/week/"),
    ("Calendar, list", "ben", "calendar/list/"),
    ("Calendar, one day", "ben", "calendar/day/"),
    ("Propose a month", "ana", "slots/propose/"),
    ("Notices", "ana", "notices/"),
    ("Everything on hold", "ana", "house/"),
    ("Composer, begin", "ben", "posts/new/"),
    ("Composer, a post", "ben", "posts/{post}/"),
    ("Approvals", "cleo", "approvals/"),
    ("Results", "ravi", "results/"),
    ("Channels", "ana", "channels/"),
    ("Team", "ana", "team/"),
    ("Journal", "ana", "journal/"),
    ("Monday", "ana", "monday/"),
    ("Quarterly review", "ana", "review/"),
    ("Mirror", "ana", "mirror/"),
    ("Strategy", "ana", "strategy/"),
    *((f"Strategy, {chapter}", "ana", f"strategy/{chapter}/") for chapter in CHAPTERS),
    ("Strategy, complete?", "ana", "strategy/complete/"),
    ("Strategy, findings", "ana", "strategy/findings/"),
    ("Strategy, figures", "ana", "strategy/figures/"),
    ("Strategy, versions", "ana", "strategy/versions/"),
    ("Strategy, what is new", "ana", "strategy/versions/2/changes/"),
    ("Strategy, small changes", "ana", "strategy/small-changes/"),
    ("Strategy, decisions", "ana", "strategy/decisions/"),
    ("Strategy on paper", "ana", "strategy/print/"),
    ("Strategy for the board", "ana", "strategy/board/"),
]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--posts", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=30)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CONVIVIAL_DATA": folder, "DJANGO_SETTINGS_MODULE": "convivial.settings"}
        os.environ.pop("DATABASE_URL", None)
        _measure_all(given.posts, given.rounds)


def _measure_all(posts: int, rounds: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    cast, post = _world(posts)
    print(f"{posts} posts, {rounds} rounds a page, in process, SQLite")
    print(f"{'page':24} {'median':>9} {'p95':>9} {'busy':>9} {'queries':>8} {'html':>9} {'wire':>9}  over")
    for name, person, address in PAGES:
        path = f"/w/{cast.harbour.slug}/{address.format(post=post)}"
        _measure(name, getattr(cast, person), path, rounds)


def _world(posts: int):  # type: ignore[no-untyped-def]
    """The fictional world in bulk: with its strategies, findings, meetings and its look back."""
    from convivial.content.models import Post
    from convivial.demo.world import build

    cast = build(posts)
    return cast, Post.objects.order_by("-id").values_list("code", flat=True)[0]


def _measure(name: str, person: object, path: str, rounds: int) -> None:
    from django.db import connection
    from django.test import Client

    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    answer = browser.get(path)
    if answer.status_code != 200:
        print(f"{name:24} answers {answer.status_code}")
        return
    asked: list[str] = []
    with connection.execute_wrapper(lambda do, sql, *more: (asked.append(sql), do(sql, *more))[1]):
        page = browser.get(path).content
    took = [_milliseconds(browser, path) for _ in range(rounds)]
    wall, busy = sorted(each for each, _ in took), statistics.median(each for _, each in took)
    median, p95 = statistics.median(wall), wall[int(len(wall) * 0.95) - 1]
    size, packed = len(page) / 1000, len(zlib.compress(page, 6)) / 1000
    over = [
        name
        for name, value, most in (
            ("median", median, MEDIAN), ("p95", p95, P95), ("queries", len(asked), QUESTIONS), ("wire", packed, WIRE),
        )
        if value > most
    ]  # fmt: skip
    figures = f"{median:6.1f} ms {p95:6.1f} ms {busy:6.1f} ms {len(asked):8} {size:6.1f} kB {packed:6.1f} kB"
    print(f"{name:24} {figures}  {', '.join(over)}", flush=True)


def _milliseconds(browser: object, path: str) -> tuple[float, float]:
    """On the clock, and of the processor: the second says the same on a machine that does other things as well."""
    began, busy = time.perf_counter(), time.process_time()
    browser.get(path)  # type: ignore[attr-defined]
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


if __name__ == "__main__":
    main()
