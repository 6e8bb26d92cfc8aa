"""The way back that stands in a message after an act."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

UNDO = "undo"  # what an act is sent along with when it takes another one back


def with_way_back(
    request: HttpRequest, said: str, address: str, values: Mapping[str, Any] | None = None
) -> SafeString | str:
    """What was done, and the button that takes it back: it sends ``values`` to ``address``. Undoing itself offers no
    way back: one would go to and fro."""
    if UNDO in request.POST:
        return said
    button = '<button type="button" hx-post="{}" hx-vals="{}" hx-swap="none">{}</button>'
    return format_html("{} " + button, said, address, json.dumps({**(values or {}), UNDO: "1"}), _("Undo"))
