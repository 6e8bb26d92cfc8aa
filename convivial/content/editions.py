"""Freezes what would go out: exact words, pictures, alt texts and links, known by one fingerprint.

``changed`` is sent inside the transaction with ``post`` whenever the edition of one of its variants is another one
than before, and with ``by`` when somebody wrote: what is scheduled follows, and a yes to the old words does not count
for the new ones.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

from convivial.team.models import User

from .finding import addresses_in
from .locking import hold
from .models import Edition, Post, PostPicture, Variant

PASSING = timedelta(days=1)

changed = Signal()  # sent with sender=Post, post=<Post>, by=<User> or None


def freeze(post: Post, by: User | None = None) -> list[Edition]:
    """The current editions of all variants, in their order; made where the words are new, found where they are
    not. Doing it twice changes nothing. The post stays locked until the caller's transaction ends, so that nobody
    changes a word between freezing and scheduling."""
    with transaction.atomic():
        hold(post)
        variants = list(post.variants.select_related("edition"))
        pictures = list(post.pictures.select_related("media")) if variants else []
        moved = [_point(variant, post, pictures) for variant in variants]
        if any(moved):
            changed.send(sender=Post, post=post, by=by)
        return [variant.edition for variant in variants if variant.edition]


def freeze_again(post: Post, by: User) -> None:
    """After a write: a draft that nobody relies on yet has no editions, and needs none."""
    if has_editions(post):
        freeze(post, by)


def has_editions(post: Post) -> bool:
    return post.variants.exclude(edition=None).exists()


def forget_passing(now: datetime) -> int:
    """Removes the editions of words that stood there only while somebody typed: a day old, not current, never
    answered, never scheduled. Answers how many."""
    protecting = [r.name for r in Edition._meta.related_objects if getattr(r, "on_delete", None) is models.PROTECT]
    current = Variant.objects.exclude(edition=None).values("edition")
    old = Edition.objects.filter(made_at__lt=now - PASSING, approvals=None, not_yets=None, remarks=None)
    old = old.exclude(pk__in=current)
    gone = list(old.filter(**dict.fromkeys(protecting)).values_list("pk", flat=True)[:1_000])
    return Edition.objects.filter(pk__in=gone).delete()[1].get("content.Edition", 0)


def fingerprint(text: str, language: str, pictures: Sequence[dict[str, Any]], links: Sequence[str]) -> str:
    """SHA-256 in hexadecimal over JSON with sorted keys of text, language, the pictures' own SHA-256 with their alt
    texts in order, and the links in order. Row numbers are left out: a copy of the data has the same fingerprints."""
    shown = [{"sha256": picture["sha256"], "alt": picture["alt"]} for picture in pictures]
    content = {"text": text, "language": language, "pictures": shown, "links": list(links)}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _point(variant: Variant, post: Post, pictures: Sequence[PostPicture]) -> bool:
    """Whether the variant's edition is another one now."""
    edition = _edition(variant, post, pictures)
    if variant.edition_id == edition.pk:
        return False
    variant.edition = edition
    variant.save(update_fields=["edition"])
    return True


def _edition(variant: Variant, post: Post, pictures: Sequence[PostPicture]) -> Edition:
    text = post.text if variant.text is None else variant.text
    shown = [{"media": p.media_id, "sha256": p.media.sha256, "alt": p.alt} for p in pictures]
    links = addresses_in(text)
    name = fingerprint(text, variant.language, shown, links)
    if variant.edition and variant.edition.fingerprint == name:
        return variant.edition
    content = {"text": text, "language": variant.language, "pictures": shown, "links": links}
    edition, is_new = Edition.objects.get_or_create(variant=variant, fingerprint=name, defaults=content)
    if is_new and pictures:
        edition.media.set([picture.media_id for picture in pictures])
    return edition
