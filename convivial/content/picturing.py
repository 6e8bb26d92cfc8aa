"""The pictures of a post: which, in which order, with which alt text."""

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext as _

from convivial.team.models import User

from .changing import changing
from .errors import NotNow
from .models import Media, Post, PostPicture
from .telling import tell, tell_writing
from .words_in import LONGEST_ALT, line_taken

MOST_PICTURES = 20


def add_picture(post: Post, by: User, media: Media) -> PostPicture:
    """Puts a picture behind the others. One that is in the post already stays where it is."""
    if media.workspace_id != post.workspace_id:
        raise PermissionDenied
    with changing(post, by):
        there = post.pictures.filter(media=media).first()
        if there:
            return there
        if post.pictures.count() >= MOST_PICTURES:
            raise NotNow(_("%(most)s pictures are the most that a post can have.") % {"most": MOST_PICTURES})
        last = post.pictures.aggregate(last=Max("position"))["last"]
        picture = PostPicture.objects.create(post=post, media=media, position=0 if last is None else last + 1)
        _sign(post, by)
        tell(post, by, "post.add_picture", picture=picture.code)
    return picture


def describe(picture: PostPicture, by: User, alt: str) -> None:
    """Says what is to be seen, for people who do not see it."""
    alt = line_taken(alt, LONGEST_ALT)
    with changing(picture.post, by):
        picture.refresh_from_db(fields=["alt"])
        if alt != picture.alt:
            picture.alt = alt
            picture.save(update_fields=["alt"])
            _sign(picture.post, by)
            tell_writing(picture.post, by, picture=picture.code)


def move_picture(picture: PostPicture, by: User, position: int) -> None:
    """Puts a picture at a place (0 is the first); the others close up."""
    with changing(picture.post, by):
        before = list(picture.post.pictures.all())
        after = [other for other in before if other.pk != picture.pk]
        after.insert(max(0, position), picture)
        for place, other in enumerate(after):
            other.position = place
        PostPicture.objects.bulk_update(after, ["position"])
        if [other.pk for other in before] != [other.pk for other in after]:
            _sign(picture.post, by)
            tell(picture.post, by, "post.move_picture", picture=picture.code)


def drop_picture(picture: PostPicture, by: User) -> None:
    post = picture.post
    with changing(post, by):
        if PostPicture.objects.filter(pk=picture.pk).delete()[0]:
            _sign(post, by)
            tell(post, by, "post.drop_picture", picture=picture.code)


def _sign(post: Post, by: User) -> None:
    """Whose work the pictures are: who only lends a yes gives none to their own."""
    if post.pictured_by_id != by.pk:
        post.pictured_by = by
        post.save(update_fields=["pictured_by"])
