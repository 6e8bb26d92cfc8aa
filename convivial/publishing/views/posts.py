"""Acts on a post: begin, write, plan, delete, use again."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from convivial.content import links, presence, writing
from convivial.content.models import PastWords, Post
from convivial.lib.digits import whole
from convivial.lib.now import instant
from convivial.publishing.calendar import meaning
from convivial.publishing.composing import beginning, planning, repeating
from convivial.publishing.composing.languages import LANGUAGES
from convivial.publishing.errors import NotReady
from convivial.team.access import MemberRequest, act
from convivial.ui.leading import is_part, lead_to
from convivial.ui.undoing import with_way_back
from convivial.ui.zones import known

from .answering import acts_on_post, answer, page_of, refuse, saves_itself, the_post, the_sheet
from .drawing import BESIDE, EVERYTHING, some_parts

FRESH = timedelta(hours=1)
AT_ONCE = 20


@act("post.write")
@require_POST
def start(request: MemberRequest) -> HttpResponse:
    """Begins a post. An own one that is still empty is taken up again, so that pressing twice leaves no litter."""
    text = request.POST.get("text", "")
    post = None if text.strip() else _own_empty(request)
    return lead_to(request, page_of(post or beginning.begin(request.workspace, request.user, text)))


@acts_on_post("post.write")
def write(request: MemberRequest, post: Post) -> HttpResponse:
    """Saves what is typed: ``acts_on_post`` has done so."""
    if not saves_itself(request):
        return answer(request, post)
    return JsonResponse({"revision": the_sheet(request, post).revision})


@act("post.see")
@require_POST
def here(request: MemberRequest, code: str) -> HttpResponse:
    """Says that somebody has the post open, and answers who else has."""
    post = the_post(request, code)
    presence.here(post, request.user)
    sheet = the_sheet(request, post)
    shown = whole(request.POST.get("revision"))
    is_old = shown is not None and shown < sheet.revision and post.written_by_id != request.user.pk
    others = presence.others(post, request.user)
    context = {"post": post, "others": others, "is_old": is_old, "address": page_of(post), "is_answer": True}
    return render(request, "publishing/composer_here.html", context)


@acts_on_post("post.write")
def speak(request: MemberRequest, post: Post) -> HttpResponse:
    """Sets the language of the common text."""
    language = request.POST.get("language", "")
    if language in LANGUAGES:
        writing.set_language(post, request.user, language)
    return answer(request, post, EVERYTHING)


@acts_on_post("post.write")
def plan(request: MemberRequest, post: Post) -> HttpResponse:
    zone = request.POST.get("zone", "")
    zone = zone if known(zone) else post.workspace.zone
    if "forget" in request.POST or not (request.POST.get("when", "").strip() or request.POST.get("exactly")):
        planning.forget(post, request.user)
        return answer(request, the_post(request, post.code))
    try:
        planning.plan(post, request.user, _meant(request, zone), zone)
    except NotReady as unclear:
        return _asked_again(request, post, zone, unclear)
    return answer(request, the_post(request, post.code))


def _asked_again(request: MemberRequest, post: Post, zone: str, unclear: NotReady) -> HttpResponse:
    """422: the dialog stays, with what was typed and the sentence beside it; the rest of the page follows the words
    that came along."""
    if not is_part(request):
        return refuse(request, post, unclear.sentence)
    sheet = the_sheet(request, the_post(request, post.code))
    typed = {name: request.POST.get(name, "") for name in ("when", "exactly")} | {"zone": zone}
    form = {"sheet": sheet, "post": sheet.post, "typed": typed, "wrong": unclear.sentence}
    response = some_parts(request, sheet, [name for name in BESIDE if name != "when"], status=422)
    response.content = render(request, "publishing/composer_plan.html#form", form).content + response.content
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#plan-form", "outerHTML"
    return response


@acts_on_post("post.delete")
def delete(request: MemberRequest, post: Post) -> HttpResponse:
    writing.delete(post, request.user)
    back = reverse("publishing:bring_back_post", kwargs={"workspace": post.workspace.slug, "code": post.code})
    messages.success(request, with_way_back(request, gettext("Deleted."), back))
    return lead_to(request, reverse("publishing:blank_post", kwargs={"workspace": post.workspace.slug}))


@act("post.delete")
@require_POST
def bring_back(request: MemberRequest, code: str) -> HttpResponse:
    """Undoes a deletion."""
    post = get_object_or_404(Post.everything.filter(workspace=request.workspace), code=code)
    post.workspace = request.workspace
    writing.bring_back(post, request.user)
    return lead_to(request, page_of(post))


@acts_on_post("post.write")
def again(request: MemberRequest, post: Post) -> HttpResponse:
    """The same post once more, as a draft of its own."""
    copy = repeating.again(post, request.user)
    messages.success(request, gettext("A copy, ready to be changed. The other one stays as it is."))
    return lead_to(request, page_of(copy))


@acts_on_post("post.write")
def restore(request: MemberRequest, post: Post) -> HttpResponse:
    """Puts earlier words back; those that stand there now are kept in turn."""
    kept = PastWords.objects.filter(post=post).select_related("variant")
    past = get_object_or_404(kept, code=request.POST.get("past", ""))
    writing.restore(past, request.user)
    return answer(request, the_post(request, post.code), EVERYTHING, said=_("Put back."))


@acts_on_post("post.write")
def promise(request: MemberRequest, post: Post) -> HttpResponse:
    """ "This page opens at 09:00": the link is tried for fifteen minutes from then on."""
    zone = post.workspace.zone
    meant = _meant(request, zone)
    links.promise(post, request.user, request.POST.get("address", ""), instant(meant, zone))
    return answer(request, post)


@acts_on_post("post.write")
def look(request: MemberRequest, post: Post) -> HttpResponse:
    """Opens the links of the post that nobody opened of late, or the one that was asked for."""
    there = [address for text in _texts(post) for address in links.addresses_in(text)]
    asked = request.POST.get("address", "")
    old = [asked] if asked in there else links.stale(post.workspace_id, there, FRESH)
    links.look_at(post.workspace_id, old[:AT_ONCE])
    return answer(request, post, ("see", "foot"))


def _texts(post: Post) -> list[str]:
    return [post.text, *(variant.words for variant in post.variants.all() if variant.text is not None)]


def _meant(request: MemberRequest, zone: str) -> datetime:
    """The picker's moment when it was used, else what the words mean."""
    meant = meaning.wanted({name: request.POST.get(name, "") for name in ("exactly", "when")}, zone)
    if meaning.is_past(meant, zone):
        raise NotReady("in_the_past")
    return meant


def _own_empty(request: MemberRequest) -> Post | None:
    own = Post.objects.filter(workspace=request.workspace, author=request.user, text="", revision=0, pictures=None)
    return own.exclude(variants__text__isnull=False).order_by("-pk").first()
