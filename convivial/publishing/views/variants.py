"""Acts on a post's channels and languages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from convivial.content import writing
from convivial.content.models import Post, Variant
from convivial.publishing.composing.drawing import Drawn
from convivial.publishing.composing.languages import LANGUAGES
from convivial.team.access import MemberRequest

from .answering import acts_on_post, answer, the_variant
from .drawing import EVERYTHING


@acts_on_post("post.write")
def add_channel(request: MemberRequest, post: Post) -> HttpResponse:
    """One channel or several at once, in one language."""
    language = request.POST.get("language", "")
    language = language if language in LANGUAGES else post.language
    for code in request.POST.getlist("channel"):
        channel = get_object_or_404(request.workspace.channels, code=code)
        writing.add_channel(post, request.user, channel, language)
    return answer(request, post)


@acts_on_post("post.write")
def drop_channel(request: MemberRequest, post: Post) -> HttpResponse:
    variant = the_variant(post, request.POST.get("variant", ""))
    if variant:
        writing.drop_channel(variant, request.user)
    return answer(request, post, EVERYTHING, sheet=Drawn(post, request.user))


@acts_on_post("post.write")
def change(request: MemberRequest, post: Post) -> HttpResponse:
    """A channel gets words of its own, at first the common ones."""
    variant = the_variant(post, request.POST.get("on", ""))
    if variant and variant.text is None:
        writing.write_variant(variant, request.user, post.text, variant.revision)
    return answer(request, post, EVERYTHING)


@acts_on_post("post.write")
def follow(request: MemberRequest, post: Post) -> HttpResponse:
    """A channel takes the common words again; its own are kept with the earlier words."""
    variant = the_variant(post, request.POST.get("on", ""))
    if variant and variant.text is not None:
        writing.write_variant(variant, request.user, None, variant.revision)
    return answer(request, post, EVERYTHING)


@acts_on_post("post.write")
def spread(request: MemberRequest, post: Post) -> HttpResponse:
    """The words of one channel for all others in its language that have none of their own yet."""
    variant = the_variant(post, request.POST.get("on", ""))
    if variant and variant.text is not None:
        for other in _without_own(post, variant):
            writing.write_variant(other, request.user, variant.text, other.revision)
    return answer(request, post, EVERYTHING, said=_("Done."))


def _without_own(post: Post, variant: Variant) -> list[Variant]:
    others = post.variants.filter(language=variant.language, text=None).exclude(pk=variant.pk)
    return list(others.select_related("channel"))
