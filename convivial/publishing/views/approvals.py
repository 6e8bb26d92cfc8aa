"""Approvals: what waits for a yes, what contributors offer, and whether posts need a yes at all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from convivial.content import approving
from convivial.publishing.composing import queue
from convivial.team.access import MemberRequest, act, may

from .answering import is_part, the_post, the_sheet


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
    """Whether posts need a yes before they go out."""
    approving.set_rule(request.workspace, request.user, request.POST.get("needed") == "yes")
    if is_part(request):
        return render(request, "publishing/approvals_queue.html", shown(request))
    return redirect(reverse("publishing:approvals", kwargs={"workspace": request.workspace.slug}))


def shown(request: MemberRequest) -> dict[str, Any]:
    found = queue.queue(request.workspace, request.user)
    may_take = may(request.user, "post.take", request.workspace)
    return {
        "asked": found[: queue.AT_ONCE],
        "has_more": len(found) > queue.AT_ONCE,
        "offers": queue.offers(request.workspace) if may_take else [],
        "is_yes_needed": approving.is_required(request.workspace),
        "may_rule": may(request.user, "approval.rule", request.workspace),
    }
