"""What was told, for a page: days as days, findings as sentences; the same for a review that is open or over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from convivial.meeting.findings import found_again
from convivial.results.telling import down
from convivial.strategy.course import Course
from convivial.strategy.models.tactic import Status
from convivial.strategy.outlook import Outlook
from convivial.strategy.showing import number
from convivial.strategy.templatetags.strategy import day

DAYS = ("began_on", "since", "by", "on", "due")
STATUS = dict(Status.choices)


def read(told: Mapping[str, Any], slug: str) -> dict[str, Any]:
    """``slug``: the workspace's."""
    read_ones = {name: _read(name, value, slug) for name, value in told.items()}
    return read_ones | ({"down": down(told["down"], told["posts"])} if "down" in told else {})


def _read(name: str, value: Any, slug: str) -> Any:
    if name == "findings":
        return [found_again(each, slug) for each in value]
    if name in DAYS:
        return date.fromisoformat(value) if value else None
    if name == "courses":
        return [_course(each) for each in value]
    if name == "objectives":
        return [read(each, slug) | {"aim": _aim(each)} for each in value]
    if name == "pillars":
        return [read(each, slug) | {"done": _share(each, value)} for each in value]
    if name == "channels":
        return [each | {"gained": _gained(each)} for each in value]
    if name == "tactics":
        return [each | {"status_said": STATUS.get(each["status"], each["status"])} for each in value]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [read(each, slug) for each in value]
    return value


@dataclass(frozen=True)
class Way:
    """How far an objective came in the days of a review; ``then`` and ``now``: as one reads them, ``then`` is
    empty where there are no two figures."""

    course: Course
    then: str
    now: str


def _course(told: Mapping[str, Any]) -> Way:
    course = Course(Outlook.from_row(told["outlook"]))
    then = "" if told["then"] is None else course.drawing.said(told["then"])
    return Way(course, then, course.actual)


def _aim(objective: Mapping[str, Any]) -> str:
    """“from 80 to 120 visitors until 31 March 2027”; what is not known is a dash."""
    low, high = (
        number(value) if value is not None else "–" for value in (objective["baseline"], objective["target"])
    )
    until = day(date.fromisoformat(objective["due"])) if objective["due"] else "–"
    parts = {"low": low, "high": high, "unit": objective["unit"], "day": until}
    return " ".join((_("from %(low)s to %(high)s %(unit)s until %(day)s") % parts).split())


def _share(pillar: Mapping[str, Any], pillars: Sequence[Mapping[str, Any]]) -> int | None:
    """Per cent of what is tied; None where nothing was counted, or too little to speak of shares."""
    if "posts" not in pillar:
        return None
    tied = sum(each["posts"] for each in pillars)
    return round(100 * pillar["posts"] / tied) if tied >= FEW else None


def _gained(channel: Mapping[str, Any]) -> int | None:
    if channel["before"] is None or channel["after"] is None:
        return None
    return int(channel["after"] - channel["before"])


FEW = 5  # posts: below that no share is told (I.8 of the reference)
