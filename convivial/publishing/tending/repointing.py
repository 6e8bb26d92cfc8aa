"""When the words of a post change, what is still scheduled goes out with the new ones; a worker that had just taken
it drops it. On a channel that is kept for others, it waits for one of them: who may not publish there writes nothing
that goes out there by itself. Where a yes is needed, the yes says so already."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from convivial.content import approving
from convivial.content.models import Post, Variant
from convivial.journal.recording import Entry, record_all
from convivial.lib.now import now
from convivial.networks import granting
from convivial.publishing.models import Publication
from convivial.team.models import User

from .accompanying import accompany
from .stopping import stop

State = Publication.State
WORDS_OF_OTHERS = "words_of_others"


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
    stopped = _shut_to(by, scheduled) if by and not approving.is_required(post.workspace_id) else []
    record_all(stop(stopped, WORDS_OF_OTHERS))
    accompany([each for each in scheduled if each not in stopped])
    if by:
        _remember(post, by)


def catch_up(publications: Iterable[int]) -> list[Entry]:
    """What is scheduled again takes the words as they are by now: while it was *sending* or *unknown* it kept those
    that were on their way. Gives a line for the journal for each that stops instead, because somebody changed the
    words meanwhile who may not publish there. ``publications`` are ids. Call it in a transaction."""
    rows = Publication.objects.filter(pk__in=publications, state=State.SCHEDULED, variant__edition__isnull=False)
    is_behind = ~Q(edition=F("variant__edition"))
    behind = list(rows.filter(is_behind))
    if not behind:
        return []
    current = Variant.everything.filter(pk=OuterRef("variant")).values("edition")
    all_behind = Publication.objects.filter(pk__in=[each.pk for each in behind])
    all_behind.update(edition=Subquery(current), token=F("token") + 1, prepared={}, has_words_of_others=False)
    stopped = {
        each.pk for each in behind if each.has_words_of_others and not approving.is_required(each.workspace_id)
    }
    accompany(list(all_behind.exclude(pk__in=stopped).select_related("edition")))
    return stop([each for each in behind if each.pk in stopped], WORDS_OF_OTHERS)


def _remember(post: Post, by: User) -> None:
    """What is on its way is left alone; should it come back, it does not go on with words of somebody who may not
    publish there."""
    on_its_way = Publication.objects.filter(variant__post=post, state__in=[State.SENDING, State.UNKNOWN])
    rows = list(on_its_way.exclude(edition=F("variant__edition")).select_related("channel"))
    ids = [each.pk for each in _shut_to(by, rows)]
    if ids:
        Publication.objects.filter(pk__in=ids).update(has_words_of_others=True)


def _shut_to(by: User, publications: Sequence[Publication]) -> list[Publication]:
    shut = granting.shut_to(by, [each.channel for each in publications]) if publications else []
    return [each for each in publications if each.channel in shut]
