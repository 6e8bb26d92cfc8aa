"""One act at a time on one post."""

from django.utils.translation import gettext as _

from .errors import NotNow
from .models import Post


def hold(post: Post) -> None:
    """Locks the post's row until the end of the transaction and reads it again: acts on one post queue up here.
    What was read of its offer before is forgotten."""
    post._state.fields_cache.pop("offer", None)
    rows = Post.objects.select_for_update(of=("self",), no_key=True)
    try:
        post.refresh_from_db(fields=["text", "language", "revision", "written_by", "pictured_by"], from_queryset=rows)
    except Post.DoesNotExist as error:
        raise NotNow(_("This post was deleted in the meantime.")) from error
