"""Does what goes along with a publication: opens its links, uploads ahead, takes it down. Each is a due row of its
own; none of them sends."""

from datetime import datetime, timedelta

from django.db import transaction

from convivial.content import card_pictures
from convivial.content.links import open_links, stale, store, verdicts
from convivial.content.models import LinkPromise
from convivial.journal.recording import record, record_all
from convivial.lib.now import now
from convivial.networks import opening
from convivial.networks.errors import NetworkError, TryLater
from convivial.publishing.models import Hold, LinkWatch, Preparation, Publication, Removal
from convivial.publishing.sending.lanes import network_of
from convivial.publishing.sending.looking_again import link_stop
from convivial.publishing.sending.stepping import stop
from convivial.publishing.sending.wrapping import compose
from convivial.work.patience import patience
from convivial.work.threads import in_thread

from .accompanying import LOOKS_AFTER, next_look

State = Publication.State
TRIES = 8
ASKED_FOR = timedelta(hours=1)  # so long a network that is busy is asked to take something down
STUMBLED = "stumbled"
LOOKED_LATELY = timedelta(days=1)


async def watch_links(row: LinkWatch) -> datetime | None:
    """Opens the links of a scheduled publication; what is surely broken puts it on hold long before it is due."""
    publication = await in_thread(_scheduled, row.publication_id)
    if publication is None:
        return await _look_back(row)
    looks = await open_links(publication.edition.links)
    await in_thread(store, publication.workspace_id, looks)
    await in_thread(_hold_for_links, publication)
    if network_of(publication.channel).capabilities.link_card == "ours":
        await card_pictures.fetch(publication.workspace_id, publication.edition.links)
    return next_look(publication.due_at, now())


async def _look_back(row: LinkWatch) -> datetime | None:
    """Once a week for four weeks what is out is opened again, for readers come late; a link of many posts once."""
    publication = await in_thread(_out, row.publication_id)
    if publication is None:
        return None
    if publication.state == State.PUBLISHED and now() - publication.due_at >= LOOKS_AFTER[0]:
        links = await in_thread(stale, publication.workspace_id, publication.edition.links, LOOKED_LATELY)
        await in_thread(store, publication.workspace_id, await open_links(links, with_page=False))
    return next_look(publication.due_at, now())


async def prepare(row: Preparation) -> datetime | None:
    """Uploads what can be uploaded before the due second. When it fails, the sending does it."""
    publication = await in_thread(_scheduled, row.publication_id)
    if publication is None or publication.due_at < now() or row.tries >= TRIES:
        return None
    if await in_thread(lambda: Hold.objects.over(publication.workspace_id).exists()):
        return now() + patience().rest
    try:
        access = await in_thread(opening.access, publication.channel)
        outgoing = await in_thread(compose, publication)
        prepared = dict(await network_of(publication.channel).prepare(access, outgoing))
    except TryLater as error:
        return now() + max(error.retry_after or timedelta(0), patience().back_off)
    except NetworkError:
        return None  # said again, with its reason, when it is sent
    await in_thread(_remember, publication, prepared)
    return None


async def take_down(row: Removal) -> datetime | None:
    publication = await in_thread(_published, row.publication_id)
    try:
        access = await in_thread(opening.access, publication.channel)
        await network_of(publication.channel).remove(access, publication.remote_id)
    except TryLater as error:
        if now() - row.asked_at < ASKED_FOR:
            return now() + max(error.retry_after or timedelta(0), patience().after(row.tries + 1))
        await in_thread(_say_why, row, error.reason)
        return None
    except NetworkError as error:
        await in_thread(_say_why, row, error.reason)
        return None
    await in_thread(_taken_down, row, publication)
    return None


def _scheduled(publication: int) -> Publication | None:
    rows = Publication.objects.filter(pk=publication, state=State.SCHEDULED)
    return rows.select_related("edition", "channel").first()


def _out(publication: int) -> Publication | None:
    """Out, or on its way."""
    rows = Publication.objects.filter(pk=publication, state__in=(State.SENDING, State.UNKNOWN, State.PUBLISHED))
    return rows.not_taken_down().select_related("edition").first()


def _published(publication: int) -> Publication:
    return Publication.objects.select_related("channel").get(pk=publication)


def _hold_for_links(publication: Publication) -> None:
    with transaction.atomic():
        rows = Publication.objects.select_for_update(no_key=True).filter(pk=publication.pk, token=publication.token)
        if not rows.filter(state=State.SCHEDULED).exists():
            return
        seen = verdicts(publication.workspace_id, publication.edition.links)
        promised = dict(
            LinkPromise.objects.filter(post__variants=publication.variant_id).values_list("address", "opens_at")
        )
        found = link_stop(publication, seen, promised, now())
        if found:
            record_all(stop([found], now()))


def _remember(publication: Publication, prepared: dict[str, str]) -> None:
    """Only for the very words it was made for."""
    rows = Publication.objects.filter(pk=publication.pk, edition=publication.edition_id)
    rows.exclude(state=State.PUBLISHED).update(prepared=prepared)


def not_taken_down(row: Removal) -> None:
    """Our own work ended over it again and again: nobody knows whether it is still there, and a person is told."""
    _remains(row, STUMBLED)


def _say_why(row: Removal, reason: str) -> None:
    with transaction.atomic():
        if Removal.objects.filter(pk=row.pk, token=row.token).exists():
            _remains(row, reason)


def _remains(row: Removal, reason: str) -> None:
    publication = Publication.objects.select_related("channel").get(pk=row.publication_id)
    Removal.objects.filter(pk=row.pk).update(reason=reason[:40])
    record(
        "publication.remain", workspace=publication.workspace_id, thing="publication", code=publication.code,
        reason=reason[:40], network=publication.channel.network,
    )  # fmt: skip


def _taken_down(row: Removal, publication: Publication) -> None:
    with transaction.atomic():
        if Removal.objects.filter(pk=row.pk, done_at=None).update(done_at=now()):
            record(
                "publication.take_down", workspace=publication.workspace_id, thing="publication",
                code=publication.code,
            )  # fmt: skip
