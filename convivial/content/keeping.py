"""Nobody's words are lost: what was replaced, and what came too late, can be put back."""

from datetime import timedelta

from django.db import transaction

from convivial.lib.now import now
from convivial.team.models import User

from .models import PastWords, Post, Variant
from .words_in import is_empty

KEPT = 40  # texts of a post
ONE_SITTING = timedelta(minutes=5)  # a draft saves itself every few seconds: one text of a sitting is enough


def keep(
    post: Post, text: str | None, replaced_by: User, variant: Variant | None = None, is_end: bool = False
) -> None:
    """Before words are replaced. Called inside the act's transaction. ``is_end``: they are given up as a whole, and
    so they are kept even within one sitting."""
    written_by = (variant or post).written_by_id
    if text is None or is_empty(text):
        return
    if not is_end and written_by == replaced_by.pk and _is_same_sitting(post, variant):
        return
    PastWords.objects.create(post=post, variant=variant, text=text, by_id=written_by, at=now())
    _forget_the_oldest(post)


def keep_overtaken(post: Post, text: str | None, by: User, variant: Variant | None = None) -> None:
    """Words that came too late, in a transaction of their own; the same words twice are kept once."""
    if text is None or is_empty(text):
        return
    with transaction.atomic():
        last = post.past_words.order_by("-id").first()
        if last and last.is_overtaken and last.by_id == by.pk and last.text == text:
            return
        PastWords.objects.create(post=post, variant=variant, text=text, by=by, at=now(), is_overtaken=True)
        _forget_the_oldest(post)


def _is_same_sitting(post: Post, variant: Variant | None) -> bool:
    kept = post.past_words.filter(variant=variant, is_overtaken=False, at__gt=now() - ONE_SITTING)
    return kept.exists()


def _forget_the_oldest(post: Post) -> None:
    kept = list(post.past_words.order_by("-id").values_list("pk", flat=True)[:KEPT])
    post.past_words.exclude(pk__in=kept).delete()
