"""What a review says was found: over its own days, not over the last four weeks, and how each objective went.

looking.look(meeting)        # written when a review begins, when the strategy is looked at anew, and when it closes
looking.courses(meeting)     # read on pages
looking.findings(meeting)
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from convivial.lib.now import now
from convivial.strategy import checks, figures, outlook, renewing
from convivial.strategy.judging.findings import Finding as Judged
from convivial.strategy.judging.findings import heaviest
from convivial.strategy.models import Answer, Finding, Objective
from convivial.strategy.overtaking import in_step
from convivial.team.models import Workspace

from .findings import judged, kept_as
from .models import Look, Meeting

Row = dict[str, Any]


@dataclass(frozen=True)
class Sight:
    """What was seen, not written down yet."""

    found: Sequence[Judged]
    courses: Sequence[Row]


def look(meeting: Meeting, only: Collection[str] = ()) -> None:
    """``only``: some checks, when just their facts changed; what the others found stays. It takes long, so it stands
    in no act: the meeting is held only while it is written down."""
    in_step(
        meeting.workspace_id,
        see=lambda: _see(meeting, only),
        lock=lambda: _held(meeting),
        write=lambda sight: _keep(meeting, sight, only),
    )


def follow(workspace: Workspace, only: Collection[str]) -> None:
    """Looks again for the review that is open."""
    reviews = Meeting.objects.filter(workspace=workspace, kind=Meeting.Kind.REVIEW, closing=None)
    for meeting in reviews.select_related("workspace"):
        look(meeting, only)


def _see(meeting: Meeting, only: Collection[str]) -> Sight | None:
    """None while there is no strategy."""
    asked = checks.question(meeting.workspace, meeting.last, meeting.first, version=meeting.version)
    if asked is None:
        return None
    return Sight(checks.answers(asked, only), [_course(asked, meeting.first, each) for each in _seen(asked)])


def _held(meeting: Meeting) -> Look:
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    return Look.objects.get_or_create(meeting=meeting, defaults={"at": now()})[0]


def _keep(meeting: Meeting, sight: Sight | None, only: Collection[str]) -> None:
    if sight is None:
        return
    stays = [row for row in _rows(Look.objects.get(meeting=meeting)) if row["check"] not in only] if only else []
    codes = _codes(meeting.workspace)
    found = heaviest([*map(judged, stays), *sight.found])
    rows = [kept_as(each, codes.get((each.check, each.scope), ""), renewing.said(each)) for each in found]
    Look.objects.filter(meeting=meeting).update(told={"findings": rows, "courses": sight.courses}, at=now())


def findings(meeting: Meeting, chapters: Collection[str] = ()) -> list[Row]:
    """Of some chapters all that weigh; of all of them what asks for something and was not answered."""
    rows = _rows(Look.objects.filter(meeting=meeting).first())
    if chapters:
        return [row for row in rows if row["chapter"] in chapters and row["row"]["weight"] != "info"]
    asking = [row for row in rows if row["row"]["weight"] in ("act", "watch")]
    answered = _answered(meeting.workspace) if asking else set()
    return [row for row in asking if (row["check"], row["scope"], row["said"]) not in answered]


def courses(meeting: Meeting) -> list[Row]:
    found = Look.objects.filter(meeting=meeting).first()
    return list(found.told.get("courses", ())) if found else []


def register() -> None:
    renewing.followed_by(follow)


def _rows(found: Look | None) -> list[Row]:
    return list(found.told.get("findings", ())) if found else []


def _seen(asked: checks.Question) -> Sequence[tuple[Any, outlook.Outlook]]:
    seen = ((objective, outlook.of(asked, objective)) for objective in asked.parts(Objective))
    return [(objective, each) for objective, each in seen if each is not None]


def _course(asked: checks.Question, first: date, seen: tuple[Any, outlook.Outlook]) -> Row:
    """``then``: the last figure until the first day of the review, else the first one in it; None while there are no
    two."""
    objective, each = seen
    series = figures.series(asked, objective)
    before = [value for day, value in series if day <= first] or [value for _, value in series[:1]]
    return {"outlook": each.as_row(), "then": before[-1] if len(series) > 1 else None}


def _codes(workspace: Workspace) -> Mapping[tuple[str, str], str]:
    """Of the findings as they are today: there one reads their evidence and answers them."""
    rows = Finding.objects.filter(workspace=workspace).values_list("check_key", "scope", "code")
    return {(check, scope): code for check, scope, code in rows}


def _answered(workspace: Workspace) -> set[tuple[str, str, str]]:
    resting = Answer.objects.filter(workspace=workspace, rests_until__gt=now())
    return set(resting.values_list("check_key", "scope", "said"))
