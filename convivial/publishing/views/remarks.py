"""Comments on exact places of a post: noted by who approves, answered and ticked off by who wrote it."""

from collections.abc import Callable

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from convivial.content import remarking
from convivial.content.models import Post, Remark
from convivial.lib.digits import whole
from convivial.publishing.composing.remarks import told
from convivial.team.access import MemberRequest, act

from .answering import acts_on_post, answer, on_post, the_post

View = Callable[[MemberRequest, Remark], HttpResponseBase]


@act("post.see")
def remarks(request: MemberRequest, code: str) -> HttpResponse:
    """Every "not yet" that was said to a post, and every yes that came with a remark."""
    post = the_post(request, code)
    answers = post.approval_requests.filter(Q(not_yet__isnull=False) | Q(remarks__isnull=False)).distinct()
    said = post.remarks.exclude(request=None).select_related("edition", "media", "replied_by")
    variants, pictures = list(post.variants.select_related("channel")), list(post.pictures.all())
    for variant in variants:
        variant.post = post
    shown = told(said, variants, pictures)
    context = [
        {
            "request": asked,
            "no": getattr(asked, "not_yet", None),
            "said": [each for each in shown if each.remark.request_id == asked.pk],
        }
        for asked in answers.select_related("closed_by", "not_yet").order_by("-closed_at")
    ]
    return render(request, "publishing/composer_remarks.html", {"answers": context})


@acts_on_post("post.approve")
def remark(request: MemberRequest, post: Post) -> HttpResponse:
    """Notes a comment on some words, on a picture, or on all that is said on a channel."""
    variant = get_object_or_404(post.variants, code=request.POST.get("variant", ""))
    picture = request.POST.get("picture", "")
    media = get_object_or_404(request.workspace.media, code=picture) if picture else None
    place = remarking.Place(
        fingerprint=request.POST.get("fingerprint", ""),
        start=_number(request, "start"),
        end=_number(request, "end"),
        quote=request.POST.get("quote", "").replace("\r\n", "\n"),
        media=media,
    )
    remarking.remark(post, request.user, variant, place, request.POST.get("comment", ""))
    return answer(request, post, said=_("Noted. It goes along with your answer."))


def acts_on_remark(name: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    def declare(view: View) -> Callable[..., HttpResponseBase]:
        @act(name)
        @require_POST
        def acted(request: MemberRequest, code: str) -> HttpResponseBase:
            there = Remark.objects.filter(post__workspace=request.workspace, post__deletion=None)
            there = there.filter(Q(by=request.user) | Q(request__isnull=False))  # what is not sent is one's own
            remark = get_object_or_404(there.select_related("post"), code=code)
            remark.post = the_post(request, remark.post.code)
            return on_post(request, remark.post, name, lambda post: view(request, remark))

        acted.__name__, acted.__doc__ = view.__name__, view.__doc__
        return acted

    return declare


@acts_on_remark("post.approve")
def drop(request: MemberRequest, remark: Remark) -> HttpResponseBase:
    """Takes away what was noted and not sent yet."""
    remarking.drop(remark, request.user)
    return answer(request, remark.post)


@acts_on_remark("post.write")
def reply(request: MemberRequest, remark: Remark) -> HttpResponseBase:
    remarking.reply(remark, request.user, request.POST.get("reply", ""))
    return answer(request, remark.post)


@acts_on_remark("post.write")
def settle(request: MemberRequest, remark: Remark) -> HttpResponseBase:
    """Ticks it off; with ``settled=no`` it is open again."""
    remarking.settle(remark, request.user, request.POST.get("settled") != "no")
    return answer(request, remark.post)


def _number(request: MemberRequest, name: str) -> int:
    return whole(request.POST.get(name), 6) or 0
