"""What posts are for: of one post, with a tap; of many, on a page of their own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from convivial.content import tying
from convivial.content.models import Post
from convivial.publishing import untied as not_tied
from convivial.strategy.guiding import Guide, guide
from convivial.team.access import MemberRequest, act
from convivial.ui.leading import lead_to
from convivial.ui.undoing import with_way_back

from .answering import acts_on_post, answer, the_post

PREFIX = "pillar-"


@acts_on_post("post.tie")
def tie(request: MemberRequest, post: Post) -> HttpResponse:
    """A tap on a pillar brings the rest along; the rest can be said for itself."""
    known = guide(request.workspace)
    tying.tie(post, request.user, _asked(request, known), known)
    return answer(request, the_post(request, post.code), ("ties",))


@act("post.tie")
def untied(request: MemberRequest) -> HttpResponse:
    """The posts that are tied to no pillar, to be tied at once."""
    found = not_tied.untied(request.workspace, request.user)
    context = {"pillars": guide(request.workspace).pillars, "posts": found.shown, "count": found.count}
    return render(request, "publishing/untied.html", context)


@act("post.tie")
@require_POST
def tie_all(request: MemberRequest) -> HttpResponse:
    given = {
        name[len(PREFIX) :]: str(value) for name, value in request.POST.items() if name.startswith(PREFIX) and value
    }
    batch, count = tying.tie_all(request.workspace, request.user, dict(list(given.items())[: not_tied.AT_ONCE]))
    if count:
        said = ngettext("One post is tied now.", "%(n)s posts are tied now.", count) % {"n": count}
        back = reverse("publishing:untie_all_posts", args=[request.workspace.slug])
        messages.success(request, with_way_back(request, said, back, {"batch": batch}))
    else:
        messages.error(request, _("Nothing was chosen. Tap a pillar beside a post first."))
    return redirect("publishing:untied_posts", request.workspace.slug)


@act("post.tie")
@require_POST
def untie_all(request: MemberRequest) -> HttpResponse:
    """Takes ``tie_all`` back."""
    count = tying.untie_all(request.workspace, request.user, request.POST.get("batch", ""))
    said = ngettext("Taken back: one post.", "Taken back: %(n)s posts.", count)
    messages.success(request, said % {"n": count})
    return lead_to(request, reverse("publishing:untied_posts", args=[request.workspace.slug]))


def _asked(request: MemberRequest, known: Guide) -> tying.Ends:
    pillar = request.POST.get("pillar", "")
    if "more" not in request.POST:
        return tying.with_pillar(known, pillar) if pillar else tying.Ends()
    return tying.Ends(pillar, *(request.POST.get(noun, "") for noun in tying.NOUNS[1:]))
