"""Asks the networks whether an unknown publication is there. Never sends anything.

Found: *published*. Surely absent: *scheduled* again. A network with a lasting key of ours is believed at once; any
other is asked twice, with a rest, for lists are late. Whoever cannot be asked, or cannot tell, for a quarter of an
hour: a person is asked, and it stays *unknown* until somebody says.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, Min, Q

from convivial.journal.recording import Entry, record, record_all
from convivial.lib.now import now
from convivial.networks import opening
from convivial.networks.errors import NetworkError
from convivial.networks.messages import Receipt
from convivial.networks.network import Access, Found
from convivial.work.due import DEATHS
from convivial.work.patience import patience, stretched
from convivial.work.threads import in_thread

from .accompanying import accompany
from .lanes import capabilities, network_of
from .models import Attempt, Look, Publication
from .repointing import catch_up
from .wrapping import whole

log = logging.getLogger("convivial.publishing")
AT_ONCE, SMALL = 40, 8
LOOKS = 3  # at least, before a person is asked
FOR_EVER = timedelta(days=3650)
State = Publication.State


@dataclass(frozen=True)
class Answer:
    """``word`` is one of ``Look``: "found", "absent", "untellable" or "not_reached"."""

    word: str
    receipt: Receipt | None = None
    why: str = ""


class Reconciler:
    """The kind of work that asks."""

    name = "reconciliation"

    @property
    def news(self) -> timedelta:
        return patience().news * 2

    def earliest(self) -> datetime | None:
        rows = Publication.objects.filter(state=State.UNKNOWN, try_at__isnull=False)
        moment: datetime | None = rows.aggregate(at=Min("try_at"))["at"]
        return moment

    async def turn(self, worker: str) -> bool:
        claimed = await in_thread(claim, worker, now())
        await asyncio.gather(*(self._one(each) for each in claimed))
        return bool(claimed)

    def free(self, workers: list[str]) -> None:
        """``mending.free`` gives back every lease on a publication."""

    def heal(self) -> None:
        """A lapsed lease is simply due again."""

    async def drain(self) -> None:
        """Every turn ends by itself within the lease."""

    async def _one(self, publication: Publication) -> None:
        answer = await in_thread(evidence, publication) or await _asked(publication)
        await in_thread(settle_by, publication, answer)


def claim(worker: str, at: datetime) -> list[Publication]:
    """Unknown ones whose next look is due, for a lease; each look is written before it is taken. Those over which a
    worker ended go in small company, and then alone, so that one that ends every worker is found out."""
    with transaction.atomic():
        rows = Publication.objects.filter(state=State.UNKNOWN, try_at__lte=at).exclude(lease_until__gt=at)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        due = list(rows.order_by("try_at", "pk").values_list("pk", flat=True)[: AT_ONCE * 2])
        ids = _in_company(due, at)
        mine = Publication.objects.filter(pk__in=ids)
        mine.update(token=F("token") + 1, worker=worker, lease_until=at + patience().lease)
        Look.objects.bulk_create([Look(publication_id=pk, at=at) for pk in ids])
        return list(mine.select_related("edition", "channel"))


def _in_company(due: Sequence[int], at: datetime) -> list[int]:
    """By how many workers ended over each; who ended several, for as long as one asks at all, is left to a person."""
    broken_off = Count("looks", filter=Q(looks__answer=""))
    rows = Publication.objects.filter(pk__in=due).annotate(ended=broken_off, since=Min("looks__at"))
    known = {pk: (ended, since) for pk, ended, since in rows.values_list("pk", "ended", "since")}
    hopeless = [pk for pk, (ended, since) in known.items() if ended >= DEATHS and since < at - patience().asking]
    Publication.objects.filter(pk__in=hopeless).update(reason="ask_person", try_at=None, changed_at=at)
    for deaths, many in ((0, AT_ONCE), (1, SMALL)):
        company = [pk for pk in due if known[pk][0] == deaths]
        if company:
            return company[:many]
    return [pk for pk in due if pk not in hopeless][:1]


def evidence(publication: Publication) -> Answer | None:
    """A receipt that one of our own workers came back with after its claim had lapsed."""
    late = Attempt.objects.filter(publication=publication, outcome="published").order_by("-token").first()
    if late is None:
        return None
    kept = late.detail
    return Answer("found", Receipt(kept["remote_id"], kept["address"], late.ended_at or now()), "own_receipt")


async def _asked(publication: Publication) -> Answer:
    try:
        access = await in_thread(opening.access, publication.channel)
        return await _found(publication, access)
    except NetworkError as error:
        return Answer("not_reached", why=error.reason)
    except TimeoutError:
        return Answer("not_reached", why="slow")
    except Exception:
        # A mistake of ours while only asking: it is asked again, and a person is told in time.
        log.exception("Asking for %s broke off", publication.code)
        return Answer("not_reached", why="broke_off")


async def _found(publication: Publication, access: Access) -> Answer:
    outgoing = await in_thread(whole, publication)
    async with asyncio.timeout(patience().answer.total_seconds()):
        found = await network_of(publication.channel).find(access, outgoing)
    if isinstance(found, Receipt):
        return Answer("found", found)
    return Answer("absent" if found is Found.ABSENT else "untellable")


def settle_by(publication: Publication, answer: Answer) -> None:
    """Writes the look and what follows from it, if the claim is still ours."""
    at = now()
    with transaction.atomic():
        if answer.receipt and _is_anothers(publication, answer.receipt):
            answer = Answer("untellable", why="anothers")
        mine = Publication.objects.filter(pk=publication.pk, token=publication.token, state=State.UNKNOWN)
        told = _follows(publication, answer, at)
        stopped: list[Entry] = []
        if not mine.update(worker="", lease_until=None, changed_at=at, **told):
            return
        Look.objects.filter(pk__in=publication.looks.filter(answer="").order_by("-pk").values("pk")[:1]).update(
            at=at, answer=answer.word, detail={"why": answer.why}
        )
        if told.get("state") == State.SCHEDULED:
            stopped = catch_up([publication.pk])
            if not stopped:
                accompany([publication])
        _note(publication, told)
        record_all(stopped)


def _follows(publication: Publication, answer: Answer, at: datetime) -> dict[str, Any]:
    if answer.receipt:
        return {
            "state": State.PUBLISHED, "reason": "found", "try_at": None, "remote_id": answer.receipt.remote_id[:255],
            "address": answer.receipt.address[:500], "published_at": answer.receipt.at, "deaths": 0,
        }  # fmt: skip
    if answer.word == "absent" and _is_sure(publication, at):
        return {"state": State.SCHEDULED, "reason": "absent", "try_at": at}
    if _was_asked_enough(publication, at):
        return {"reason": "ask_person", "try_at": None}
    return {"try_at": at + rest(publication)}


def rest(publication: Publication) -> timedelta:
    """Between two looks: longer than the network's lists are late."""
    return max(patience().rest, stretched(capabilities(publication.channel).lists_late * 2))


