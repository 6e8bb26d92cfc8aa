"""What every page of a workspace shows of this app: is there a hold, how much is new."""

from typing import Any

from django.db.models import Exists, Q

from convivial.publishing import holding
from convivial.publishing.models import Hold
from convivial.team import at_hand
from convivial.team.at_hand import OuterRef, counted
from convivial.today.models import Notice


def register() -> None:
    over = Hold.objects.in_force().filter(Q(workspace=OuterRef("pk")) | Q(workspace=None))
    at_hand.ask("is_held", lambda request: Exists(over))
    at_hand.ask("unread", lambda request: counted(_unread(request.user.pk)))


def current_hold(request: Any) -> Hold | None:
    """What stops the workspace of a request."""
    if not at_hand.told(request, "is_held"):
        return None
    if not hasattr(request, "_hold"):
        request._hold = holding.current(request.workspace)
    return request._hold


def unread_count(request: Any) -> int:
    return int(at_hand.told(request, "unread"))


def _unread(person: int) -> Any:
    return Notice.objects.filter(workspace=OuterRef("pk"), person=person, read_at=None)
