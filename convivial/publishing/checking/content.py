"""Do we talk about what we meant to, and to whom: pillars, personas, stages, and posts that nobody tied (E1, E7)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import covering, mix
from convivial.strategy.judging.certainty import weight_of
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.models import ContentType, Funnel, Persona, Pillar, Stage

from . import facts

USUAL = 10.0  # percentage points that nobody worries about, where a pillar does not say
WRITE = NextStep("publishing:blank_post", "write_one")
TIE = NextStep("publishing:untied_posts", "tie_them")


def pillars(asked: Question) -> Iterator[Finding]:
    chosen = [each for each in asked.parts(Pillar) if each.share and _is_in_season(each, asked)]
    if not chosen:
        return
    given = min(float(each.tolerance if each.tolerance is not None else USUAL) for each in chosen) / 100
    yield _mix(asked, "E1.mix", "content", "pillar", {each.code: each for each in chosen}, given)


def stages(asked: Question) -> Iterator[Finding]:
    if any(not funnel.is_on for funnel in asked.parts(Funnel)):
        return
    chosen = [each for each in asked.parts(Stage) if each.share]
    if chosen:
        yield _mix(asked, "E7.stage_cover", "funnel", "stage", {each.code: each for each in chosen}, USUAL / 100)


def kinds(asked: Question) -> Iterator[Finding]:
    """Only among the kinds that can be told from a post's pictures and links."""
    chosen = {each.kind: each for each in asked.parts(ContentType) if each.share and each.kind in facts.KINDS}
    if len(chosen) > 1:
        yield _mix(asked, "E1.type", "content", "kind", chosen, USUAL / 100, ("kind", "most_kind"))


def _mix(
    asked: Question, check: str, chapter: Any, what: str, chosen: Mapping[str, Any], tolerance: float,
    called: tuple[str, str] = ("name", "most"),
) -> Finding:  # fmt: skip
    """``called``: the parameters for what is missing most and what there is most of; the first is the parts' field."""
    rows = facts.posts(asked)
    done = {code: n for code, n in facts.counted(rows, what).items() if code in chosen}
    found = mix.judge(done, {code: each.share for code, each in chosen.items()}, tolerance)
    weight = weight_of(found.verdict, found.certainty)
    gap = found.most_missing
    params = {
        called[0]: getattr(chosen[gap.key], called[0]), "done": gap.count, "total": found.total, "days": asked.days,
        "share": round(100 * gap.share), "plan": round(100 * gap.planned), "count": max(gap.short, 0),
        called[1]: getattr(chosen[found.most_overdone.key], called[0]), "next": len(found.balance or ()),
    }  # fmt: skip
    is_fine, is_known = found.verdict == "fine", found.verdict != "too_early"
    off = "leaning" if found.verdict == "watch" else "off"
    return Finding(
        check=check, chapter=chapter, certainty=found.certainty, weight=weight,
        message=f"{what}s.{'fine' if is_fine else off if is_known else 'too_early'}", params=params,
        first=asked.first, last=asked.today,
        planned=None if not is_known else 1.0 if is_fine else gap.planned,
        actual=None if not is_known else found.adherence if is_fine else gap.share,
        limit=None if not is_known else max(0.0, 1 - 3 * tolerance) if is_fine else max(0.0, gap.planned - 2 * tolerance),
        next_step=TIE if not is_known and rows and what != "kind" else WRITE,
        evidence=facts.evidence(row for row in rows if getattr(row, what)),
    )  # fmt: skip


def untied(asked: Question) -> Iterator[Finding]:
    if not asked.parts(Pillar):
        return
    rows = facts.posts(asked)
    loose = [row for row in rows if not row.pillar]
    found = covering.untied(len(loose), len(rows))
    if not rows:
        return
    message = "orphan.none" if not loose else "orphan.some"
    yield Finding(
        check="E1.orphan", chapter="content", certainty=found.certainty,
        weight=weight_of(found.verdict, found.certainty), message=message,
        params={"count": len(loose), "total": len(rows), "days": asked.days}, first=asked.first, last=asked.today,
        planned=len(rows), actual=len(rows) - len(loose), limit=len(rows) * (1 - 2 * covering.MOST_UNTIED),
        next_step=TIE if loose else None, evidence=facts.evidence(loose),
    )  # fmt: skip


def for_whom(asked: Question) -> Iterator[Finding]:
    """The line above the bars."""
    chosen = {each.code: each for each in asked.parts(Persona)}
    done = {code: n for code, n in facts.counted(facts.posts(asked), "persona").items() if code in chosen}
    planned = {code: each.share_of_focus for code, each in chosen.items() if each.share_of_focus}
    if not chosen:
        return
    found = mix.judge(done, planned or dict.fromkeys(chosen, 1), 0.15)
    shares = {gap.key: gap for gap in found.gaps}
    whole = float(sum(planned.values())) or 100.0
    gap, is_fine = found.most_missing, found.verdict == "fine" or not planned
    yield Finding(
        check="E1.persona", chapter="people", certainty=found.certainty,
        weight=weight_of(found.verdict, found.certainty) if planned else "info",
        message="whom.too_early" if found.verdict == "too_early" else "whom.told" if is_fine else "whom.missed",
        params={
            "name": chosen[gap.key].name, "share": round(100 * gap.share), "plan": round(100 * gap.planned),
            "days": asked.days, "total": found.total,
            "shares": [
                [chosen[code].name, round(100 * gap.share), round(100 * float(planned.get(code, 0)) / whole)]
                for code, gap in sorted(shares.items(), key=lambda pair: -pair[1].share)
            ],
        },
        first=asked.first, last=asked.today, planned=1.0 if is_fine else gap.planned,
        actual=found.adherence if is_fine else gap.share, limit=0.0,
        next_step=WRITE, evidence=facts.evidence(row for row in facts.posts(asked) if row.persona),
    )  # fmt: skip


