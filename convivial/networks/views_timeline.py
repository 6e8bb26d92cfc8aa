"""The practice network's own page: a timeline as the public would see it, if it were one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from convivial.team.access import MemberRequest, act

from .models import Channel, PracticePicture

SHOWN = 30


@act("channel.see")
@require_GET
def timeline(request: MemberRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(request.workspace.channels, code=code, network=Channel.PRACTICE)
    posts = (
        channel.practice_posts.prefetch_related("pictures").defer("pictures__content").order_by("-posted_at", "-id")
    )
    context = {"channel": channel, "posts": posts[:SHOWN], "count": channel.practice_posts.count()}
    return render(request, "networks/timeline.html", context)


@act("channel.see")
@require_GET
def picture(request: MemberRequest, code: str, picture: str) -> HttpResponse:
    """A practice post's picture: bytes that this house encoded, and nothing that a browser would run."""
    mine = PracticePicture.objects.filter(post__channel__workspace=request.workspace, post__channel__code=code)
    found = get_object_or_404(mine, code=picture)
    headers = {
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    return HttpResponse(bytes(found.content), content_type=found.mime, headers=headers)
