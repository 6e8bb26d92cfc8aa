"""Acts on a post's pictures."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from convivial.content import receiving, writing
from convivial.content.models import Post, PostPicture
from convivial.lib.digits import whole
from convivial.team.access import MemberRequest, act

from .answering import acts_on_post, answer, on_post, refuse, saves_itself

View = Callable[[MemberRequest, PostPicture], HttpResponseBase]
PARTS = ("pictures", "foot", "see")
LARGEST = 21 * 1024 * 1024  # bytes that are read at most; ``media`` refuses from 20 MB on


@acts_on_post("post.write")
def add_picture(request: MemberRequest, post: Post) -> HttpResponse:
    """Pictures that were chosen, dropped or pasted; each is decoded and encoded anew."""
    files = [
        receiving.File(each.name or "", partial(each.read, LARGEST)) for each in request.FILES.getlist("picture")
    ]
    received = receiving.receive(post, request.user, files)
    wrong = " ".join(received.sentences)
    if wrong and not received.added:
        return refuse(request, post, wrong)
    return answer(request, post, PARTS, wrong=wrong)


def acts_on_picture(view: View) -> Callable[..., HttpResponseBase]:
    @act("post.write")
    @require_POST
    def acted(request: MemberRequest, code: str) -> HttpResponseBase:
        pictures = PostPicture.objects.filter(post__workspace=request.workspace, post__deletion=None)
        picture = get_object_or_404(pictures.select_related("post", "media"), code=code)
        picture.post.workspace = request.workspace
        return on_post(request, picture.post, "post.write", lambda post: view(request, picture))

    acted.__name__, acted.__doc__ = view.__name__, view.__doc__
    return acted


@acts_on_picture
def describe(request: MemberRequest, picture: PostPicture) -> HttpResponseBase:
    """Keeps what the picture shows, while it is typed and when the dialog is left."""
    writing.describe(picture, request.user, request.POST.get("alt", ""))
    if saves_itself(request):
        return JsonResponse({})
    return answer(request, picture.post, PARTS)


@acts_on_picture
def move_picture(request: MemberRequest, picture: PostPicture) -> HttpResponseBase:
    """To a place, counted from 0."""
    position = whole(request.POST.get("position"))
    if position is not None:
        writing.move_picture(picture, request.user, min(position, 100))
    return answer(request, picture.post, PARTS)


@acts_on_picture
def drop_picture(request: MemberRequest, picture: PostPicture) -> HttpResponseBase:
    writing.drop_picture(picture, request.user)
    return answer(request, picture.post, PARTS)
