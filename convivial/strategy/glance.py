"""The strategy on one page: for whom, what should be different, what about, where."""

from collections.abc import Sequence
from dataclasses import dataclass

from .pages import Band, Page, Section, bands
from .showing import Row

NOUNS = ("purpose", "objective", "pillar", "networkchoice")


@dataclass(frozen=True)
class Glance:
    purpose: Row | None
    objectives: Sequence[Row]
    pillars: Sequence[Row]
    bands: Sequence[Band]
    networks: Section


def glance(page: Page) -> Glance:
    purpose, pillars = page.section("purpose").rows, page.section("pillar").rows
    return Glance(
        purpose=purpose[0] if purpose else None,
        objectives=page.section("objective").rows,
        pillars=pillars,
        bands=bands(pillars),
        networks=page.section("networkchoice"),
    )
