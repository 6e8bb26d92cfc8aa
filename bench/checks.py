"""All checks of a workspace with a long history: how long one look takes, and what it costs the slowest of them.

    python bench/checks.py [--posts 10000] [--months 24] [--rounds 5]

The volume named for it is 24 months with 10,000 posts and 300,000 figures; a look, which a worker takes in the
background every morning, may take five seconds. On a database of its own that is thrown away; with DATABASE_URL, on
that one, which has to be empty.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

GOAL = 5.0  # seconds
PAGES = ("", "strategy/", "strategy/objectives/", "strategy/findings/", "strategy/findings/{pace}/", "review/")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--posts", type=int, default=10_000)
    asked.add_argument("--months", type=int, default=24)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CONVIVIAL_DATA": folder, "DJANGO_SETTINGS_MODULE": "convivial.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(_world(given.posts, given.months), given.rounds)


def _world(posts: int, months: int) -> Any:
    """Harbour Coffee with its strategy since the beginning, posts on two networks, counted as they come of age."""
    from convivial.demo import figures, held_against, strategies
    from convivial.demo.cast import invite_the_cast
    from convivial.demo.volume import Volume, fill
    from convivial.networks.models import Channel

    days = round(months * 30.4)
    cast = invite_the_cast()
    strategies.plan(cast)
    channels = [
        Channel.objects.create(
            workspace=cast.harbour, network=name, remote_id=name, handle=name, name="Harbour Coffee"
        )
        for name in ("mastodon", "bluesky")
    ]
    fill(cast.harbour, cast.ben, channels, Volume(posts, 2, days_behind=days, days_ahead=14))
    figures.DAYS = days
    figures.count_all(cast.harbour)
    held_against.hold_against(cast)
    _type(cast, days)
    return cast


def _type(cast: Any, days: int) -> None:
    """Everything that can be counted by hand, once a week all the time."""
    from datetime import timedelta

    from convivial.lib import now as clock
    from convivial.strategy.measuring import things
    from convivial.strategy.models import TypedFigure

    today = clock.day(clock.now(), cast.harbour.zone)
    TypedFigure.objects.bulk_create(
        TypedFigure(
            workspace=cast.harbour, part_code=thing.code, on=today - timedelta(days=back), value=days - back,
            batch="bench", by=cast.ravi,
        )
        for thing in things(cast.harbour)
        for back in range(0, days, 7)
    )  # fmt: skip


def _measure(cast: Any, rounds: int) -> None:
    from django.db import connection

    from convivial.content.models import Post
    from convivial.results.models import Figure
    from convivial.strategy.models import TypedFigure
    from convivial.strategy.renewing import renew

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counts = [model.objects.count() for model in (Post, Figure, TypedFigure)]
    print("{:,} posts, {:,} figures, {:,} typed".format(*counts), f"on {connection.vendor}")
    asked: list[str] = []
    with connection.execute_wrapper(lambda do, sql, *more: (asked.append(sql), do(sql, *more))[1]):
        found = renew(cast.harbour)
    took = [_first_look(cast.harbour) for _ in range(rounds)]
    median = statistics.median(took)
    verdict = "ok" if max(took) <= GOAL else f"over {GOAL:g} s"
    print(
        f"a look at everything: median {median:.2f} s, longest {max(took):.2f} s, {len(asked)} queries, "
        f"{found} findings  {verdict}"
    )
    _slowest(cast.harbour)
    _pages(cast)


def _first_look(workspace: Any) -> float:
    """The first of a day: no forecast is made yet."""
    from convivial.strategy.models import Finding
    from convivial.strategy.renewing import renew

    Finding.objects.filter(workspace=workspace).update(foreseen={})
    return _seconds(lambda: renew(workspace))


def _slowest(workspace: Any) -> None:
    """Each check alone, with all the facts that it needs."""
    from convivial.lib.now import now
    from convivial.strategy import checks

    each = sorted(
        ((_seconds(lambda c=c: checks.judge(workspace, now(), (c.key,))), c.key) for c in checks.every()),
        reverse=True,
    )  # type: ignore[misc]
    print("slowest alone: " + ", ".join(f"{key} {took:.2f} s" for took, key in each[:6]))


def _pages(cast: Any) -> None:
    """The pages that show what was found, as Ana reads them."""
    from django.db import connection
    from django.test import Client

    from convivial.strategy.models import Finding

    pace = Finding.objects.filter(workspace=cast.harbour, check_key="E5.growth_pace").order_by("-pk")[0].code
    browser = Client()
    browser.force_login(cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in PAGES:
        path = f"/w/{cast.harbour.slug}/{address.format(pace=pace)}"
        browser.get(path)
        asked: list[str] = []
        with connection.execute_wrapper(lambda do, sql, *more: (asked.append(sql), do(sql, *more))[1]):  # noqa: B023
            status = browser.get(path).status_code
        took = [_milliseconds(lambda: browser.get(path)) for _ in range(15)]  # noqa: B023
        wall, busy = (statistics.median(some) for some in zip(*took, strict=True))
        print(f"{address or 'Today':32} {status} {wall:7.1f} ms, busy {busy:6.1f} ms {len(asked):4} queries")


def _milliseconds(do: Any) -> tuple[float, float]:
    """On the clock, and of the processor: the second says the same on a machine that does other things as well."""
    began, busy = time.perf_counter(), time.process_time()
    do()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def _seconds(do: Any) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
