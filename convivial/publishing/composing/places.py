"""What the frame of every page shows of the composer and of Approvals."""

from typing import Any

from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from convivial.team import at_hand
from convivial.team.access import is_lent, may
from convivial.team.acts import LENT
from convivial.team.at_hand import OuterRef, counted
from convivial.ui.places import Entry, Place, add, fill, palette, search


def register() -> None:
    from convivial.publishing.views import approvals, briefing

    at_hand.ask("approvals", _waiting)
    add(Place("write", _("Write"), "pen-line", "publishing:start_post", "post.write", order=0, is_act=True))
    add(
        Place(
            "approvals", _("Approvals"), "circle-check", "publishing:approvals", "approval.see", order=55,
            count=waiting_for,
        )
    )  # fmt: skip
    fill("settings", approvals.in_settings)
    fill("duties", approvals.on_the_team_page)
    fill("cover", briefing.link_to_brief)
    fill("covering", briefing.for_whom_i_cover)
    search("publishing:find_posts", "post.see")
    palette(
        Entry(_("Drafts not finished yet"), "file-text", "publishing:blank_post", "post.write", also=_("continue"))
    )


def waiting_for(request: Any) -> int:
    """How much waits for this person on Approvals: questions to answer, and drafts to take on."""
    return int(at_hand.told(request, "approvals"))


def _waiting(request: Any) -> Any:
    from convivial.content.lending import is_work_of
    from convivial.content.models import ApprovalRequest, Offer

    here: dict[str, Any] = {"post__workspace": OuterRef("pk"), "post__deletion": None}
    waiting: Any = Value(0)
    if may(request.user, "post.approve", request.workspace):
        asked = ApprovalRequest.objects.filter(**here, closed_at=None).exclude(post__author=request.user)
        is_only_lent = is_lent(request.membership, LENT)
        waiting += counted(asked.exclude(is_work_of(request.user)) if is_only_lent else asked)
    if may(request.user, "post.take", request.workspace):
        waiting += counted(Offer.objects.filter(**here, taken_at=None))
    return waiting
