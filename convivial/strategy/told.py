"""What was found, as people read it: sentences in the reader's language, how sure it is, and one next step.

told = told.found(workspace)          # all of them, the heaviest first; one query
told.seven_words(told)                # chapter slug to word, as on the bars
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convivial.lib.now import now
from convivial.team.models import Workspace
from convivial.ui import vocabulary

from . import checks
from .catalogue import kpis
from .course import WORDS as COURSE_WORDS
from .judging import findings as judged
from .models import Answer, ContentType, Finding, NetworkChoice, ReportPlan
from .showing import number

TONES = {"act": "act", "watch": "watch", "good": "good"}
WORDS = {
    "on_plan": gettext_lazy("on plan"), "watch": gettext_lazy("watch"), "off_plan": gettext_lazy("off plan"),
    "too_early": gettext_lazy("too early"),
}  # fmt: skip
WORD_TONES = {"on_plan": "good", "watch": "watch", "off_plan": "act", "too_early": "none"}
SURE = {
    "enough": gettext_lazy("Enough to say so."),
    "early": gettext_lazy("An early sign: too little yet to be sure."),
    "not_enough": gettext_lazy("Too early to say."),
}
ESTIMATE = gettext_lazy("An estimate by the kind of post; nobody’s time is taken.")
LACKS = {
    "kpi": gettext_lazy("what it is counted by"), "baseline": gettext_lazy("how it is today"),
    "target": gettext_lazy("how it should be"), "unit": gettext_lazy("a unit"), "date": gettext_lazy("a day"),
    "owner": gettext_lazy("an owner"), "direction": gettext_lazy("a target on the right side of today"),
    "order": gettext_lazy("an end after its beginning"),
}  # fmt: skip
LISTED = 5
# Their plan and actual are parts of one.
SHARES = ("E1.mix", "E1.type", "E1.persona", "E7.stage_cover", "E2.effort_vs_tier", "E6.vanity_share", "E7.leak")


@dataclass(frozen=True)
class Button:
    label: Any
    address: str
    act: str


class Told:
    """A finding for a page. ``is_resting``: somebody answered it."""

    def __init__(self, row: Finding, slug: str) -> None:
        self.row, self.slug = row, slug
        self.is_resting = bool(getattr(row, "is_resting", False))

    @cached_property
    def judged(self) -> judged.Finding:
        return self.row.judged

    @property
    def tone(self) -> str:
        return "none" if self.is_resting else TONES.get(self.judged.weight, "none")

    @property
    def title(self) -> str:
        return self._said("title") or self.row.check_key

    @property
    def text(self) -> str:
        return self._said("text")

    @property
    def bar(self) -> str:
        ahead = self._said("ahead") if self.judged.params.get("is_ahead") else ""
        return (ahead or self._said("bar")).replace(" %", "\N{NO-BREAK SPACE}%")

    @property
    def sure(self) -> str:
        if self.judged.weight == "info":
            return ""
        sure = str(SURE[self.judged.certainty])
        return f"{sure} {ESTIMATE}" if self.judged.is_estimate else sure

    @property
    def planned(self) -> str:
        return self._figure(self.judged.planned)

    @property
    def actual(self) -> str:
        return self._figure(self.judged.actual)

    def _figure(self, value: float | None) -> str:
        """Shares as per cent."""
        if value is None:
            return "–"
        if self.judged.check in SHARES:
            return _("%(n)s %%") % {"n": number(round(100 * value))}
        return number(round(value) if self.judged.params.get("is_whole") else round(value, 1))

    @property
    def course_word(self) -> Any:
        """Of a course: likely, open, unlikely …"""
        return COURSE_WORDS.get(self.judged.message.partition(".")[2], "")

    @property
    def address(self) -> str:
        return reverse("strategy:finding", args=[self.slug, self.row.code])

    @property
    def button(self) -> Button | None:
        """None for a step into something that is not there (any more)."""
        next_step = self.judged.next_step
        step = checks.step(next_step.label) if next_step else None
        if next_step is None or step is None:
            return None
        wanted = dict(next_step.params)
        end = wanted.pop("end", "")
        try:
            address = reverse(next_step.address, kwargs={"workspace": self.slug, **wanted})
        except NoReverseMatch:
            return None
        return Button(step.label, address + end, step.act)

    def _said(self, what: str) -> str:
        say = checks.saying(self.judged.message)
        template = getattr(say, what) if say else ""
        return str(template % _Filled(in_words(self.judged.params))).replace("  ", " ") if template else ""


class _Filled(dict[str, Any]):
    """What an older finding does not know is a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def found(workspace: Workspace, with_forecasts: bool = False) -> list[Told]:
    """``with_forecasts``: those that were made are read along (``foreseeing``)."""
    rows = _rows(workspace) if with_forecasts else _rows(workspace).defer("foreseen")
    told = [Told(row, workspace.slug) for row in rows]
    order = {id(each): place for place, each in enumerate(judged.heaviest(one.judged for one in told))}
    return sorted(told, key=lambda one: (one.is_resting, order[id(one.judged)]))


