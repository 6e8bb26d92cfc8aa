"""Comments on exact places, said together with one "not yet" or one yes; the author answers each or ticks it off.

A remark is about one edition: the words may change afterwards, and ``locating`` finds where they stand by then.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from convivial.lib.now import now
from convivial.team.access import may
from convivial.team.models import User

from . import approving
from .editions import freeze
from .errors import ChangedMeanwhile, NotNow, NotTaken
from .locking import hold
from .models import Edition, Media, Post, Remark, Variant
from .telling import tell
from .words_in import LONGEST_COMMENT, is_empty, taken

MOST = 100  # unsent remarks of one person on one post
LONGEST_QUOTE = 4_000


@dataclass(frozen=True)
class Place:
    """Where a remark belongs. Words: from ``start`` to ``end`` (code points), which read ``quote``. A picture: by its
    ``media``. Neither: all that is said on the channel, or (``is_whole``) the post on all its channels.
    ``fingerprint`` is the edition's that stood on the page."""

    fingerprint: str
    start: int = 0
    end: int = 0
    quote: str = ""
    media: Media | None = None
    is_whole: bool = False


def remark(post: Post, by: User, variant: Variant, place: Place, comment: str) -> Remark:
    """Notes a comment on a place; only who noted it sees it, until she answers. Refused
    (``ChangedMeanwhile``) when other words stand there by now. Noting the same twice changes nothing."""
    comment = taken(comment, LONGEST_COMMENT).strip()
    if is_empty(comment):
        raise NotTaken(_("Say in a few words what is missing."))
    with transaction.atomic():
        hold(post)
        approving.refuse_answering(post, by)
        edition = _edition(post, variant, place)
        there = _there(edition, place)
        mine = post.remarks.filter(by=by, request=None)
        known = mine.filter(edition=edition, comment=comment, **there).first()
        if known:
            return known
        if mine.count() >= MOST:
            raise NotNow(_("That is a lot. Send these comments first."))
        made = Remark.objects.create(post=post, by=by, edition=edition, comment=comment, **there)
        tell(post, by, "post.remark")
    return made


def note_all(post: Post, by: User, comments: Iterable[str]) -> None:
    """Notes what was typed somewhere on the page and belongs to no exact place, so that none of it is lost."""
    written = [comment for comment in comments if not is_empty(comment)]
    variant = post.variants.select_related("edition").first() if written else None
    if variant is None or variant.edition is None:
        return
    for comment in written:
        remark(post, by, variant, Place(variant.edition.fingerprint, is_whole=True), comment)


def drop(remark: Remark, by: User) -> None:
    """Takes a comment away that was not sent yet; only one's own."""
    post = remark.post
    with transaction.atomic():
        hold(post)
        if not may(by, "post.approve", post):
            raise PermissionDenied
        if Remark.objects.filter(pk=remark.pk, by=by, request=None).delete()[0]:
            tell(post, by, "post.drop_remark")
        elif Remark.objects.filter(pk=remark.pk).exists():
            raise NotNow(_("This comment was sent already."))


def reply(remark: Remark, by: User, text: str) -> None:
    """The author's answer, in place of an earlier one."""
    text = taken(text, LONGEST_COMMENT).strip()
    if is_empty(text):
        raise NotTaken(_("There is nothing in it yet. Write a few words first."))
    with transaction.atomic():
        _hold_sent(remark, by)
        if text == remark.reply:
            return
        remark.reply, remark.replied_by, remark.replied_at = text, by, now()
        remark.save(update_fields=["reply", "replied_by", "replied_at"])
        tell(remark.post, by, "post.reply_remark")


def settle(remark: Remark, by: User, is_settled: bool = True) -> None:
    """Ticks a comment off, or takes the tick away again."""
    with transaction.atomic():
        _hold_sent(remark, by)
        if is_settled == (remark.settled_at is not None):
            return
        remark.settled_by, remark.settled_at = (by, now()) if is_settled else (None, None)
        remark.save(update_fields=["settled_by", "settled_at"])
        if is_settled:
            tell(remark.post, by, "post.settle_remark")
        else:
            tell(remark.post, by, "post.reopen_remark")


def _hold_sent(remark: Remark, by: User) -> None:
    """Locks the post and reads the remark again; what was never sent is nobody else's business."""
    hold(remark.post)
    if not may(by, "post.write", remark.post):
        raise PermissionDenied
    remark.refresh_from_db(fields=["request", "reply", "settled_at"])
    if remark.request_id is None:
        raise PermissionDenied


def _edition(post: Post, variant: Variant, place: Place) -> Edition:
    """The one that stood on the page, if it still stands in the post."""
    for edition in freeze(post):
        if edition.variant_id == variant.pk and edition.fingerprint == place.fingerprint:
            return edition
    raise ChangedMeanwhile


def _there(edition: Edition, place: Place) -> dict[str, object]:
    if place.media is not None:
        alt = next((each["alt"] for each in edition.pictures if each["media"] == place.media.pk), None)
        if alt is None:
            raise ChangedMeanwhile
        return {"place": Remark.Place.PICTURE, "media": place.media, "quote": alt[:LONGEST_QUOTE]}
    if place.is_whole:
        return {"place": Remark.Place.POST, "quote": ""}
    if place.start == place.end:
        return {"place": Remark.Place.CHANNEL, "quote": ""}
    quote = edition.text[place.start : place.end]
    if not quote.strip() or quote != place.quote or len(quote) > LONGEST_QUOTE:
        raise NotTaken(_("This place could not be found. Mark the words once more."))
    return {"place": Remark.Place.WORDS, "start": place.start, "end": place.end, "quote": quote}
