"""Acts between people: asking for a yes and giving it, offering a draft and taking it on."""

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convivial.content import approving, offering, remarking
from convivial.content.errors import NotNow
from convivial.content.models import Post, Variant
from convivial.publishing.composing import entering
from convivial.team.access import MemberRequest
from convivial.ui.leading import lead_to

from .answering import acts_on_post, answer, page_of, the_post, the_sheet
from .drawing import EVERYTHING


@acts_on_post("post.submit")
def submit(request: MemberRequest, post: Post) -> HttpResponse:
    """Asks for a yes. A moment that is planned is put into the ledger too, so that the calendar shows it; without
    the yes nothing of it goes out."""
    with transaction.atomic():
        if the_sheet(request, post).is_going_out:
            raise NotNow(gettext("It has gone out already."))
        approving.ask(post, request.user, request.POST.get("note", ""))
        entering.enter(post, request.user)
    return answer(request, post, said=_("Asked. You will see the answer here."))


@acts_on_post("post.submit")
def withdraw(request: MemberRequest, post: Post) -> HttpResponse:
    approving.withdraw(post, request.user)
    return answer(request, post)


@acts_on_post("post.offer")
def offer(request: MemberRequest, post: Post) -> HttpResponse:
    offering.offer(post, request.user)
    return answer(request, the_post(request, post.code), said=_("The creators have it now."))


@acts_on_post("post.take")
def take(request: MemberRequest, post: Post) -> HttpResponse:
    offering.take(post, request.user)
    if request.POST.get("back") == "approvals":
        return lead_to(request, page_of(post))
    return answer(request, the_post(request, post.code), EVERYTHING)


@acts_on_post("post.take")
def give_back(request: MemberRequest, post: Post) -> HttpResponse:
    offering.give_back(post, request.user, request.POST.get("comment", ""))
    return answer(request, the_post(request, post.code), EVERYTHING)


@acts_on_post("post.approve")
def approve(request: MemberRequest, post: Post) -> HttpResponse:
    """Yes to the words that stood on the page: the page sends their fingerprints along, and whatever was typed as a
    comment and not noted yet."""
    with transaction.atomic():
        remarking.note_all(post, request.user, request.POST.getlist("comment"))
        approving.approve(post, request.user, _chosen(request, post), seen=seen(request))
    late = _("Your yes is given. The moment that was chosen has passed, so it needs a new one.")
    return answer(request, post, said=late if entering.has_passed(post) else _("Your yes is given."))


@acts_on_post("post.approve")
def not_yet(request: MemberRequest, post: Post) -> HttpResponse:
    approving.not_yet(post, request.user, request.POST.get("comment", ""), seen=seen(request))
    return answer(request, post, said=_("Given back with your words."))


@acts_on_post("post.approve")
def take_back(request: MemberRequest, post: Post) -> HttpResponse:
    approving.take_back(post, request.user)
    return answer(request, post)


def _chosen(request: MemberRequest, post: Post) -> list[Variant] | None:
    """The channels that were ticked; None: all of them."""
    if "some" not in request.POST:
        return None
    chosen = list(post.variants.filter(code__in=request.POST.getlist("variant")))
    if not chosen:
        raise NotNow(gettext("Tick the channels that your yes is for."))
    return chosen


def seen(request: MemberRequest) -> list[str]:
    return request.POST.getlist("seen")
