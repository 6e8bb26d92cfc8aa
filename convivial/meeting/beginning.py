"""How a meeting begins: a Monday by the first thing that is written in it, a review because a strategist says so."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from convivial.journal.recording import record
from convivial.lib import now as clock
from convivial.strategy import reading
from convivial.team.models import User, Workspace

from . import looking
from .errors import NothingYet, UnderWay
from .models import Meeting
from .weeks import Week

QUARTER = timedelta(days=91)


def monday(workspace: Workspace, by: User, week: Week) -> Meeting:
    """The meeting of the week's Monday, which looks back at the week before; the same for whoever comes second."""
    last = week.later(-1)
    found, _is_new = Meeting.objects.get_or_create(
        workspace=workspace, kind=Meeting.Kind.MONDAY, first=last.monday,
        defaults={"last": last.sunday, "begun_by": by},
    )  # fmt: skip
    return found


def review(workspace: Workspace, by: User) -> Meeting:
    """As far back as the review before it, and at least a quarter. Raises ``NothingYet`` and ``UnderWay``."""
    with transaction.atomic():
        Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        first, last = period(workspace)
        if reviews(workspace).filter(closing=None).exists():
            raise UnderWay
        made = Meeting.objects.create(
            workspace=workspace, kind=Meeting.Kind.REVIEW, first=first, last=last, begun_by=by,
            version=reading.current(workspace),
        )  # fmt: skip
        record("review.begin", workspace=workspace.pk, by=by.pk, thing="review", code=made.code)
    looking.look(made)
    return made


def period(workspace: Workspace) -> tuple[date, date]:
    """The days that a review begun now looks back at."""
    today = clock.day(clock.now(), workspace.zone)
    began = workspace.strategy_versions.filter(begins_on__isnull=False).order_by("begins_on")
    since = began.values_list("begins_on", flat=True).first()
    if since is None:
        raise NothingYet
    before = reviews(workspace).order_by("-last").values_list("last", flat=True).first()
    first = max(since, today - QUARTER)
    if before:
        first = min(before + timedelta(days=1), max(since, today - QUARTER + timedelta(days=1)))
    return min(first, today), today


def reviews(workspace: Workspace) -> QuerySet[Meeting]:
    return Meeting.objects.filter(workspace=workspace, kind=Meeting.Kind.REVIEW)
