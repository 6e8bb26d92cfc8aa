"""The checks: is what was planned being done, and does it work? Whoever knows the facts registers a check when it is
ready; pages read what was found (``Finding``), and the keeper has it found anew (``renewing``).

    checks.register(Check("E1.mix", "content", _("The mix of pillars"), judge_mix, {"mix.fine": Say(…)}))

A check is given a ``Question`` and answers findings: message keys and parameters, never sentences. Nothing it says
asks for an act from too few posts or from an estimate (``judging.certainty``).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from convivial.lib import now as clock
from convivial.team.models import Workspace

from .judging.findings import Finding
from .models import Version

T = TypeVar("T")
Foreseen = dict[str, dict[str, Any]]
WINDOW = timedelta(days=27)  # with today, four weeks


@dataclass(frozen=True)
class Question:
    """What a check is asked about. ``first`` and ``today`` are the window, both days in it: four weeks at most, or
    since the day that is asked for, and nothing from before the version was in force. ``foreseen``: forecasts that
    were made, by the code of their part (see ``foreseeing``)."""

    workspace: Workspace
    version: Version
    today: date
    since: date | None = None
    foreseen: Foreseen = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict)

    @property
    def began(self) -> date:
        return self.version.begins_on or clock.day(self.version.made_at, self.workspace.zone)

    @property
    def first(self) -> date:
        return min(max(self.since or self.today - WINDOW, self.began), self.today)

    @property
    def days(self) -> int:
        return (self.today - self.first).days + 1

    def once(self, name: str, ask: Callable[[], T]) -> T:
        """Facts that several checks need are asked for once."""
        if name not in self._known:
            self._known[name] = ask()
        known: T = self._known[name]
        return known

    def parts(self, model: Any) -> list[Any]:
        """Without what is still the example: nobody said yes to it, so nobody is held to it. What stands alone, such
        as whether there is a funnel, holds as it is."""
        rows = model.objects.filter(version=self.version)
        ours = rows if model.is_single else rows.filter(still_example=False)
        return self.once(model.noun(), lambda: list(ours))


@dataclass(frozen=True)
class Say:
    """Lazy sentences with %(parameters)s: a short one, what stands under it, and the figure beside a bar; ``ahead``:
    beside it instead, where more is done than was planned by now."""

    title: Any
    text: Any = ""
    bar: Any = ""
    ahead: Any = ""


@dataclass(frozen=True)
class Check:
    """``chapter`` is a slug of ``chapters``; ``says``: a message's key to its words."""

    key: str
    chapter: str
    title: Any
    judge: Callable[[Question], Iterable[Finding]]
    says: Mapping[str, Say]


@dataclass(frozen=True)
class Step:
    """A button for a next step: its words, and the act that one must be allowed to see it."""

    label: Any
    act: str = "strategy.see"


@dataclass(frozen=True)
class Later:
    """A check whose facts come with something that the house cannot do yet."""

    key: str
    chapter: str
    title: Any
    needs: Any


_checks: dict[str, Check] = {}
_says: dict[str, Say] = {}
_steps: dict[str, Step] = {}


def register(*checks: Check) -> None:
    for check in checks:
        _checks[check.key] = check
        _says.update(check.says)


def steps(known: Mapping[str, Step]) -> None:
    _steps.update(known)


def every() -> list[Check]:
    return sorted(_checks.values(), key=lambda check: check.key)


def saying(message: str) -> Say | None:
    """None for a message of a check that is gone."""
    return _says.get(message)


def step(label: str) -> Step | None:
    return _steps.get(label)


def judge(workspace: Workspace, at: datetime, only: Collection[str] = ()) -> list[Finding]:
    """All that the checks, or ``only`` some of them, find now. Nothing while there is no strategy."""
    asked = question(workspace, clock.day(at, workspace.zone))
    return [] if asked is None else answers(asked, only)


def question(
    workspace: Workspace,
    today: date,
    since: date | None = None,
    foreseen: Foreseen | None = None,
    version: Version | None = None,
) -> Question | None:
    """About a version, or the one in force; None while there is none."""
    version = version or workspace.strategy_versions.filter(state=Version.State.CURRENT).first()
    return None if version is None else Question(workspace, version, today, since, foreseen or {})


def answers(asked: Question, only: Collection[str] = ()) -> list[Finding]:
    return [finding for check in every() if not only or check.key in only for finding in check.judge(asked)]
