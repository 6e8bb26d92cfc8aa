"""The figures of one post: its own page, and a part for the page that shows the post."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from convivial.lib.shortening import shortened
from convivial.team.access import MemberRequest, act

from . import posts


@act("result.see")
@require_GET
def post(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(request.workspace.posts, code=code)
    return render(
        request,
        "results/post.html",
        {
            "post": found,
            "rows": posts.of_post(found),
            "looks": posts.looks_at(found),
            "words": shortened(found.text, posts.WORDS),
        },
    )


def post_part(request: Any, post: Any, **_: Any) -> str:
    """For the slot "post_results": nothing until the post went out."""
    rows = posts.of_post(post)
    return render_to_string("results/post_part.html", {"rows": rows, "post": post}, request=request) if rows else ""