def _rows(workspace: Workspace) -> "QuerySet[Finding]":
    return Finding.objects.filter(workspace=workspace).annotate(is_resting=Exists(resting()))


def resting() -> Any:
    """Answers by which a finding (the outer row) rests now."""
    same = {name: OuterRef(name) for name in ("workspace", "check_key", "scope", "said")}
    return Answer.objects.filter(rests_until__gt=now(), **same)


def of_chapter(told: Sequence[Told], chapter: str) -> list[Told]:
    return [each for each in told if each.row.chapter == chapter]


def word_of(told: Iterable[Told]) -> str:
    """A key of ``WORDS``: never better than the worst finding that is certain and does not rest."""
    return judged.word(each.judged for each in told if not each.is_resting)


def seven_words(told: Sequence[Told]) -> Mapping[str, str]:
    chapters = {each.row.chapter for each in told}
    return {chapter: word_of(of_chapter(told, chapter)) for chapter in chapters}


def in_words(params: Mapping[str, Any]) -> dict[str, Any]:
    """``in_days`` besides, where ``days`` are counted: a strategy of today has only one."""
    span = {"in_days": _in_days(params["days"])} if isinstance(params.get("days"), int) else {}
    return {name: _spelled(name, value) for name, value in params.items()} | span


def _in_days(days: int) -> str:
    return _("in the last %(n)s days") % {"n": days} if days > 1 else _("today")


def _spelled(name: str, value: Any) -> Any:
    """By its name where that says what it is; ``count`` stays a whole number, for plurals are made of it."""
    if name in ("network", "higher", "lower"):
        return vocabulary.title(value)
    if name in ("kind", "most_kind"):
        return str(ContentType.Kind(value).label) if value in ContentType.Kind.values else value
    if name == "figure":
        return str(kpis.BY_KEY[value].title) if value in kpis.BY_KEY else value
    if name == "role":
        return str(NetworkChoice.Role(value).label) if value in NetworkChoice.Role.values else value
    if name == "every":
        return str(ReportPlan.Every(value).label) if value in ReportPlan.Every.values else value
    if name == "networks":
        return listed([vocabulary.title(each) for each in value])
    if name == "lacks":
        return listed([str(LACKS.get(each, each)) for each in value])
    if name.endswith("_on") and value:
        return formats.date_format(date.fromisoformat(value))
    if name in ("gained", "planned_gain"):
        said = _("%(n)s fewer") if value < 0 else _("%(n)s new")
        return said % {"n": number(abs(value))}
    if isinstance(value, list):
        return listed([str(each) for each in value])
    if isinstance(value, (int, float)) and name != "count":
        return number(round(value, 1))
    return value


def listed(names: Sequence[str]) -> str:
    """“a, b and c”; of many, the first few and how many more."""
    if len(names) > LISTED:
        more = _("%(n)s more") % {"n": len(names) - LISTED + 1}
        names = [*names[: LISTED - 1], more]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + _(" and ") + names[-1]
