"""What every page of a workspace asks beside its own: one query, into which each app puts its expression.

at_hand.ask("unread", lambda request: counted(Notice.objects.filter(workspace=OuterRef("pk"), …)))
at_hand.told(request, "unread")
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from .models import Workspace

__all__ = ["OuterRef", "ask", "counted", "told"]

Asking = Callable[[Any], Any]

_asked: dict[str, Asking] = {}


def ask(name: str, asking: Asking) -> None:
    """``asking`` makes an expression on the workspace (``OuterRef("pk")``) for a request."""
    _asked[name] = asking


def told(request: Any, name: str) -> Any:
    """The answer for a request; all names are asked with the first."""
    if not hasattr(request, "_at_hand"):
        found = Workspace.objects.filter(pk=request.workspace.pk)
        expressions = {each: asking(request) for each, asking in _asked.items()}
        request._at_hand = found.annotate(**expressions).values(*expressions).get()
    return request._at_hand[name]


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, as an expression."""
    one_group = rows.order_by().annotate(_all=Value(1)).values("_all")
    return Coalesce(Subquery(one_group.annotate(_n=Count("pk")).values("_n")), Value(0))
