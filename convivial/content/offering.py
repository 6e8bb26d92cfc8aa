"""A contributor's draft always passes a creator, who takes it on or gives it back with a comment.

Until then only its author and those who may decide write in it, nobody asks for a yes, and nothing of it goes out.
Once it is taken on it is the creators'.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from convivial.lib.now import now
from convivial.team.access import may
from convivial.team.models import User

from .editions import has_editions
from .errors import NotNow, NotTaken
from .locking import hold
from .models import GivenBack, Offer, Post
from .telling import tell
from .words_in import LONGEST_COMMENT, is_empty, taken


def offer(post: Post, by: User) -> Offer:
    """The contributor says that the draft is ready for a creator. Offering twice changes nothing."""
    if not may(by, "post.offer", post) or post.author_id != by.pk:
        raise PermissionDenied
    with transaction.atomic():
        hold(post)
        if is_empty(post.text) and not post.pictures.exists():
            raise NotNow(_("There is nothing in it yet. Write a few words first."))
        made, is_new = Offer.objects.get_or_create(post=post, defaults={"by": by})
        if is_new:
            tell(post, by, "post.offer")
    return made


def take(post: Post, by: User) -> None:
    """A creator takes a contributor's draft on, offered or not. The first one does; the second is told who."""
    if not may(by, "post.take", post):
        raise PermissionDenied
    with transaction.atomic():
        hold(post)
        made = Offer.objects.get_or_create(post=post, defaults={"by": post.author})[0]
        if made.taken_at is None:
            made.taken_by, made.taken_at = by, now()
            made.save(update_fields=["taken_by", "taken_at"])
            tell(post, by, "post.take")
        elif made.taken_by_id != by.pk:
            name = made.taken_by.name if made.taken_by else _("Somebody")
            raise NotNow(_("%(name)s took this draft on already.") % {"name": name})


def give_back(post: Post, by: User, comment: str) -> GivenBack:
    """Back to the contributor, with what is missing."""
    if not may(by, "post.take", post):
        raise PermissionDenied
    comment = taken(comment, LONGEST_COMMENT).strip()
    if is_empty(comment):
        raise NotTaken(_("Say in a few words what is missing."))
    with transaction.atomic():
        hold(post)
        if has_editions(post):
            raise NotNow(_("This draft is on its way already. Take back what is asked or scheduled first."))
        if not Offer.objects.filter(post=post).delete()[0]:
            raise NotNow(_("This draft is not offered any more."))
        answer = GivenBack.objects.create(post=post, by=by, comment=comment)
        tell(post, by, "post.give_back")
    return answer


def waits_for_a_creator(post: Post) -> bool:
    """Whether a contributor began it and no creator has taken it on. A post that was read with its offer is not asked
    again; one that is held (``locking.hold``) always is."""
    if not post.is_contribution:
        return False
    if "offer" not in post._state.fields_cache:
        return not Offer.objects.filter(post=post, taken_at__isnull=False).exists()
    offer: Offer | None = post._state.fields_cache["offer"]
    return offer is None or offer.taken_at is None


NARROWED = ("post.write", "post.delete", "post.tie", "post.submit", "post.schedule")


def narrow(person: User, act: str, thing: Any) -> bool:
    """Asked with every ``may`` about a post (see ``team.access.also_ask``)."""
    if not isinstance(thing, Post) or act not in NARROWED:
        return True
    if act in ("post.submit", "post.schedule"):
        return not waits_for_a_creator(thing)
    if may(person, "post.take", thing) or may(person, "post.approve", thing):
        return True
    return thing.author_id == person.pk and waits_for_a_creator(thing)
