"""What every page of a workspace asks of this app, in one question a request: is there a hold, how much is new."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from convivial.publishing import holding
from convivial.publishing.models import Hold
from convivial.team.models import Workspace
from convivial.today.models import Notice


def current_hold(request: Any) -> Hold | None:
    """What stops the workspace of a request."""
    if not _row(request)["is_held"]:
        return None
    if not hasattr(request, "_hold"):
        request._hold = holding.current(request.workspace)
    return request._hold


def unread_count(request: Any) -> int:
    return _row(request)["unread"]


def _row(request: Any) -> dict[str, Any]:
    if not hasattr(request, "_at_hand"):
        over = Hold.objects.in_force().filter(Q(workspace=OuterRef("pk")) | Q(workspace=None))
        mine = Notice.objects.filter(workspace=OuterRef("pk"), person=request.user.pk, read_at=None)
        unread = mine.order_by().values("person").annotate(n=Count("pk")).values("n")
        found = Workspace.objects.filter(pk=request.workspace.pk)
        told = found.annotate(is_held=Exists(over), unread=Coalesce(Subquery(unread), Value(0)))
        request._at_hand = told.values("is_held", "unread").get()
    return request._at_hand
