"""Whole numbers from shares by largest remainder (Hamilton's method), and sequences that keep to them.

Golden by hand: 30 posts at 40/30/20/10 are 12/9/6/3; 7 posts at 50/30/20 are 4/2/1 (3.5, 2.1 and 1.4: the odd one
goes to the largest remainder). Equal remainders go to whoever stands first in the plan.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

Shares = Mapping[str, int | float | Decimal | Fraction]


def exact(shares: Shares) -> dict[str, Fraction]:
    """The shares as exact parts of one, whatever they sum to (100, 1, 99.9). ``ValueError`` when nothing is planned
    or a share is below zero."""
    parts = {key: Fraction(str(share)) for key, share in shares.items()}
    whole = sum(parts.values(), Fraction())
    if whole <= 0 or min(parts.values()) < 0:
        raise ValueError("Shares are not below zero, and at least one of them is above.")
    return {key: part / whole for key, part in parts.items()}


def quotas(total: int, shares: Shares) -> dict[str, int]:
    """How many of ``total`` belong to each: sums to ``total``, nobody is a whole one away from the exact share."""
    due = {key: total * part for key, part in exact(shares).items()}
    given = {key: int(each) for key, each in due.items()}
    order = sorted(due, key=lambda key: given[key] - due[key])
    for key in order[: total - sum(given.values())]:
        given[key] += 1
    return given


def sequence(wanted: Mapping[str, int], before: str = "") -> list[str]:
    """All that is wanted, spread so that each comes about as often early as late, and no key twice in a row where
    that can be avoided (``before`` is what came last).

    The next one is whichever is furthest behind its even spread. A key that would otherwise be left over at the end
    (more than half of all that remains) goes first.
    """
    total, left, made = sum(wanted.values()), dict(wanted), list[str]()
    while len(made) < total:
        before = _next(wanted, left, total - len(made), before)
        left[before] -= 1
        made.append(before)
    return made


def _next(wanted: Mapping[str, int], left: Mapping[str, int], rest: int, before: str) -> str:
    open_ = [key for key in left if left[key]]
    pressing = [key for key in open_ if 2 * left[key] > rest]
    others = [key for key in open_ if key != before]
    if pressing and (pressing[0] != before or not others):
        return pressing[0]
    total = sum(wanted.values())
    placed = total - rest + 1
    return max(others or open_, key=lambda key: placed * wanted[key] - total * (wanted[key] - left[key]))
