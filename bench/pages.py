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

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

# name, who looks, address below the workspace, how many milliseconds its median may take
PAGES = [
    ("Today", "ana", "", 100),
    ("Calendar, month", "ben", "calendar/", 50),
    ("Calendar, week", "ben", "calendar/week/", 100),
    ("Calendar, list", "ben", "calendar/list/", 100),
    ("Calendar, one day", "ben", "calendar/day/", 100),
    ("Notices", "ana", "notices/", 100),
    ("Everything on hold", "ana", "house/", 100),
    ("Composer, begin", "ben", "posts/new/", 100),
    ("Composer, a post", "ben", "posts/{post}/", 100),
    ("Approvals", "cleo", "approvals/", 100),
    ("Results", "ravi", "results/", 100),
    ("Channels", "ana", "channels/", 100),
    ("Team", "ana", "team/", 100),
    ("Journal", "ana", "journal/", 100),
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
    print(f"{'page':22} {'median':>9} {'p95':>9} {'busy':>9} {'queries':>8} {'html':>9} {'wire':>9}  goal")
    for name, person, address, goal in PAGES:
        path = f"/w/{cast.harbour.slug}/{address.format(post=post)}"
        _measure(name, getattr(cast, person), path, rounds, goal)


def _world(posts: int):  # type: ignore[no-untyped-def]
    from convivial.content.models import Post
    from convivial.demo.cast import invite_the_cast
    from convivial.demo.volume import Volume, fill
    from convivial.networks.models import Channel

    cast = invite_the_cast()
    channels = [
        Channel.objects.create(
            workspace=cast.harbour, network=name, remote_id=name, handle=name, name="Harbour Coffee"
        )
        for name in ("practice", "mastodon", "bluesky")
    ]
    fill(cast.harbour, cast.ben, channels, Volume(posts=posts))
    return cast, Post.objects.order_by("-id").values_list("code", flat=True)[0]


def _measure(name: str, person: object, path: str, rounds: int, goal: int) -> None:
    from django.db import connection
    from django.test import Client

    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    answer = browser.get(path)
    if answer.status_code != 200:
        print(f"{name:22} answers {answer.status_code}")
        return
    asked: list[str] = []
    with connection.execute_wrapper(lambda do, sql, *more: (asked.append(sql), do(sql, *more))[1]):
        page = browser.get(path).content
    took = [_milliseconds(browser, path) for _ in range(rounds)]
    wall, busy = sorted(each for each, _ in took), statistics.median(each for _, each in took)
    median, p95 = statistics.median(wall), wall[int(len(wall) * 0.95) - 1]
    sizes = f"{len(page) / 1000:6.1f} kB {len(zlib.compress(page, 6)) / 1000:6.1f} kB"
    verdict = "ok" if median <= goal else f"over {goal} ms"
    print(f"{name:22} {median:6.1f} ms {p95:6.1f} ms {busy:6.1f} ms {len(asked):8} {sizes}  {verdict}")


def _milliseconds(browser: object, path: str) -> tuple[float, float]:
    """On the clock, and of the processor: the second says the same on a machine that does other things as well."""
    began, busy = time.perf_counter(), time.process_time()
    browser.get(path)  # type: ignore[attr-defined]
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


if __name__ == "__main__":
    main()
