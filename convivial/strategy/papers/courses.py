"""How each objective went, drawn and as a short table: where it was, and where it may go."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from convivial.lib import now as clock
from convivial.strategy import outlook
from convivial.strategy.checks import Question
from convivial.strategy.course import Course, Line
from convivial.strategy.models import FollowerPlan, Kpi, Milestone, Objective
from convivial.ui.paper.document import Block, Heading, Lines, Table, Text

from .confirmed import Paper
from .saying import NOTHING, day

BACK, AHEAD = 5, 3  # lines of a table on paper
READ = (Objective, Kpi, FollowerPlan, Milestone)


def blocks(page: Paper) -> Iterator[Block]:
    """Of the objectives that have figures; the others are said on the board's page. The parts are those of the page,
    so that no question is asked for them again."""
    for course in _courses(page):
        yield Heading(f"{course.seen.name}: {course.word}")
        yield lines(course)
        yield _table(course)
        if course.ahead or course.too_few:
            yield Text(" ".join(filter(None, [course.ahead, course.sure, course.too_few])), "soft")


def _courses(page: Paper) -> list[Course]:
    version = page.version
    asked = Question(
        version.workspace, version, clock.day(clock.now(), version.workspace.zone),
        foreseen={code: told.row.foreseen for code, told in page.paces.items()},
        _known={model.noun(): page.whole.of(model) for model in READ},
    )  # fmt: skip
    seen = [outlook.of(asked, objective) for objective in asked.parts(Objective) if not objective.still_example]
    return [Course(each) for each in seen if each is not None and each.actual]


def lines(course: Course) -> Lines:
    drawn = course.drawing.as_row()
    for goal in drawn["goals"]:
        goal["words"] = _("target %(n)s") % {"n": goal["words"]}
    days = [line.on.isoformat() for line in course.table]
    values = [[line.actual, line.planned, *_ahead(course, line)] for line in course.table]
    names = [_("actual"), _("planned"), _("where it may go: four times in five within the area"), _("Low"), _("High")]
    return Lines(course.description, names, drawn | {"dates": days, "values": values})


def _ahead(course: Course, line: Line) -> list[float | None]:
    """From the last figure on."""
    is_here = bool(course.seen.fan) and line.on == course.seen.fan[0].on
    return [line.actual] * 3 if is_here else [line.low, line.middle, line.high]


def _table(course: Course) -> Table:
    head = [_("Day"), _("Planned"), _("Actual")]
    if course.seen.fan:
        head += [_("Low"), _("Middle"), _("High")]
    rows = [_row(course, line)[: len(head)] for line in _some(course.table)]
    widths = [3.0, *([1.6] * (len(head) - 1))]
    return Table(_("How it goes"), head, rows, widths, right=list(range(1, len(head))))


def _row(course: Course, line: Line) -> list[str]:
    values = (line.planned, line.actual, line.low, line.middle, line.high)
    said = (NOTHING if value is None else course.drawing.said(value) for value in values)
    return [day(line.on), *said]


def _some(lines: Sequence[Line]) -> list[Line]:
    """A few of what was, with the last figure, and of what may be, with the due day."""
    past, ahead = [line for line in lines if line.high is None], [line for line in lines if line.high is not None]
    return [*_evenly(past, BACK), *_evenly(ahead, AHEAD)]


def _evenly(lines: Sequence[Line], most: int) -> list[Line]:
    if len(lines) <= most:
        return list(lines)
    step = (len(lines) - 1) / (most - 1)
    return [lines[round(step * place)] for place in range(most)]
