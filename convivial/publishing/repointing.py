"""When the words of a post change, what is still scheduled goes out with the new ones; a worker that had just taken
it drops it. On a channel that is kept for others, it waits for one of them: who may not publish there writes nothing
that goes out there by itself. Where a yes is needed, the yes says so already."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, OuterRef, Subquery

from convivial.content import approving
from convivial.content.models import Post, Variant
from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.networks import granting
from convivial.team.models import User

from .accompanying import accompany, leave
from .models import Publication

State = Publication.State


def follow_words(sender: Any, post: Post, by: User | None = None, **kwargs: Any) -> None:
    """Receives ``content.editions.changed``, inside the transaction of the change."""
    rows = Publication.objects.filter(variant__post=post, state__in=[State.SCHEDULED, State.ON_HOLD])
    moved = []
    for each in rows.select_related("variant__edition", "channel"):
        edition = each.variant.edition
        if edition is None or edition.pk == each.edition_id:
            continue
        changed = rows.filter(pk=each.pk).update(
            edition=edition, token=F("token") + 1, worker="", lease_until=None, prepared={}, changed_at=now()
        )
        if changed:
            each.edition = edition
            moved.append(each)
    scheduled = [each for each in moved if each.state == State.SCHEDULED]
    stopped = _stop(post, scheduled, by) if by else []
    accompany([each for each in scheduled if each not in stopped])


def _stop(post: Post, scheduled: Sequence[Publication], by: User) -> list[Publication]:
    """On hold: what somebody else's words would have taken along to a channel that is not theirs."""
    shut = granting.shut_to(by, [each.channel for each in scheduled])
    stopped = [each for each in scheduled if each.channel in shut]
    if not stopped or approving.is_required(post.workspace_id):
        return []
    ids = [each.pk for each in stopped]
    Publication.objects.filter(pk__in=ids).update(
        state=State.ON_HOLD, reason="words_of_others", reason_params={}, try_at=None, changed_at=now()
    )
    leave(ids)
    record_all(
        Entry(
            "publication.stop", workspace=each.workspace_id, thing="publication", code=each.code,
            params={"reason": "words_of_others"},
        )
        for each in stopped
    )  # fmt: skip
    return stopped


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
