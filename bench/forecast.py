"""How often the 80 % fan of a forecast holds the truth, on simulated series whose truth is known.

    python bench/forecast.py [--series 100] [--seed 1]

Five kinds of series, stocks and flows, as followers and clicks go: steady, turning, seasonal. Each is cut after so
many weeks, forecast so many weeks ahead, and the truth is looked up. By rule I.4 a fan that covers less than 65 % or
more than 95 % is to be spoken of; the last column says so. At the end: of the targets called likely, open or
unlikely, how many were reached. It stops within a minute; rows that are cut short say how many series they tried.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from convivial.strategy.judging.chances import draw_count  # noqa: E402
from convivial.strategy.judging.forecasting import Aim, Kind, forecast  # noqa: E402

LENGTHS, AHEAD, BOUND, WAYS = (6, 10, 16, 30, 104), (4, 12, 26), 50.0, 300
BEGIN = date(2024, 1, 1)


def steady_stock(chance: random.Random, weeks: int) -> Iterator[float]:
    level, growth = 3000.0, chance.uniform(-5, 40)
    for _ in range(weeks):
        level += chance.gauss(growth, 25)
        yield level


def turning_stock(chance: random.Random, weeks: int) -> Iterator[float]:
    """The growth itself wanders, and now and then a post goes far."""
    level, growth = 3000.0, chance.uniform(0, 30)
    for _ in range(weeks):
        growth = 0.97 * growth + chance.gauss(0.5, 4)
        level += growth + chance.gauss(0, 15) + (chance.uniform(80, 200) if chance.random() < 0.03 else 0)
        yield level


def steady_flow(chance: random.Random, weeks: int) -> Iterator[float]:
    mean, spread = math.exp(chance.uniform(1, 4.5)), chance.uniform(0, 0.4)
    return (draw_count(chance, mean, spread) for _ in range(weeks))


def wandering_flow(chance: random.Random, weeks: int) -> Iterator[float]:
    mean = math.exp(chance.uniform(2, 4.5))
    for _ in range(weeks):
        mean *= math.exp(chance.gauss(0, 0.05))
        yield draw_count(chance, mean, 0.1)


def seasonal_flow(chance: random.Random, weeks: int) -> Iterator[float]:
    mean, shift = math.exp(chance.uniform(2, 4.5)), chance.uniform(0, 52)
    return (draw_count(chance, mean * (1 + 0.3 * math.sin((n + shift) / 8.28)), 0.1) for n in range(weeks))


MAKERS: tuple[tuple[str, Kind, Callable[[random.Random, int], Iterator[float]]], ...] = (
    ("steady stock", "stock", steady_stock),
    ("turning stock", "stock", turning_stock),
    ("steady flow", "flow", steady_flow),
    ("wandering flow", "flow", wandering_flow),
    ("seasonal flow", "flow", seasonal_flow),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--series", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    rows = [(*maker, length, ahead) for maker in MAKERS for length in LENGTHS for ahead in AHEAD]
    called: dict[str, list[bool]] = {"likely": [], "open": [], "unlikely": []}
    print(f"{'series':16} {'weeks':>6} {'ahead':>6} {'tried':>6} {'in the fan':>11} {'each':>9}")
    for name, kind, make, length, ahead in rows:
        seeds = (random.Random(f"{name} {length} {ahead} {given.seed} {n}") for n in range(given.series))
        measure(name, kind, make, length, ahead, seeds, BOUND / len(rows), called)
    for word, reached in called.items():
        print(f"called {word}: {len(reached)} targets, {sum(reached) / max(len(reached), 1):.0%} reached")


def measure(
    name: str, kind: Kind, make: Callable[[random.Random, int], Iterator[float]], length: int, ahead: int,
    chances: Iterator[random.Random], seconds: float, called: dict[str, list[bool]],
) -> None:  # fmt: skip
    begun, inside, tried = time.perf_counter(), 0, 0
    for chance in chances:
        values = list(make(chance, length + ahead))
        truth = values[-1] if kind == "stock" else sum(values)
        # A target that somebody might have set: the way so far carried on, somewhat less or more.
        gain = values[length - 1] - values[0] if kind == "stock" else sum(values[:length])
        begin = values[length - 1] if kind == "stock" else gain
        target = begin + gain * ahead / length * chance.uniform(0.3, 1.7)
        history = [(BEGIN + timedelta(weeks=n), value) for n, value in enumerate(values[:length])]
        told = forecast(history, Aim(target, history[-1][0] + timedelta(weeks=ahead)), kind, most=WAYS)
        inside += told.fan[-1].low <= truth <= told.fan[-1].high
        tried += 1
        called[told.verdict].append(truth >= target)
        if time.perf_counter() - begun > seconds:
            break
    covered, each = inside / tried, (time.perf_counter() - begun) / tried * 1000
    note = "  too narrow" if covered < 0.65 else "  too wide" if covered > 0.95 else ""
    print(f"{name:16} {length:6} {ahead:6} {tried:6} {covered:11.0%} {each:6.1f} ms{note}")


if __name__ == "__main__":
    main()
