"""When the words of a post change, what is still scheduled goes out with the new ones; a worker that had just taken
it drops it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Subquery

from convivial.content.models import Post, Variant
from convivial.lib.now import now

from .accompanying import accompany
from .models import Publication

State = Publication.State


def follow_words(sender: Any, post: Post, **kwargs: Any) -> None:
    """Receives ``content.editions.changed``, inside the transaction of the change."""
    rows = Publication.objects.filter(variant__post=post, state__in=[State.SCHEDULED, State.ON_HOLD])
    moved = []
    for each in rows.select_related("variant__edition"):
        edition = each.variant.edition
        if edition is None or edition.pk == each.edition_id:
            continue
        changed = rows.filter(pk=each.pk).update(
            edition=edition, token=F("token") + 1, worker="", lease_until=None, prepared={}, changed_at=now()
        )
        if changed:
            each.edition = edition
            moved.append(each)
    accompany([each for each in moved if each.state == State.SCHEDULED])


def catch_up(publications: Iterable[int]) -> None:
    """What is scheduled again takes the words as they are by now: while it was *sending* or *unknown* it kept those
    that were on their way. ``publications`` are ids. Call it in a transaction."""
    rows = Publication.objects.filter(pk__in=publications, state=State.SCHEDULED, variant__edition__isnull=False)
    behind = list(rows.exclude(edition=F("variant__edition")).values_list("pk", flat=True))
    if not behind:
        return
    current = Variant.everything.filter(pk=OuterRef("variant")).values("edition")
    Publication.objects.filter(pk__in=behind).update(edition=Subquery(current), token=F("token") + 1, prepared={})
    accompany(list(Publication.objects.filter(pk__in=behind).select_related("edition")))
