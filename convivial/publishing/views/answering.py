"""How the acts of the composer answer: parts of its page, each of which finds its own place; or a way on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from convivial.content import writing
from convivial.content.errors import ContentError, NotNow
from convivial.content.models import Post, Variant
from convivial.content.seeing import seeing
from convivial.lib.digits import whole
from convivial.lib.refusing import Overtaken
from convivial.publishing.composing.drawing import Drawn
from convivial.publishing.errors import NotReady
from convivial.strategy import guiding
from convivial.team.access import MemberRequest, act, may
from convivial.ui.leading import is_part

from .drawing import BESIDE, EVERYTHING, some_parts


def the_post(request: MemberRequest, code: str) -> Post:
    posts = Post.objects.filter(workspace=request.workspace).annotate(in_force=guiding.in_force("workspace"))
    post = get_object_or_404(
        posts.select_related("plan", "tie", "offer", "author", "written_by", "taking__slot"), code=code
    )
    post.workspace = request.workspace
    return post


def the_sheet(request: MemberRequest, post: Post) -> Drawn:
    asked = request.POST if request.method == "POST" else request.GET
    return Drawn(post, request.user, asked.get("on", ""), asked.get("see", ""))


def page_of(post: Post, on: str = "") -> str:
    address = reverse("publishing:post", kwargs={"workspace": post.workspace.slug, "code": post.code})
    return f"{address}?on={on}" if on else address


def answer(
    request: MemberRequest,
    post: Post,
    parts: tuple[str, ...] = BESIDE,
    said: Any = "",
    sheet: Drawn | None = None,
    wrong: Any = "",
) -> HttpResponse:
    """After an act that worked: the parts that may look different now, or (without the script) the page. ``wrong``
    says what of it did not."""
    if comes_from_approvals(request):
        return to_approvals(request, said)
    if not is_part(request):
        if said or wrong:
            messages.add_message(request, messages.ERROR if wrong else messages.SUCCESS, wrong or said)
        return redirect(page_of(post))
    return some_parts(request, sheet or the_sheet(request, post), parts, said=said, wrong=wrong)


def refuse(request: MemberRequest, post: Post, sentence: Any) -> HttpResponse:
    """422 with the reason in words; whatever was typed stays where it is."""
    if saves_itself(request):
        return JsonResponse({"sentence": str(sentence)}, status=422)
    if comes_from_approvals(request):
        return to_approvals(request, wrong=sentence)
    if not is_part(request):
        messages.error(request, sentence)
        return redirect(page_of(post))
    fresh = Post.objects.filter(pk=post.pk).exists()
    parts = BESIDE if fresh else ()
    return some_parts(request, the_sheet(request, post), parts, wrong=sentence, status=422)


def comes_from_approvals(request: HttpRequest) -> bool:
    return request.POST.get("back") == "approvals"


def to_approvals(request: MemberRequest, said: Any = "", wrong: Any = "") -> HttpResponse:
    """An answer given on Approvals is followed by what still waits there."""
    from .approvals import shown

    if not is_part(request):
        messages.add_message(request, messages.ERROR if wrong else messages.SUCCESS, said or wrong)
        return redirect(reverse("publishing:approvals", kwargs={"workspace": request.workspace.slug}))
    context = shown(request) | {"said": said, "wrong": wrong}
    return render(request, "publishing/approvals_answered.html", context, status=422 if wrong else 200)


View = Callable[..., HttpResponseBase]


def acts_on_post(name: str) -> Callable[[View], View]:
    """Declares the act, takes POST alone, and gives the view the post in place of its code. What is being typed is
    kept first; what cannot be done is said in words."""

    def declare(view: View) -> View:
        @act(name)
        @require_POST
        @wraps(view)
        def acted(request: MemberRequest, code: str) -> HttpResponseBase:
            return on_post(request, the_post(request, code), name, lambda post: view(request, post))

        return acted

    return declare


def on_post(
    request: MemberRequest, post: Post, name: str, view: Callable[[Post], HttpResponseBase]
) -> HttpResponseBase:
    if not may(request.user, name, post):
        raise PermissionDenied
    try:
        with seeing(request.POST.getlist("stood")):
            keep_typed(request, post)
            return view(post)
    except Overtaken as overtaken:
        return overtaken_by(request, post, overtaken)
    except (ContentError, NotReady) as trouble:
        return refuse(request, post, trouble.sentence)


def keep_typed(request: MemberRequest, post: Post) -> None:
    """Words that the page sent along with another act are written first: the last of them goes out too."""
    if "text" not in request.POST:
        return
    text, revision = request.POST["text"].replace("\r\n", "\n"), _revision(request)
    variant = the_variant(post, request.POST.get("on", ""))
    if variant is None and text != post.text:
        writing.write(post, request.user, text, revision)
    elif variant is not None and text != variant.words:
        writing.write_variant(variant, request.user, text, revision)


def the_variant(post: Post, code: str) -> Variant | None:
    """None for the common text; a channel that was taken away meanwhile is said to be gone."""
    if not code:
        return None
    variant = post.variants.select_related("channel").filter(code=code).first()
    if variant is None:
        raise NotNow(gettext("This channel was taken out of the post meanwhile."))
    variant.post = post
    return variant


def overtaken_by(request: MemberRequest, post: Post, overtaken: Overtaken) -> HttpResponse:
    """Somebody wrote meanwhile. The field that saves itself is told the newer words and asks which to keep; any other
    act is not done, and the page shows the newer words. The older ones are kept with the earlier words either way."""
    if saves_itself(request):
        text = post.text if overtaken.text is None else overtaken.text
        return JsonResponse({"revision": overtaken.revision, "text": text}, status=409)
    wrong = gettext("Somebody else changed these words while you were writing. Yours are kept: compare, then choose.")
    sheet = the_sheet(request, the_post(request, post.code))
    return some_parts(request, sheet, EVERYTHING, wrong=wrong, status=422)


def saves_itself(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _revision(request: MemberRequest) -> int:
    revision = whole(request.POST.get("revision"), 9)
    return -1 if revision is None else revision
