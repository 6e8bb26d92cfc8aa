"""Gives every workspace its practice channel, so that the first post can go out in the first minute."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from convivial.journal.recording import record
from convivial.team.models import User, Workspace

from .models import Channel


def open_practice(workspace: Workspace, by: User | None = None) -> Channel:
    """The practice channel of a workspace; there is never more than one. Joins the caller's transaction."""
    with override(workspace.language):
        name = _("Practice")
    channel, is_new = Channel.objects.get_or_create(
        workspace=workspace,
        network=Channel.PRACTICE,
        server="",
        remote_id=workspace.code,
        defaults={"handle": f"@{workspace.slug}", "name": f"{workspace.name} – {name}"[:255], "connected_by": by},
    )
    if is_new:
        who = by.pk if by else None
        record("channel.connect", workspace=workspace.pk, by=who, thing="channel", code=channel.code)
    return channel


def furnish(sender: Any, workspace: Workspace, by: User | None = None, **more: Any) -> None:
    open_practice(workspace, by)
