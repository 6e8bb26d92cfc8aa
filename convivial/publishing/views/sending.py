"""Acts that let a post leave the house: scheduling and publishing."""

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from convivial.content.locking import hold
from convivial.content.models import Post, Variant
from convivial.publishing import scheduling
from convivial.publishing.composing import planning
from convivial.publishing.composing.sheet import Sheet
from convivial.publishing.errors import NotReady
from convivial.publishing.permitting import refuse_strangers
from convivial.team.access import MemberRequest

from .answering import acts_on_post, answer, the_sheet


@acts_on_post("post.schedule")
def schedule(request: MemberRequest, post: Post) -> HttpResponse:
    with transaction.atomic():
        hold(post)
        sheet = the_sheet(request, post)
        if sheet.plan is None:
            raise NotReady("no_time")
        scheduling.schedule(post, request.user, planning.wall_of(sheet.plan), sheet.plan.zone, _ready(sheet))
    return answer(request, post, said=_("Scheduled."))


@acts_on_post("post.schedule")
def publish(request: MemberRequest, post: Post) -> HttpResponse:
    with transaction.atomic():
        hold(post)
        scheduling.publish_now(post, request.user, _ready(the_sheet(request, post)))
    return answer(request, post, said=_("On its way."))


def _ready(sheet: Sheet) -> list[Variant]:
    """Those that go out when this person presses: not yet scheduled, on a channel that is theirs to publish on, and
    with a yes where one is needed. Read while the post is held: of two who press at once, the second finds nothing
    left."""
    ready = [v for v in sheet.unscheduled if not sheet.is_yes_needed or v.pk in sheet.cleared]
    mine = [v for v in ready if v in sheet.open_to_me]
    if ready and not mine:
        refuse_strangers(sheet.person, [v.channel for v in ready])
    if sheet.variants and not mine:
        raise NotReady("nothing_left")
    return mine
