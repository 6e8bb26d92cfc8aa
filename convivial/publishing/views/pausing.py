"""A whole post on hold, and resumed, on all its channels at once."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from convivial.content.models import Post
from convivial.publishing import pausing
from convivial.publishing.calendar import meaning
from convivial.team.access import MemberRequest

from .answering import acts_on_post, answer


@acts_on_post("post.hold")
def hold(request: MemberRequest, post: Post) -> HttpResponse:
    pausing.hold(post, request.user, request.POST.get("why", "").strip()[:300])
    return answer(request, post, said=_("On hold, until somebody resumes it."))


@acts_on_post("post.resume")
def resume(request: MemberRequest, post: Post) -> HttpResponse:
    """``when``: for those whose moment has passed, in the zone of the post."""
    asked = {name: request.POST.get(name, "") for name in ("exactly", "when")}
    zone = post.plan.zone if hasattr(post, "plan") else post.workspace.zone
    wall = meaning.wanted(asked, zone) if any(asked.values()) else None
    pausing.resume(post, request.user, wall)
    return answer(request, post, said=_("Resumed."))
