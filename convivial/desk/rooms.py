"""The pages of the desk, in order."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from convivial.team.models import Workspace

PAGES = (
    ("desk:health", _("Health")),
    ("desk:address", _("Address")),
    ("desk:mail", _("Mail")),
    ("desk:hosts", _("Hosts")),
    ("desk:workspaces", _("Workspaces")),
    ("desk:hand_over", _("Hand-over")),
    ("desk:journal", _("Journal")),
)


def pages(request: HttpRequest) -> dict[str, Any]:
    """Context processor. ``desk_workspace``: where an installer who is a member somewhere goes back to, asked for
    when the desk's frame is drawn."""
    return {"desk_pages": PAGES, "desk_workspace": SimpleLazyObject(lambda: _workspace(request))}


def _workspace(request: HttpRequest) -> Workspace | None:
    """Where one was last, else any of one's own."""
    own = Workspace.objects.filter(memberships__user=request.user.pk).order_by("name")
    last = request.session.get("workspace", "")
    return own.filter(slug=last).first() or own.first()
