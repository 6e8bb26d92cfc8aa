"""What a page of the strategy shows: the head, the tabs, the parts of a chapter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from convivial.lib import now as clock
from convivial.team.access import may
from convivial.team.models import User

from . import listing, whole
from .chapters import TABS, Chapter
from .checking.later import LATER
from .checks import Later
from .models import NOUNS, Version
from .nouns import NOUNS as CALLED
from .nouns import Called
from .reporting import latest
from .showing import Names, Row
from .standing import EXAMPLE, Standing
from .telling import ToldChange, small_changes
from .told import WORD_TONES, WORDS, found, of_chapter, seven_words
from .told import Told as Found
from .weighed import Weighed, weigh

PACES = ("E4.pace", "E5.growth_pace")
ALONE = (
    "purpose", "persona", "voice", "objective", "businessgoal", "pillar", "pillarexample", "contenttype",
    "networkchoice", "tactic", "followerplan", "kpi", "funnel", "stage",
)  # fmt: skip
DRAWN = {noun: noun for noun in ALONE} | {"followertactic": "tactic"}


BESIDE = {"networks": ("purpose", "persona", "personanetwork")}  # nouns by which those of a chapter are judged


@dataclass(frozen=True)
class Tab:
    chapter: Chapter
    state: str
    is_here: bool
    word: str = ""

    @property
    def tone(self) -> str:
        return WORD_TONES.get(self.word, "none")

    @property
    def said(self) -> Any:
        return WORDS.get(self.word, "")


@dataclass(frozen=True)
class Section:
    """A noun on a page."""

    noun: str
    called: Called
    rows: Sequence[Row]
    is_single: bool

    @property
    def template(self) -> str:
        return f"strategy/nouns/{DRAWN.get(self.noun, 'any')}.html"

    @property
    def has_catalogue(self) -> bool:
        return self.noun in ("tactic", "followertactic", "kpi")

    @property
    def has_progress(self) -> bool:
        return self.noun in ("tactic", "followertactic")

    @property
    def example_count(self) -> int:
        return sum(row.part.has_example for row in self.rows)

    @property
    def can_add(self) -> bool:
        return not (self.is_single and self.rows)


class Page:
    """The current version or a draft, as it is read. ``is_editing``: the page carries what changes it; ``nouns``:
    what it shows beside its chapter, to be read at once; ``with_forecasts``: it draws courses."""

    def __init__(
        self, standing: Standing, here: Chapter | None = None, is_editing: bool = False, person: User | None = None,
        nouns: Iterable[str] = (), with_forecasts: bool = False,
    ) -> None:  # fmt: skip
        self.standing, self.here, self.is_editing, self.person = standing, here, is_editing, person
        self.with_forecasts = with_forecasts
        self.version: Version = standing.version
        self.nouns = {*nouns, *(here.nouns if here else ()), *(BESIDE.get(here.slug, ()) if here else ())}

    @cached_property
    def whole(self) -> whole.Whole:
        return whole.read(self.version, self.nouns)

    @property
    def names(self) -> Names:
        return self.whole.names

    @property
    def is_example(self) -> bool:
        """Whether nobody has said yes yet to anything that this chapter is about."""
        return self.here is not None and self.standing.states[self.here.slug] == EXAMPLE

    @property
    def has_acts(self) -> bool:
        """Whether the parts carry something that one can press."""
        return self.is_editing or self.may_adjust

    @cached_property
    def may_adjust(self) -> bool:
        """Whether this person makes small changes to what is shown."""
        return self.person is not None and may(self.person, "strategy.change", self.version.workspace)

    @cached_property
    def reported(self) -> set[str]:
        """The tactics of which this person says how they go."""
        if self.person is None or not may(self.person, "tactic.report", self.version.workspace):
            return set()
        rows = [row for section in self.by_noun.values() if section.has_progress for row in section.rows]
        return {row.part.code for row in rows if may(self.person, "tactic.report", row.part)}

    @cached_property
    def progress(self) -> Any:
        """What was said last about the tactics of this chapter, by their codes."""
        codes = [row.part.code for each in self.by_noun.values() if each.has_progress for row in each.rows]
        return latest(self.version.workspace, codes) if codes else {}

    @cached_property
    def small_changes(self) -> list[ToldChange]:
        """Of this chapter, the newest first; a few."""
        if self.is_editing or self.here is None or not any(NOUNS[noun].small for noun in self.here.nouns):
            return []
        return small_changes(self.version.workspace, self.here.nouns)[:3]

    @cached_property
    def left_out(self) -> list[Row]:
        """What the version in force has in this chapter and the draft has no longer."""
        base = self.version.based_on
        if not self.is_editing or base is None or self.here is None:
            return []
        before = whole.read(base, self.here.nouns)
        parts = [part for noun in self.here.nouns for part in before.of(NOUNS[noun])]
        kept = {row.part.code for section in self.by_noun.values() for row in section.rows}
        return [Row(part, before.names) for part in parts if part.code not in kept]

    @property
    def next_number(self) -> int:
        return (self.version.number or 0) + 1

    @property
    def tabs(self) -> list[Tab]:
        words = {} if self.is_editing else seven_words(self.told)
        return [
            Tab(each, self.standing.states[each.slug], each == self.here, words.get(each.slug, "")) for each in TABS
        ]

    @cached_property
    def told(self) -> Sequence[Found]:
        """What was found, of the version in force only; a draft does not do anything yet."""
        return [] if self.version.state != Version.State.CURRENT else self._found()

    def _found(self) -> Sequence[Found]:
        return found(self.version.workspace, self.with_forecasts)

    @property
    def rhythms(self) -> dict[str, Found]:
        """By network, what was found about how often we post there."""
        mine = [each for each in self.told if each.row.check_key == "E2.cadence" and each.row.scope]
        return {each.row.scope.partition(":")[2]: each for each in mine if each.judged.actual is not None}

    @cached_property
    def weighed(self) -> dict[str, Weighed]:
        """By network, what its answers come to; in the chapter that is about them."""
        return weigh(self.whole) if self.here and self.here.slug == "networks" else {}

    @property
    def paces(self) -> dict[str, Found]:
        """By objective and follower plan, how it goes."""
        return {each.row.scope: each for each in self.told if each.row.check_key in PACES}

    @property
    def found_here(self) -> listing.Found | None:
        here = of_chapter(self.told, self.here.slug) if self.here else []
        return next(iter(listing.by_chapter(here)), None)

    @property
    def judged_at(self) -> datetime | None:
        return max((each.row.found_at for each in self.told), default=None)

    @property
    def later(self) -> Sequence[Later]:
        """The checks of this chapter that wait for what the house cannot do yet."""
        return [each for each in LATER if self.here and each.chapter == self.here.slug]

    @cached_property
    def by_noun(self) -> dict[str, Section]:
        return {section.noun: section for section in self._sections(self.here)} if self.here else {}

    @property
    def sections(self) -> list[Section]:
        return [section for section in self.by_noun.values() if not section.called.is_rare]

    @property
    def rare(self) -> list[Section]:
        return [section for section in self.by_noun.values() if section.called.is_rare]

    @property
    def bands(self) -> list["Band"]:
        return bands(self.by_noun["pillar"].rows)

    def section(self, noun: str) -> Section:
        parts = self.whole.of(NOUNS[noun]) if noun in self.standing.there else []
        return Section(noun, CALLED[noun], [Row(part, self.names) for part in parts], NOUNS[noun].is_single)

    @property
    def is_over(self) -> bool:
        """Whether the time of a working strategy has run out."""
        until = self.version.valid_until
        return until is not None and until < clock.day(clock.now(), self.version.workspace.zone)

    def _sections(self, chapter: Chapter) -> list[Section]:
        return [self.section(noun) for noun in chapter.nouns]


@dataclass(frozen=True)
class Band:
    """A pillar's part of the strip that shows the planned shares; per cent from the left."""

    row: Row
    begins: float
    width: float


def bands(pillars: Sequence[Row]) -> list[Band]:
    """Side by side in their order, drawn to the sum of all, whether or not that is 100."""
    shares = [float(getattr(row.part, "share", None) or 0) for row in pillars]
    whole, begins, made = sum(shares) or 1, 0.0, []
    for row, share in zip(pillars, shares, strict=True):
        width = share / whole * 100
        made.append(Band(row, round(begins, 2), round(width, 2)))
        begins += width
    return made
