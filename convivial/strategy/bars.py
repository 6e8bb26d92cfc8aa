"""The seven bars: what was done next to what was planned, from what the checks found. Where nothing was found yet, a
bar says what was planned and, honestly, that it is not measured.

    bars.seven(workspace)             # ui.bars.Bars, or None while there is no strategy; two queries
    bars.seven_and_course(workspace)  # and a sentence on the most important objective
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import FloatField, IntegerField, TextField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.team.models import Workspace
from convivial.ui.bars import Bar, Bars

from .chapters import COUNTED
from .in_a_sentence import Sentence, course
from .models import (
    NOUNS,
    FollowerPlan,
    Funnel,
    Kpi,
    NetworkChoice,
    Objective,
    Part,
    Pillar,
    Purpose,
    Stage,
    Tactic,
    Version,
)
from .showing import number
from .told import WORD_TONES, WORDS, Told, found, of_chapter, word_of

OURS = "NOT still_example"  # somebody said yes to it


def seven(workspace: Workspace, told: Sequence[Told] | None = None) -> Bars | None:
    return seven_and_course(workspace, told)[0]


def seven_and_course(workspace: Workspace, told: Sequence[Told] | None = None) -> tuple[Bars | None, Sentence | None]:
    """The bars, and how the most important objective goes, by the same two queries."""
    plan = _plan(workspace)
    if plan is None:
        return None, None
    told = found(workspace) if told is None else told
    return _drawn(workspace, plan, told), course(told)


def _drawn(workspace: Workspace, plan: Any, told: Sequence[Told]) -> Bars:
    examples = set(plan.examples.split()) - ({"funnel"} if plan.is_off else set())
    drawn = [
        ("content", _("Content"), _pillars(plan)),
        ("networks", _("Networks"), _networks(plan)),
        ("visibility", _("Visibility"), _tactics(plan)),
        ("objectives", _("Objectives"), _objectives(plan)),
        ("followers", _("Followers"), _followers(plan)),
        ("kpis", _("KPIs"), _kpis(plan)),
        ("funnel", _("Funnel"), _funnel(plan)),
    ]
    return Bars(
        whom=_whom(told) or plan.for_whom or "",
        bars=[
            _bar(
                workspace, slug, name, _("still the example") if slug in examples else figure, of_chapter(told, slug)
            )
            for slug, name, figure in drawn
        ],
        note=_("The notch is the plan.") if told else _("The notch is the plan. What was done will stand beside it."),
    )


def _bar(workspace: Workspace, slug: str, name: str, planned: str, told: Sequence[Told]) -> Bar:
    """Opens to the finding that it tells, with its evidence; while nothing is found, to the chapter, where what is
    still the example is confirmed."""
    address = reverse("strategy:chapter", args=[workspace.slug, slug])
    shown = _shown(told)
    if shown is None:
        return Bar(name, None, planned, _("not measured yet"), "none", address)
    word = word_of(told)
    address = reverse("strategy:finding", args=[workspace.slug, shown.row.code])
    return Bar(name, _ratio(shown), shown.bar, WORDS[word], WORD_TONES[word], address)


def _shown(told: Sequence[Told]) -> Told | None:
    """What a bar tells in one figure: what weighs most of that which is certain, for that makes the word beside it;
    where nothing weighs, the chapter as a whole; what is not certain only where nothing else is told."""
    speaking = [each for each in told if each.bar and not each.is_resting]
    sure = [each for each in speaking if each.judged.certainty == "enough"]
    heavy = [each for each in sure if each.judged.weight in ("act", "watch")]
    whole = [each for each in (*sure, *speaking) if not each.row.scope]
    return next(iter([*heavy, *whole, *sure, *speaking]), None)


def _ratio(told: Told) -> float | None:
    planned, actual = told.judged.planned, told.judged.actual
    return actual / planned if planned and actual is not None else None


def _whom(told: Sequence[Told]) -> str:
    """ "Regulars 58 %, newcomers 12 % (planned 30 %)": the plan where it is missed by a tenth or more."""
    rows = next((each.judged for each in told if each.row.check_key == "E1.persona"), None)
    if rows is None or rows.certainty == "not_enough":
        return ""
    return ", ".join(_for_one(*share) for share in rows.params["shares"])


def _for_one(name: str, share: int, planned: int) -> str:
    if not planned or abs(share - planned) < 10:
        return _("%(name)s %(share)s %%") % {"name": name, "share": share}
    return _("%(name)s %(share)s %% (planned %(planned)s %%)") % {"name": name, "share": share, "planned": planned}


def _plan(workspace: Workspace) -> Any:
    """The counts that the bars tell, in one question."""
    current = workspace.strategy_versions.filter(state=Version.State.CURRENT)
    return current.annotate(**_asked()).first()


@cache
def _asked() -> dict[str, RawSQL]:
    """Written by hand, of names of our own alone: Django takes longer to write ten such questions than all else of
    the bars."""
    posting = f"{OURS} AND tier <> '{NetworkChoice.Tier.PARKED}'"
    return {
        "for_whom": _of(Purpose, "MIN(for_whom)", TextField()),
        "pillar_count": _of(Pillar),
        "network_count": _of(NetworkChoice, which=posting),
        "weekly": _of(NetworkChoice, "SUM(rhythm_target)", FloatField(), posting),
        "tactic_count": _of(Tactic),
        "objective_count": _of(Objective),
        "wanted": _of(FollowerPlan, "SUM(target)", FloatField()),
        "kpi_count": _of(Kpi),
        "stage_count": _of(Stage),
        "is_off": _of(Funnel, which="NOT is_on"),
        "examples": RawSQL(_examples(), (), output_field=TextField()),  # noqa: S611
    }


def _examples() -> str:
    """The chapters of which there is something, and all of it is still the example."""
    here = "SELECT 1 FROM {} WHERE version_id = strategy_version.id"
    return " || ".join(
        f"CASE WHEN EXISTS ({there}) AND NOT EXISTS ({there} AND {OURS}) THEN '{chapter.slug} ' ELSE '' END"
        for chapter in COUNTED
        for there in [here.format(NOUNS[chapter.key_noun]._meta.db_table)]
    )


def _of(model: type[Part], what: str = "COUNT(*)", kind: Any = None, which: str = OURS) -> RawSQL:
    """A figure of all parts of a noun that somebody said yes to, within a question about their version."""
    table = model._meta.db_table
    asked = f"SELECT {what} FROM {table} WHERE version_id = strategy_version.id AND {which}"  # noqa: S608
    return RawSQL(f"({asked})", (), output_field=kind or IntegerField())  # noqa: S611


def _pillars(plan: Any) -> str:
    return ngettext("%(n)s pillar planned", "%(n)s pillars planned", plan.pillar_count) % {"n": plan.pillar_count}


def _networks(plan: Any) -> str:
    where = ngettext("on one network", "on %(n)s networks", plan.network_count) % {"n": plan.network_count}
    if plan.weekly is None:
        return where
    return _("%(posts)s posts a week %(where)s") % {"posts": number(plan.weekly), "where": where}


def _tactics(plan: Any) -> str:
    return ngettext("%(n)s tactic planned", "%(n)s tactics planned", plan.tactic_count) % {"n": plan.tactic_count}


def _objectives(plan: Any) -> str:
    return ngettext("%(n)s objective", "%(n)s objectives", plan.objective_count) % {"n": plan.objective_count}


def _followers(plan: Any) -> str:
    if not plan.wanted:
        return _("no plan yet")
    return _("%(n)s followers wanted") % {"n": number(plan.wanted)}


def _kpis(plan: Any) -> str:
    return ngettext("%(n)s figure to watch", "%(n)s figures to watch", plan.kpi_count) % {"n": plan.kpi_count}


def _funnel(plan: Any) -> str:
    if plan.is_off:
        return _("switched off")
    return ngettext("%(n)s stage", "%(n)s stages", plan.stage_count) % {"n": plan.stage_count}
