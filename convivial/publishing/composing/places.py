"""What the frame of every page shows of the composer and of Approvals."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.team.access import may
from convivial.ui.places import Entry, Place, add, palette


def register() -> None:
    add(Place("write", _("Write"), "pen-line", "publishing:start_post", "post.write", order=0, is_act=True))
    add(
        Place(
            "approvals", _("Approvals"), "circle-check", "publishing:approvals", "approval.see", order=55,
            count=waiting_for,
        )
    )  # fmt: skip
    palette(
        Entry(_("Drafts not finished yet"), "file-text", "publishing:blank_post", "post.write", also=_("continue"))
    )


def waiting_for(request: Any) -> int:
    """How much waits for this person on Approvals: questions to answer, and drafts to take on."""
    from convivial.content.models import ApprovalRequest, Offer

    count, workspace = 0, request.workspace
    if may(request.user, "post.approve", workspace):
        asked = ApprovalRequest.objects.filter(closed_at=None, post__workspace=workspace, post__deletion=None)
        count += asked.exclude(post__author=request.user).count()
    if may(request.user, "post.take", workspace):
        count += Offer.objects.filter(post__workspace=workspace, post__deletion=None, taken_at=None).count()
    return count
