"""One step of the ledger, in one transaction: what became of the last ones, what goes next, and the record of it
before a byte is sent. One commit carries dozens of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from convivial.journal.recording import Entry, record_all
from convivial.lib import listed
from convivial.networks.errors import Disconnected
from convivial.networks.network import Access
from convivial.publishing.finding.doubting import seek
from convivial.publishing.holding import held
from convivial.publishing.models import Lane, Publication
from convivial.publishing.tending.accompanying import leave
from convivial.work.patience import patience

from . import outcomes as became
from .claiming import take
from .due import Due, LaneState
from .lanes import Keys, capabilities
from .looking_again import Stop, look_again
from .outcomes import Outcome
from .pacing import Pace, opens_at, use

State = Publication.State


@dataclass
class Step:
    """``go``: recorded as *sending*, with the access to their channels. ``ask``: leased, their links come first.
    ``held``: the workspaces that are on hold now, None for the whole house."""

    go: list[tuple[Due, Access]] = field(default_factory=list)
    ask: list[Due] = field(default_factory=list)
    held: frozenset[int | None] = frozenset()


def step(
    finished: Sequence[Outcome],
    room: int,
    outstanding: int,
    worker: str,
    keys: Keys,
    at: datetime,
    opened: Collection[Due] = (),
) -> Step:
    """Writes what has finished; takes up to ``room`` publications that are due. ``opened``: those of ours whose links
    have been opened meanwhile."""
    with transaction.atomic():
        lines = became.write(finished, worker)
        _give_back(opened, worker)
        taken = Step()
        if room:
            taken = _take(room, outstanding, worker, keys, at, {each.pk for each in opened}, lines)
        record_all(lines)
        taken.held = held()
    return taken


def _take(
    room: int,
    outstanding: int,
    worker: str,
    keys: Keys,
    at: datetime,
    opened: Collection[int],
    lines: list[Entry],
) -> Step:
    publications, lanes = take(at, room, outstanding, keys)
    if not publications:
        return Step()
    lines.extend(seek([each for each in publications if each.is_doubted], at))
    publications = _within_pace([each for each in publications if not each.is_doubted], lanes, at)
    looked = look_again(publications, at, opened)
    opened_channels = keys.open([each.channel for each in looked.go])
    accesses = {each.pk: opened_channels[each.channel_id] for each in looked.go}
    go = [each for each in looked.go if isinstance(accesses[each.pk], Access)]
    closed = [Stop(each, "disconnected") for each in looked.go if isinstance(accesses[each.pk], Disconnected)]
    lines.extend(stop([*looked.stops, *closed], at))
    _wait(looked.wait, at)
    lease_until = at + patience().lease
    _lease(looked.ask, lanes, worker, lease_until)
    _record(go, lanes, worker, at, lease_until)
    return Step([(each, _open(accesses[each.pk])) for each in go], looked.ask)


def stop(stops: Sequence[Stop], at: datetime) -> list[Entry]:
    """On hold with its reason; gives the lines for the journal. In a transaction."""
    for each in stops:
        Publication.objects.filter(pk=each.publication.pk).update(
            state=State.ON_HOLD, reason=each.reason, reason_params=each.params, try_at=None, token=F("token") + 1,
            worker="", lease_until=None, changed_at=at,
        )  # fmt: skip
    if not stops:
        return []
    leave([each.publication.pk for each in stops])
    return [
        Entry(
            "publication.stop", workspace=each.publication.workspace_id, thing="publication",
            code=each.publication.code, at=at, params={"reason": each.reason},
        )
        for each in stops
    ]  # fmt: skip


def _record(
    publications: Sequence[Due], lanes: dict[int, LaneState], worker: str, at: datetime, lease_until: datetime
) -> None:
    """*Sending*, and an open attempt, before anything is sent."""
    if not publications:
        return
    _mark_sending([each.pk for each in publications], worker, at, lease_until)
    for each in publications:
        each.token, each.tries = each.token + 1, each.tries + 1
    _open_attempts(publications, worker, at)
    by_pace: dict[Pace | None, list[int]] = {}
    for each in publications:
        by_pace.setdefault(capabilities(each.channel).pace, []).append(lanes[each.channel_id].pk)
    for pace, ids in by_pace.items():
        use(ids, pace, worker, lease_until, at)


def _mark_sending(publications: Sequence[int], worker: str, at: datetime, lease_until: datetime) -> None:
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_publication SET state = 'sending', token = token + 1, tries = tries + 1, worker = %s,"  # noqa: S608
            " lease_until = %s, changed_at = %s WHERE id IN " + listed.numbers(),
            [worker, moment(lease_until), moment(at), listed.packed(publications)],
        )


def _open_attempts(publications: Sequence[Due], worker: str, at: datetime) -> None:
    told = listed.table(publication="bigint", claim="bigint")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publishing_attempt (publication_id, token, worker, began_at, outcome, detail)"  # noqa: S608
            f" SELECT publication, claim, %s, %s, '', '{{}}' FROM {told}",
            [worker, connection.ops.adapt_datetimefield_value(at),
             listed.packed([(each.pk, each.token) for each in publications])],
        )  # fmt: skip


def _lease(publications: Sequence[Due], lanes: dict[int, LaneState], worker: str, lease_until: datetime) -> None:
    """Ours, while their links are opened; still *scheduled*, so that a person may decide otherwise."""
    if not publications:
        return
    rows = Publication.objects.filter(pk__in=[each.pk for each in publications])
    rows.update(token=F("token") + 1, worker=worker, lease_until=lease_until)
    use([lanes[each.channel_id].pk for each in publications], None, worker, lease_until, lease_until)


def _give_back(publications: Collection[Due], worker: str) -> None:
    """Their links have been opened: whoever is next takes them, with everybody's latest words."""
    if publications:
        ids = [each.pk for each in publications]
        Publication.objects.filter(pk__in=ids, worker=worker, state=State.SCHEDULED).update(
            worker="", lease_until=None
        )
        channels = [each.channel_id for each in publications]
        Lane.objects.filter(channel__in=channels, worker=worker).update(worker="", lease_until=None)


def _within_pace(publications: Sequence[Due], lanes: dict[int, LaneState], at: datetime) -> list[Due]:
    """Those whose channels may publish now; the others' lanes stay closed until they may."""
    now_open = []
    for each in publications:
        lane = lanes[each.channel_id]
        later = opens_at(lane, capabilities(each.channel).pace, at)
        if later is None:
            now_open.append(each)
            continue
        Lane.objects.filter(pk=lane.pk).update(open_at=later)
        Publication.objects.filter(pk=each.pk).update(reason="pace", changed_at=at)
    return now_open


def _wait(publications: Sequence[Due], at: datetime) -> None:
    if not publications:
        return
    Publication.objects.filter(pk__in=[each.pk for each in publications]).update(
        try_at=at + patience().promise_retry, reason="promised_page", worker="", lease_until=None, changed_at=at
    )


def _open(access: Access | Disconnected) -> Access:
    assert isinstance(access, Access)
    return access
