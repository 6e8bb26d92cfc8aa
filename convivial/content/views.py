"""The pictures' own address. Everything else of content is shown by the pages above."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from convivial.team.access import MemberRequest, act

from .serving import serve


@act("post.see")
@require_safe
def media(request: MemberRequest, code: str, size: str) -> HttpResponseBase:
    """A picture of the workspace, whole or in part; a stranger does not learn whether it exists."""
    found = get_object_or_404(request.workspace.media.select_related("workspace"), code=code)
    return serve(request, found, size)
