"""The pages of the desk, in order."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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
    """Context processor."""
    return {"desk_pages": PAGES}
