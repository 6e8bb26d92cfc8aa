"""What goes along with a publication until it goes out: its lane, the looks at its links, the uploads ahead."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from convivial.lib.now import now
from convivial.publishing.models import Lane, LinkWatch, Preparation, Publication
from convivial.work.waking import wake

AHEAD = timedelta(minutes=10)
LOOKS_BEFORE = (timedelta(hours=24), timedelta(hours=1), AHEAD)
LOOKS_AFTER = tuple(timedelta(weeks=weeks) for weeks in (1, 2, 3, 4))


def accompany(publications: Sequence[Publication]) -> None:
    """Makes or renews the due rows of publications that are scheduled (again); call it in the act's transaction."""
    at = now()
    wake("publication")
    _lay_lanes(publications)
    watches = [LinkWatch(publication=each, due_at=at) for each in publications if each.edition.links]
    uploads = [
        Preparation(publication=each, due_at=max(at, each.due_at - AHEAD))
        for each in publications
        if each.edition.pictures
    ]
    renewed = {"update_conflicts": True, "unique_fields": ["publication"]}
    if watches:
        wake("link_watch")
    LinkWatch.objects.bulk_create(watches, update_fields=["due_at"], **renewed)  # type: ignore[arg-type]
    Preparation.objects.bulk_create(uploads, update_fields=["due_at"], **renewed)  # type: ignore[arg-type]


def leave(publications: Sequence[int]) -> None:
    """Nothing is looked at or uploaded any more for publications (their ids) that will not go out."""
    LinkWatch.objects.filter(publication__in=publications).update(due_at=None)
    Preparation.objects.filter(publication__in=publications).update(due_at=None)


def next_look(due_at: datetime, after: datetime) -> datetime | None:
    """The next moment at which the links of a publication due at ``due_at`` are opened, before and after it."""
    moments = (*(due_at - before for before in LOOKS_BEFORE), *(due_at + later for later in LOOKS_AFTER))
    return min((moment for moment in moments if moment > after), default=None)


def _lay_lanes(publications: Sequence[Publication]) -> None:
    workspaces = {each.channel_id: each.workspace_id for each in publications}
    laid = set(Lane.objects.filter(channel__in=workspaces).values_list("channel_id", flat=True))
    Lane.objects.bulk_create(
        [Lane(channel_id=channel, workspace_id=workspaces[channel]) for channel in set(workspaces) - laid],
        ignore_conflicts=True,
    )
