"""One page for a board: every goal of the organisation, how far its objectives are, what needs a decision, and what
is new since the version before. What is not known is a dash, never a zero."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import CharField, F, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from convivial.lib import now as clock
from convivial.strategy import told
from convivial.strategy.comparing import NounDifference, PartDifference, compare
from convivial.strategy.models import Decision, Hypothesis, Version
from convivial.strategy.showing import Row, number
from convivial.team.models import Workspace
from convivial.ui.paper.document import Block, Group, Heading, Pace, Paces, Points, Section, Text

from .confirmed import Paper
from .saying import NOTHING, aim, marked

MOST = 6  # of what needs a decision, and of what is new: it is one page
NOUNS = ("businessgoal", "objective")
TOLD = ("businessgoal", "objective", "persona", "pillar", "networkchoice", "tactic", "kpi", "stage")


def section(page: Paper, is_inside: bool = True) -> Section:
    found, (older, draft) = page.told, _neighbours(page.version)
    return Section(
        "board",
        _("How it goes"),
        _("Goal by goal"),
        [*_goals(page, found, is_inside), *_decisions(page, found, draft), *_news(page, older)],
        is_front=True,
    )


def _neighbours(version: Version) -> tuple[Version | None, Version | None]:
    """The version before, and the draft that is proposed."""
    before, proposed = Q(number=(version.number or 0) - 1), Q(state=Version.State.DRAFT, proposal__isnull=False)
    found = list(version.workspace.strategy_versions.filter(before | proposed))
    older = next((each for each in found if not each.is_draft), None)
    return older, next((each for each in found if each.is_draft), None)


def _goals(page: Paper, found: Sequence[told.Told], is_inside: bool) -> Iterator[Block]:
    paces = {each.row.scope: each for each in found if each.row.check_key == "E4.pace"}
    objectives, goals = page.section("objective").rows, page.section("businessgoal").rows
    groups = [_group(goal, objectives, paces) for goal in goals]
    others = _served(objectives, {row.part.goal for row in objectives} - {goal.part.code for goal in goals}, paces)
    if others:
        groups.append(Group(_("Objectives without a goal"), others))
    if not is_inside:
        groups = [replace(group, rows=[replace(row, address="") for row in group.rows]) for group in groups]
    if groups:
        head = (_("Goal, and the objectives that serve it"), _("Planned by now"), _("Actual"), _("By its day"))
        yield Paces(_("How far the objectives are"), head, groups)
    else:
        yield Text(_("There are no goals and no objectives yet."), "soft")


def _group(goal: Row, objectives: Sequence[Row], paces: Mapping[str, told.Told]) -> Group:
    rows = _served(objectives, {goal.part.code}, paces)
    return Group(goal.title, rows, "" if rows else _("No objective serves it yet."), marked(goal))


def _served(objectives: Sequence[Row], goals: Collection[str], paces: Mapping[str, told.Told]) -> list[Pace]:
    return [_pace(row, paces.get(row.part.code)) for row in objectives if row.part.goal in goals]


def _pace(row: Row, found: told.Told | None) -> Pace:
    said = ", ".join(filter(None, [aim(row.part), row.say["owner"]]))
    if found is None:
        return Pace(row.title, said, NOTHING, NOTHING, _("not measured yet"), "none", None, mark=marked(row))
    params = found.judged.params
    return Pace(
        name=row.title,
        aim=said,
        planned=_figure(params.get("expected")),
        actual=_figure(params.get("actual")),
        word=str(found.course_word or _("not measured yet")),
        tone=_tone(found),
        ratio=_ratio(found),
        reasoning=found.text,
        address=found.address,
        mark=marked(row),
    )


def _figure(value: Any) -> str:
    return NOTHING if value is None else number(round(value, 1))


def _tone(found: told.Told) -> str:
    return "none" if found.judged.weight == "info" else found.tone


def _ratio(found: told.Told) -> float | None:
    """How much of the planned way is gone; where it pulls downwards too."""
    params = found.judged.params
    gained, planned = params.get("gained"), params.get("planned_gain")
    return gained / planned if planned and gained is not None else None


def _decisions(page: Paper, found: Sequence[told.Told], draft: Version | None) -> Iterator[Block]:
    asked = list(_asked(page, found, draft))
    yield Heading(_("What needs a decision"))
    if not asked:
        yield Text(_("Nothing at the moment."), "soft")
        return
    more = (
        [_("%(n)s more stand on the pages of the strategy.") % {"n": len(asked) - MOST}] if len(asked) > MOST else []
    )
    yield Points([*asked[:MOST], *more])


def _asked(page: Paper, found: Sequence[told.Told], draft: Version | None) -> Iterator[str]:
    if draft and page.version.state == Version.State.CURRENT:
        yield _("Version %(n)s is proposed: %(why)s") % {"n": page.next_number, "why": draft.why or NOTHING}
    decisions, beliefs = _due(page.version.workspace)
    for question, choice in decisions:
        yield _("Look again at: %(question)s We chose: %(choice)s") % {"question": question, "choice": choice}
    for believe, threshold in beliefs:
        words = {"believe": believe, "threshold": threshold}
        yield _("Was it true? %(believe)s We are right if: %(threshold)s") % words
    for each in found:
        if each.judged.weight == "act" and not each.is_resting:
            yield f"{each.title}. {each.text}"


def _due(workspace: Workspace) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Decisions to look at again, and beliefs to judge, both with what was said then; the earliest first."""
    today = clock.day(clock.now(), workspace.zone)
    again = Decision.objects.filter(workspace=workspace, look_again_on__lte=today, outcome=None)
    beliefs = Hypothesis.objects.filter(workspace=workspace, by_date__lte=today, verdict=None)
    rows = sorted(
        _worded(again, "decision", "look_again_on", "question", "choice").union(
            _worded(beliefs, "belief", "by_date", "believe", "threshold"), all=True
        )
    )
    both: dict[str, list[tuple[str, str]]] = {"decision": [], "belief": []}
    for _on, _number, kind, *words in rows:
        both[kind].append((words[0], words[1]))
    return both["decision"], both["belief"]


def _worded(rows: Any, kind: str, on: str, *words: str) -> Any:
    told_of = {f"t_{place}": Cast(name, TextField()) for place, name in enumerate(words)}
    named = rows.order_by().annotate(t_on=F(on), t_kind=Value(kind, output_field=CharField()), **told_of)
    return named.values_list("t_on", "pk", "t_kind", *told_of)


def _news(page: Paper, older: Version | None) -> Iterator[Block]:
    version = page.version
    if version.is_draft or (version.number or 0) < 2:
        return
    if older is None:
        return
    yield Heading(_("What is new since version %(n)s") % {"n": older.number})
    lines = [line for each in compare(older, version, TOLD, page.whole) for line in _lines(each)]
    yield Points(lines) if lines else Text(_("Nothing in what is planned."), "soft")


def _lines(difference: NounDifference) -> Iterator[str]:
    says = {"added": _("new: %(names)s"), "changed": _("changed: %(names)s"), "gone": _("left out: %(names)s")}
    told_now = [
        says[kind] % {"names": told.listed([part.title for part in _of(difference, kind)])}
        for kind in says
        if _of(difference, kind)
    ]
    if told_now:
        yield f"{difference.called.many}: {'; '.join(told_now)}"


def _of(difference: NounDifference, kind: str) -> list[PartDifference]:
    return [part for part in difference.parts if part.kind == kind]
