"""What each part of a review says by itself, as data, so that it can be kept as it stood. Keys and figures; words are
people's own.

told = telling.tell(meeting)               # all parts, when it is closed
told = telling.tell_part(meeting, "done")  # one of them, for its page
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from convivial.lib import now as clock
from convivial.meeting import looking
from convivial.meeting.models import Meeting
from convivial.meeting.monday.facts import followers
from convivial.meeting.plans import plans
from convivial.networks.models import Channel
from convivial.results.happened import REACTIONS, published, went_out
from convivial.results.models import Figure
from convivial.strategy.judging.findings import DOING, WORKING
from convivial.strategy.models import BusinessGoal, Change, FollowerTactic, Objective, Part, Purpose, Tactic, Version
from convivial.team.at_hand import counted

Told = dict[str, Any]
SAID: tuple[type[Part], ...] = (BusinessGoal, Objective)


def tell(meeting: Meeting) -> Told:
    """All parts, as they were looked at last."""
    return {slug: tell_part(meeting, slug) for slug in TELLS}


def tell_part(meeting: Meeting, slug: str) -> Told:
    return TELLS[slug](meeting)


def _said(meeting: Meeting) -> Told:
    """The strategy in force, and how it came to be so in this time."""
    changes = Change.objects.filter(workspace=OuterRef("workspace"), undoing=None)
    version = _version(
        meeting,
        for_whom=Subquery(Purpose.objects.filter(version=OuterRef("pk"), still_example=False).values("for_whom")[:1]),
        change_count=counted(changes.filter(at__gte=_begins(meeting), at__lt=_ends(meeting))),
    )
    if version is None:
        return {"number": None}
    plan = plans(version.pk)[0]
    return {
        "number": version.number,
        "began_on": _iso(version.begins_on),
        "why": version.why if (version.begins_on or meeting.first) >= meeting.first else "",
        "for_whom": version.for_whom or "",
        "goals": list(
            BusinessGoal.objects.filter(version=version, still_example=False).values_list("text", flat=True)
        ),
        "objectives": _objectives(version),
        "pillars": [{"name": each.name, "share": each.share, "hue": each.hue} for each in plan.pillars],
        "networks": [{"network": each.network, "least": each.least, "most": each.most} for each in plan.rhythms],
        "changes": version.change_count,
        "examples": any(noun.objects.filter(version=version, still_example=True).exists() for noun in SAID),
    }


def _done(meeting: Meeting) -> Told:
    """What went out, against the plan in force; counted from when it was in force."""
    workspace = meeting.workspace
    version = _version(meeting)
    if version is None:
        return {"number": None}
    first = max(meeting.first, version.begins_on or meeting.first)
    weeks = ((meeting.last - first).days + 1) / 7
    plan = plans(version.pk)[0]
    by_network, by_pillar = _counted(_published(meeting, first), "channel__network", "variant__post__tie__pillar")
    channels = set(workspace.channels.real().exclude(access=Channel.Access.REMOVED).values_list("network", flat=True))
    tied = sum(by_pillar.get(each.code, 0) for each in plan.pillars)
    return {
        "number": version.number, "since": _iso(first), "weeks": round(weeks, 1), "posts": sum(by_network.values()),
        "down": published(workspace, clock.day_bounds(first, workspace.zone)[0], _ends(meeting)).taken_down().count(),
        "networks": [
            {
                "network": each.network,
                "posts": by_network.get(each.network, 0) if each.network in channels else None,
                "least": round(each.least * weeks), "most": round(each.most * weeks),
            }
            for each in plan.rhythms
        ],
        "tied": tied,
        "pillars": [
            {"name": each.name, "hue": each.hue, "share": each.share, "posts": by_pillar.get(each.code, 0)}
            for each in plan.pillars
        ],
        "tactics": _tactics(version),
        "findings": looking.findings(meeting, (*DOING, "people")),
    }  # fmt: skip


def _happened(meeting: Meeting) -> Told:
    """Who follows, what people did, and what the checks say about objectives, followers, KPIs and the funnel."""
    workspace, begins, ends = meeting.workspace, _begins(meeting), _ends(meeting)
    posts = went_out(workspace, begins, ends)
    newest = Figure.objects.filter(publication__in=posts, observation=F("publication__figures_due__latest"))
    sums = newest.filter(name__in=REACTIONS).values("name").annotate(n=Sum("value"), posts=Count("publication"))
    told = {row["name"]: row for row in sums}
    channels = workspace.channels.real().exclude(access=Channel.Access.REMOVED)
    courses = looking.courses(meeting)
    found, drawn = looking.findings(meeting, WORKING), {("E4.pace", each["outlook"]["part"]) for each in courses}
    channels = channels.annotate(before=followers(begins), after=followers(ends)).order_by("network", "pk")
    return {
        "posts": posts.count(),
        "down": published(workspace, begins, ends).taken_down().count(),
        "counted": max((row["posts"] for row in told.values()), default=0),
        "reactions": {name: told[name]["n"] if name in told else None for name in REACTIONS},
        "channels": [
            {"name": name, "network": network, "before": before, "after": after}
            for name, network, before, after in channels.values_list("name", "network", "before", "after")
        ],
        "courses": courses,
        "findings": [row for row in found if (row["check"], row["scope"]) not in drawn],
    }


def _learned(meeting: Meeting) -> Told:
    """Hypotheses that were due, or got their verdict, in this time; objectives, each for a verdict."""
    workspace = meeting.workspace
    here = Q(verdict=None, by_date__lte=meeting.last) | Q(verdict__on__gte=meeting.first)
    beliefs = workspace.hypotheses.filter(here).select_related("verdict")
    version = _version(meeting)
    return {
        "beliefs": [
            {
                "code": each.code, "believe": each.believe, "threshold": each.threshold, "by": _iso(each.by_date),
                "says": each.verdict.says if hasattr(each, "verdict") else "",
                "note": each.verdict.note if hasattr(each, "verdict") else "",
            }
            for each in beliefs
        ],
        "objectives": _objectives(version) if version else [],
    }  # fmt: skip


def _decisions(meeting: Meeting) -> Told:
    """What was found and not answered, and decisions to look at again."""
    again = meeting.workspace.decisions.filter(outcome=None, look_again_on__lte=meeting.last)
    return {
        "findings": looking.findings(meeting),
        "again": [
            {"code": each.code, "question": each.question, "choice": each.choice, "on": _iso(each.look_again_on)}
            for each in again
        ],
    }


def _next(meeting: Meeting) -> Told:
    return {}


TELLS: Mapping[str, Callable[[Meeting], Told]] = {
    "said": _said, "done": _done, "happened": _happened, "learned": _learned, "decisions": _decisions, "next": _next,
}  # fmt: skip


def _version(meeting: Meeting, **asked: Any) -> Any:
    """The one that the review speaks of, with whatever else is asked in the same question; None without one."""
    wanted = {"pk": meeting.version_id} if meeting.version_id else {"state": Version.State.CURRENT}
    return meeting.workspace.strategy_versions.filter(**wanted).annotate(**asked).first()


def _objectives(version: Version) -> list[Told]:
    return [
        {
            "code": each.code, "statement": each.statement, "baseline": _number(each.baseline),
            "target": _number(each.target), "unit": each.unit, "due": _iso(each.due), "horizon": each.horizon,
        }
        for each in Objective.objects.filter(version=version, still_example=False)
    ]  # fmt: skip


def _tactics(version: Version) -> list[Told]:
    first, second = (
        model.objects.filter(version=version, still_example=False).order_by().values_list("name", "status")
        for model in (Tactic, FollowerTactic)
    )
    return [{"name": name, "status": status} for name, status in first.union(second, all=True)]


def _published(meeting: Meeting, first: Any) -> Any:
    zone = meeting.workspace.zone
    return went_out(meeting.workspace, clock.day_bounds(first, zone)[0], _ends(meeting))


def _counted(rows: Any, *by: str) -> list[Counter[str]]:
    """How many there are, by each of some fields; one question."""
    counters = [Counter[str]() for _ in by]
    for *values, n in rows.order_by().values_list(*by).annotate(n=Count("pk")):
        for counter, value in zip(counters, values, strict=True):
            counter[value or ""] += n
    return counters


def _begins(meeting: Meeting) -> datetime:
    return clock.day_bounds(meeting.first, meeting.workspace.zone)[0]


def _ends(meeting: Meeting) -> datetime:
    return clock.day_bounds(meeting.last, meeting.workspace.zone)[1]


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
