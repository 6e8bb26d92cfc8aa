"""Approvals: what waits for a yes, what contributors offer, and whether posts need a yes at all."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from convivial.content import approving
from convivial.publishing.composing import queue
from convivial.team.access import MemberRequest, act, may, role_names
from convivial.team.acts import APPROVER
from convivial.team.models import Membership
from convivial.ui.leading import lead_to
from convivial.ui.speaking import listed
from convivial.ui.undoing import with_way_back

from .answering import the_post, the_sheet


@act("approval.see")
def approvals(request: MemberRequest) -> HttpResponse:
    return render(request, "publishing/approvals.html", shown(request))


@act("approval.see")
def waiting(request: MemberRequest) -> HttpResponse:
    """The queue alone, after something happened."""
    return render(request, "publishing/approvals_queue.html", shown(request))


@act("approval.see")
def likeness(request: MemberRequest, code: str) -> HttpResponse:
    """How one channel of a post will look."""
    sheet = the_sheet(request, the_post(request, code))
    context = {"post": sheet.post, "variants": sheet.variants, "chosen": sheet.see, "preview": sheet.preview}
    return render(request, "publishing/approvals_likeness.html", context)


@act("approval.rule")
@require_POST
def rule(request: MemberRequest) -> HttpResponse:
    """Whether posts need a yes before they go out. It changes what goes out, so it says so and can be undone."""
    is_needed = request.POST.get("needed") == "yes"
    if approving.is_required(request.workspace) != is_needed:
        approving.set_rule(request.workspace, request.user, is_needed)
        back = reverse("publishing:approvals_rule", kwargs={"workspace": request.workspace.slug})
        said = gettext("Posts need a yes from now on.") if is_needed else gettext("Posts go out without a yes now.")
        messages.success(request, with_way_back(request, said, back, {"needed": "no" if is_needed else "yes"}))
    return lead_to(request, reverse("publishing:approvals", kwargs={"workspace": request.workspace.slug}))


def in_settings(request: MemberRequest, **_more: Any) -> str:
    """The same rule among the settings of the workspace, whose owners may set it too."""
    about = {"is_yes_needed": approving.is_required(request.workspace)}
    return render_to_string("publishing/approvals_setting.html", about, request)


def on_the_team_page(request: MemberRequest, members: Iterable[Membership] = (), **_more: Any) -> str:
    """Somebody is there to say yes, and nobody asks them: said where they were made an approver."""
    names = [member.user.name for member in members if APPROVER in role_names(member)]
    if not names or approving.is_required(request.workspace):
        return ""
    about = {"names": listed(names), "may_rule": may(request.user, "approval.rule", request.workspace)}
    return render_to_string("publishing/approvals_unasked.html", about, request)


def shown(request: MemberRequest) -> dict[str, Any]:
    found = approving.approvers(request.workspace).select_related("user").order_by("user__name")
    approvers = list(found.annotate(is_ruled=approving.is_ruled("workspace")))
    asked = queue.queue(request.workspace, request.user, approvers)
    is_yes_needed = approvers[0].is_ruled if approvers else approving.is_required(request.workspace)
    may_take = may(request.user, "post.take", request.workspace)
    return {
        "asked": asked[: queue.AT_ONCE],
        "has_more": len(asked) > queue.AT_ONCE,
        "offers": queue.offers(request.workspace) if may_take else [],
        "is_yes_needed": is_yes_needed,
        "nobody_can": is_yes_needed and not approvers,
        "may_rule": may(request.user, "approval.rule", request.workspace),
    }