def _is_sure(publication: Publication, at: datetime) -> bool:
    """Whether this "absent" may be believed: by a lasting key at once, else when a first one lies a rest back and
    nothing but "absent" was said since the last attempt."""
    known = capabilities(publication.channel)
    if known.key_lasts and known.key_lasts > FOR_EVER and not known.lists_late:
        return True
    said = [look for look in _looks(publication) if look.answer not in ("", "not_reached")]
    if any(look.answer != "absent" for look in said):
        return False
    return bool(said) and at - said[0].at >= rest(publication) * 0.9


def _looks(publication: Publication) -> Sequence[Look]:
    """The looks since the last attempt, oldest first."""
    last = publication.attempts.order_by("-token").first()
    looks = publication.looks.order_by("at", "pk")
    return list(looks.filter(at__gte=last.began_at) if last else looks)


def _was_asked_enough(publication: Publication, at: datetime) -> bool:
    """A quarter of an hour, and not only by workers that ended over it."""
    looks = _looks(publication)
    finished = [look for look in looks if look.answer]
    return len(finished) >= LOOKS and at - looks[0].at > patience().asking


def _is_anothers(publication: Publication, receipt: Receipt) -> bool:
    """The same words stand there for another publication of ours: that proves nothing for this one."""
    same = Publication.objects.filter(channel=publication.channel_id, remote_id=receipt.remote_id)
    return same.exclude(pk=publication.pk).exists()


_ACTS = {State.PUBLISHED: "publication.find", State.SCHEDULED: "publication.miss", None: "publication.ask"}


def _note(publication: Publication, told: dict[str, Any]) -> None:
    if "reason" in told:
        record(
            _ACTS[told.get("state")], workspace=publication.workspace_id, thing="publication", code=publication.code
        )
