"""What a page says about a course: a word, sentences, the drawing, and the table behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from convivial.lib import now as clock
from convivial.team.models import Workspace

from . import outlook
from .checks import question
from .drawing import Drawing
from .judging.certainty import LEAST_POINTS
from .judging.forecasting import Coverage
from .models import Finding, FollowerPlan, Objective
from .outlook import Outlook
from .resting_on import Known, known

WORDS: Mapping[str, Any] = {
    "likely": gettext_lazy("likely"),
    "open": gettext_lazy("open"),
    "unlikely": gettext_lazy("unlikely"),
    "so_far_good": gettext_lazy("on its way, but it is early"),
    "so_far_slow": gettext_lazy("slower than planned, but it is early"),
    "so_far_behind": gettext_lazy("far behind, but it is early"),
    "so_far_away": gettext_lazy("further away than at the start, but it is early"),
    "beyond": gettext_lazy("more than was aimed for"),
    "reached": gettext_lazy("reached"),
    "missed": gettext_lazy("not reached"),
    "inside": gettext_lazy("within the bounds"),
    "outside": gettext_lazy("outside of the bounds"),
    "none": gettext_lazy("no figure yet"),
}
TONES = {
    "likely": "good", "so_far_good": "good", "reached": "good", "inside": "good", "open": "watch", "outside": "watch",
    "so_far_slow": "watch", "so_far_behind": "watch", "so_far_away": "watch", "unlikely": "act", "missed": "act",
    "beyond": "none", "none": "none",
}  # fmt: skip
METHODS: Mapping[str, Any] = {
    "drift": gettext_lazy(
        "There are fewer than twelve weeks of figures. So the steps from week to week are drawn again at random and "
        "carried on until the day, many times over."
    ),
    "trend": gettext_lazy(
        "The trend of the last weeks is carried on until the day, many times over, each time with ups and downs as "
        "large as they have been; growth slows down a little on the way."
    ),
    "weeks": gettext_lazy(
        "There are fewer than twelve of these counts. So they are drawn again at random, one after the other until "
        "the day, many times over."
    ),
    "counts": gettext_lazy(
        "The last counts are carried on until the day without any growth, many times over, each time as irregular "
        "as they have been."
    ),
}
ARRIVALS: Mapping[str, Any] = {
    "level": gettext_lazy("The figure is a level: how high it stands on a day."),
    "week": gettext_lazy("Each figure is the count of one week; the last one is held against the target."),
    "month": gettext_lazy("Each figure is the count of one month; the last one is held against the target."),
    "rising": gettext_lazy(
        "The figures have never fallen, as a total so far does. So they are carried on like a level."
    ),
    "uneven": gettext_lazy(
        "It is counted, but not by equal weeks or months. So the figures are taken as a level, and this is an early "
        "sign at best. Type it once a week, and it can be reckoned by weeks."
    ),
}
AT_ONCE, AT_MOST = 8, 68  # figures that stand on the page, and those with what can be opened; the rest is counted
CHECKS = {"E4.pace": Objective, "E5.growth_pace": FollowerPlan}  # which findings have a course, and of what


@dataclass(frozen=True)
class Line:
    """A day of the table; None is not known."""

    on: date
    planned: float | None
    actual: float | None = None
    low: float | None = None
    middle: float | None = None
    high: float | None = None


class Course:
    """An outlook as people read it."""

    def __init__(self, seen: Outlook, held: Coverage | None = None) -> None:
        self.seen, self.held = seen, held

    @cached_property
    def drawing(self) -> Drawing:
        return Drawing(self.seen)

    @property
    def word(self) -> Any:
        return WORDS[self.seen.word]

    @property
    def tone(self) -> str:
        return TONES[self.seen.word]

    @property
    def planned(self) -> str:
        return "–" if self.seen.expected is None else self.drawing.said(self.seen.expected)

    @property
    def actual(self) -> str:
        return "–" if self.seen.last is None else self.drawing.said(self.seen.last[1])

    @property
    def target(self) -> str:
        """Or the bounds."""
        low = self.drawing.said(self.seen.target)
        return low if self.seen.top is None else f"{low}–{self.drawing.said(self.seen.top)}"

    @property
    def chances(self) -> str:
        """ "In 49 of 100 ways"; empty where there is no way ahead."""
        if self.seen.chance is None or not self.seen.fan or self.seen.word.startswith("so_far"):
            return ""
        return _("in %(n)s of 100 ways that it may go") % {"n": round(100 * self.seen.chance)}

    @property
    def ahead(self) -> str:
        """Where it may go, in a sentence; empty while nobody can say."""
        if not self.seen.fan:
            return ""
        last = self.seen.fan[-1]
        low, middle, high = (self.drawing.said(value) for value in (last.low, last.middle, last.high))
        words = {"day": formats.date_format(self.seen.due), "low": low, "middle": middle, "high": high}
        if low == high:
            return _("As it goes, it will be about %(middle)s on %(day)s.") % words
        return (
            _("As it goes, it will be about %(middle)s on %(day)s; four times in five between %(low)s and %(high)s.")
            % words
        )

    @property
    def too_few(self) -> str:
        """Honest words where there is no fan."""
        if self.seen.fan or self.seen.is_over or self.seen.weeks >= LEAST_POINTS:
            return ""
        if not self.seen.actual:
            return _("There is no figure yet, so nobody can say where it goes.")
        if self.seen.arrival == "month":
            told = ngettext(
                "Not enough figures yet: they cover one month.",
                "Not enough figures yet: they cover %(n)s months.",
                self.seen.weeks,
            )
            return told % {"n": self.seen.weeks} + " " + _("From four months on, this shows where it may go.")
        told = ngettext(
            "Not enough figures yet: they cover one week.",
            "Not enough figures yet: they cover %(n)s weeks.",
            self.seen.weeks,
        )
        return told % {"n": self.seen.weeks} + " " + _("From four weeks on, this shows where it may go.")

    @property
    def method(self) -> str:
        """What the figures are taken for, and how they are carried on."""
        method = METHODS.get(self.seen.method) if self.seen.fan else None
        return f"{ARRIVALS[self.seen.arrival]} {method}" if method else ""

    @property
    def sure(self) -> str:
        """How far one may believe it."""
        if not self.seen.fan:
            return ""
        return (self._sure_of_months() if self.seen.arrival == "month" else self._sure_of_weeks()) % {
            "n": self.seen.weeks
        }

    def _sure_of_weeks(self) -> str:
        if self.seen.is_sure:
            return ngettext(
                "It rests on %(n)s week of figures.", "It rests on %(n)s weeks of figures.", self.seen.weeks
            )
        if self.seen.arrival == "uneven":
            return _("It rests on counts of unequal times: an early sign, no more.")
        return ngettext(
            "It rests on %(n)s week of figures only: an early sign, no more.",
            "It rests on %(n)s weeks of figures only: an early sign, no more.", self.seen.weeks,
        )  # fmt: skip

    def _sure_of_months(self) -> str:
        if self.seen.is_sure:
            return ngettext(
                "It rests on the count of %(n)s month.", "It rests on the counts of %(n)s months.", self.seen.weeks
            )
        return ngettext(
            "It rests on the count of %(n)s month only: an early sign, no more.",
            "It rests on the counts of %(n)s months only: an early sign, no more.", self.seen.weeks,
        )  # fmt: skip

    @property
    def looked_back(self) -> str:
        """How such forecasts did on these very figures; empty with fewer than twenty of them."""
        if self.held is None or self.held.fits is None:
            return ""
        words = {"inside": self.held.inside, "tried": self.held.tried}
        told = _("Looking back: of %(tried)s such forecasts over four weeks, %(inside)s held what came.") % words
        if self.held.fits:
            return told
        narrow = self.held.inside / self.held.tried < 0.65
        return (
            told
            + " "
            + (
                _("Fewer than promised: believe it less.")
                if narrow
                else _("More than promised: it will be nearer than drawn.")
            )
        )

    @property
    def description(self) -> str:
        """What the drawing shows, for whoever does not see it."""
        unit = self.seen.unit
        told = (
            [_("Planned by now: %(planned)s %(unit)s.") % {"planned": self.planned, "unit": unit}]
            if self.seen.top is None
            else []
        )
        if self.seen.last:
            day = formats.date_format(self.seen.last[0])
            told.append(
                _("Actual: %(actual)s %(unit)s on %(day)s.") % {"actual": self.actual, "unit": unit, "day": day}
            )
        wanted = {"target": self.target, "unit": unit, "day": formats.date_format(self.seen.due)}
        told.append(_("Wanted: %(target)s %(unit)s by %(day)s.") % wanted)
        return " ".join(" ".join([*told, self.ahead or self.too_few]).replace(" .", ".").split())

    @cached_property
    def table(self) -> Sequence[Line]:
        """What was, then what may be."""
        days = {day: Line(day, self.seen.planned_on(day), value) for day, value in self.seen.actual}
        for day in (self.seen.start, self.seen.due):
            days.setdefault(day, Line(day, self.seen.planned_on(day)))
        for each in self.seen.fan[1:]:
            days[each.on] = Line(each.on, self.seen.planned_on(each.on), None, each.low, each.middle, each.high)
        return [days[day] for day in sorted(days)]


@dataclass(frozen=True)
class RestsOn:
    """Figures for a page: the newest at once, some behind "earlier", of the others how many."""

    figures: Sequence[Known]

    @property
    def newest(self) -> Sequence[Known]:
        return self.figures[:AT_ONCE]

    @property
    def older(self) -> Sequence[Known]:
        return self.figures[AT_ONCE:AT_MOST]

    @property
    def not_shown(self) -> int:
        return max(0, len(self.figures) - AT_MOST)


def of_finding(workspace: Workspace, found: Finding) -> tuple[Course | None, Sequence[Known]]:
    """The course that a finding speaks of, and the figures it rests on; those alone where there is no day to reach it
    by, nothing where it speaks of none."""
    model, today = CHECKS.get(found.check_key), clock.day(clock.now(), workspace.zone)
    asked = question(workspace, today, foreseen={found.scope: found.foreseen}) if model else None
    if model is None or asked is None:
        return None, ()
    part = next((each for each in asked.parts(model) if each.code == found.scope), None)
    if part is None:
        return None, ()
    seen, figures = outlook.of(asked, part), known(asked, part)
    return (None if seen is None else Course(seen, outlook.held(asked, part))), figures