def _is_in_season(pillar: Any, asked: Question) -> bool:
    begins, ends = pillar.season_from, pillar.season_to
    return (begins is None or begins <= asked.today) and (ends is None or ends >= asked.first)


def _says(what: str, fine: Any, off: Any, leaning: Any, early: Any) -> dict[str, Say]:
    """The four things that a mix can say."""
    bar = _("%(name)s %(share)s %% of posts, planned %(plan)s %%")
    text = _(
        "%(done)s of %(total)s posts %(in_days)s: %(share)s %% instead of %(plan)s %%. Most of the others went to: %(most)s."
    )
    return {
        f"{what}s.fine": Say(fine, _("Posts %(in_days)s: %(total)s."), _("the mix is as planned")),
        f"{what}s.off": Say(off, text, bar),
        f"{what}s.leaning": Say(leaning, text, bar),
        f"{what}s.too_early": Say(early, _("Posts %(in_days)s that say it: %(total)s. Five would be enough to tell."), _("too few posts to say")),
    }  # fmt: skip


PILLARS = _says(
    "pillar",
    _("The pillars get their shares"),
    ngettext_lazy("%(name)s is one post short", "%(name)s is %(count)s posts short", "count"),
    ngettext_lazy("Leaning away from %(name)s: one post short", "Leaning away from %(name)s: %(count)s posts short", "count"),
    _("Too early to say whether the mix is right"),
)  # fmt: skip
STAGES = _says(
    "stage",
    _("Every stage of the way gets its share"),
    ngettext_lazy("%(name)s is one post short", "%(name)s is %(count)s posts short", "count"),
    ngettext_lazy("Leaning away from %(name)s: one post short", "Leaning away from %(name)s: %(count)s posts short", "count"),
    _("Too early to say whether every stage gets its share"),
)  # fmt: skip
KINDS = {
    "kinds.fine": Say(_("The kinds of posts get their shares"), _("Posts %(in_days)s: %(total)s."), _("the kinds are as planned")),
    "kinds.off": Say(
        ngettext_lazy("One post too few as %(kind)s", "%(count)s posts too few as %(kind)s", "count"),
        _("%(done)s of %(total)s posts %(in_days)s: %(share)s %% instead of %(plan)s %%. Most of the others went out as %(most_kind)s."),
        _("%(kind)s %(share)s %% of posts, planned %(plan)s %%"),
    ),
    "kinds.leaning": Say(
        ngettext_lazy("Leaning away from %(kind)s: one post short", "Leaning away from %(kind)s: %(count)s posts short", "count"),
        _("%(done)s of %(total)s posts %(in_days)s: %(share)s %% instead of %(plan)s %%. Most of the others went out as %(most_kind)s."),
        _("%(kind)s %(share)s %% of posts, planned %(plan)s %%"),
    ),
    "kinds.too_early": Say(_("Too early to say whether the kinds are as planned"), _("Posts of these kinds %(in_days)s: %(total)s. Five would be enough to tell.")),
}  # fmt: skip

CHECKS = (
    Check("E1.mix", "content", _("Does every pillar get its share?"), pillars, PILLARS),
    Check("E1.orphan", "content", _("Is every post tied to the strategy?"), untied, {
        "orphan.none": Say(_("Every post is tied to the strategy"), _("Posts %(in_days)s: %(total)s."), _("all posts are tied")),
        "orphan.some": Say(
            ngettext_lazy("One post is not tied to the strategy", "%(count)s posts are not tied to the strategy", "count"),
            _("Of %(total)s that went out %(in_days)s. What is tied to nothing, nobody can compare with the plan."),
            ngettext_lazy("one post not tied", "%(count)s posts not tied", "count"),
        ),
    }),
    Check("E1.type", "content", _("Are the posts of the kinds that we planned?"), kinds, KINDS),
    Check("E1.persona", "people", _("Do we write for the people whom we meant?"), for_whom, {
        "whom.told": Say(_("For whom we wrote"), _("Posts counted %(in_days)s: %(total)s.")),
        "whom.missed": Say(_("Too little for %(name)s"), _("%(share)s %% of %(total)s posts %(in_days)s were for them, planned %(plan)s %%.")),
        "whom.too_early": Say(_("Too early to say for whom we write"), _("Posts %(in_days)s that say for whom: %(total)s. Five would be enough to tell.")),
    }),
    Check("E7.stage_cover", "funnel", _("Does every stage of the way get its share?"), stages, STAGES),
)  # fmt: skip
