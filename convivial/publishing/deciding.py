"""What a person decides about a publication that is already in the ledger: cancel, hold, resume, retry, settle,
take down. Each is a compare-and-set on the state, so that pressing twice does no harm."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from convivial.content import editions
from convivial.content.locking import hold as hold_post
from convivial.content.models import Variant
from convivial.journal.recording import record
from convivial.lib.now import WALL, instant, now, wall
from convivial.team.models import User
from convivial.work.waking import wake

from .errors import MovedOn, NotReady
from .models import Doubt, Plan, Publication, Removal
from .permitting import permit
from .tending.accompanying import accompany, leave

State = Publication.State
ASKED = {"reason": "ask_person"}  # as an unknown one stands when the house asks no more
NOT_THERE, BY_PERSON = "said_not_there", "by_person"


def cancel(publication: Publication, by: User) -> None:
    """It will not go out. Pressing again changes nothing. How it stood is kept, for ``bring_back``; a day that was
    planned goes once nothing of the post waits any more, so that it does not come back by itself."""
    if publication.state == State.CANCELLED:
        return
    post = publication.variant.post
    with transaction.atomic():
        hold_post(post)
        publication.refresh_from_db()
        was = {"state": publication.state, "reason": publication.reason, "params": publication.reason_params}
        _change(
            publication, [State.SCHEDULED, State.ON_HOLD, State.FAILED], state=State.CANCELLED, try_at=None,
            reason_params={"was": was},
        )  # fmt: skip
        _forget_its_day(publication)
        _note("publication.cancel", publication, by)


def _forget_its_day(publication: Publication) -> None:
    leave([publication.pk])
    post = publication.variant.post_id
    if not Publication.objects.waiting().filter(variant__post=post).exists():
        Plan.objects.filter(post=post).delete()


def bring_back(publication: Publication, by: User) -> None:
    """Takes a cancelling back: it stands as it did, at the same moment. Pressing again changes nothing. What has
    missed its moment meanwhile is on hold, and somebody decides; ``NotReady`` where it was planned anew, or its
    channel taken off the post."""
    with transaction.atomic():
        permit(by, [publication.channel])
        hold_post(publication.variant.post)
        publication.refresh_from_db()
        publication.variant.refresh_from_db(fields=["is_dropped"], from_queryset=Variant.everything.all())
        if publication.state != State.CANCELLED:
            return
        if Publication.objects.alive().filter(variant=publication.variant_id).exists():
            raise NotReady("planned_anew")
        if publication.variant.is_dropped:
            raise NotReady("channel_dropped")
        _put_back(publication, publication.reason_params.get("was", {}))
        _note("publication.bring_back", publication, by)


def _put_back(publication: Publication, was: Mapping[str, Any]) -> None:
    state, has_passed = was.get("state", State.SCHEDULED), publication.due_at <= now()
    if state == State.SCHEDULED and not has_passed:
        send_at(publication, [State.CANCELLED], publication.due_at)
    elif state == State.SCHEDULED:
        _change(publication, [State.CANCELLED], state=State.ON_HOLD, reason="too_late")
    else:
        _change(
            publication, [State.CANCELLED], state=state, reason=was["reason"], reason_params=was["params"]
        )  # fmt: skip


def hold(publication: Publication, by: User, why: str = "", reason: str = BY_PERSON) -> None:
    """It waits until a person resumes it. ``why`` is in their words, ``reason`` a key of ``states.ON_HOLD``."""
    with transaction.atomic():
        params = {"why": why} if why else {}
        _change(publication, [State.SCHEDULED], state=State.ON_HOLD, reason=reason, reason_params=params)
        _note("publication.hold", publication, by)


def resume(publication: Publication, by: User, wall: datetime | None = None) -> None:
    """From on hold: at its own moment if that still comes, at ``wall`` in its zone, or at once."""
    due_at = instant(wall, publication.zone) if wall else max(publication.due_at, now())
    with transaction.atomic():
        permit(by, [publication.channel])
        send_at(publication, [State.ON_HOLD], due_at)
        _note("publication.resume", publication, by, at=due_at.isoformat(), zone=publication.zone)


def retry(publication: Publication, by: User) -> None:
    """From failed: at once, with the words as they are now and the same key."""
    with transaction.atomic():
        permit(by, [publication.channel])
        send_at(publication, [State.FAILED], now())
        _note("publication.retry", publication, by)


def settle(publication: Publication, by: User, is_published: bool, address: str = "") -> None:
    """A person has looked at the network and says whether an unknown publication is there. Nobody is heard while the
    house itself still asks: "not there" may be said too early, and tried again too soon."""
    with transaction.atomic():
        permit(by, [publication.channel])
        if is_published:
            _change(
                publication, [State.UNKNOWN], ASKED, state=State.PUBLISHED, reason="said_there", try_at=None,
                address=address[:500], published_at=publication.due_at,
            )  # fmt: skip
            leave([publication.pk])
        else:
            _change(publication, [State.UNKNOWN], ASKED, state=State.FAILED, reason=NOT_THERE, try_at=None)
        Doubt.objects.filter(publication=publication).delete()
        _note("publication.settle", publication, by, is_published=is_published)


def settle_and_retry(publication: Publication, by: User) -> None:
    """A person has looked: it is not there, and goes out again at once."""
    with transaction.atomic():
        permit(by, [publication.channel])
        send_at(publication, [State.UNKNOWN], now(), ASKED)
        Doubt.objects.filter(publication=publication).delete()
        _note("publication.settle", publication, by, is_published=False)
        _note("publication.retry", publication, by)


def settle_and_cancel(publication: Publication, by: User) -> None:
    """A person has looked: it is not there, and is left so. Brought back, it has failed."""
    was = {"state": State.FAILED, "reason": NOT_THERE, "params": {}}
    with transaction.atomic():
        permit(by, [publication.channel])
        hold_post(publication.variant.post)
        _change(
            publication, [State.UNKNOWN], ASKED, state=State.CANCELLED, try_at=None, reason_params={"was": was}
        )  # fmt: skip
        _forget_its_day(publication)
        Doubt.objects.filter(publication=publication).delete()
        _note("publication.settle", publication, by, is_published=False)
        _note("publication.cancel", publication, by)


def take_down(publication: Publication, by: User) -> Removal:
    """Asks the worker to remove a published post at the network; asking again tries again."""
    if publication.state != State.PUBLISHED or not publication.remote_id:
        raise NotReady("not_there_yet")
    with transaction.atomic():
        permit(by, [publication.channel])
        removal, is_new = Removal.objects.get_or_create(
            publication=publication, defaults={"asked_by": by, "asked_at": now(), "due_at": now()}
        )
        stuck = Removal.objects.filter(pk=removal.pk, due_at=None, done_at=None)
        again = {"asked_by": by, "asked_at": now(), "due_at": now(), "reason": "", "tries": 0, "deaths": 0}
        if is_new or stuck.update(**again):
            _note("publication.remove", publication, by)
            wake("removal")
    return removal


def send_at(
    publication: Publication, states: Collection[str], due_at: datetime, where: Mapping[str, str] | None = None
) -> None:
    """Scheduled again, with the words as they are now."""
    editions.freeze(publication.variant.post)
    publication.variant.refresh_from_db(fields=["edition"])
    _change(
        publication, states, where, state=State.SCHEDULED, due_at=due_at, try_at=due_at,
        wall_time=wall(due_at, publication.zone).strftime(WALL), edition=publication.variant.edition_id,
        prepared={}, tries=0, deaths=0, has_words_of_others=False, is_withheld=False,
    )  # fmt: skip
    accompany([publication])


def _change(
    publication: Publication, states: Collection[str], where: Mapping[str, str] | None = None, **fields: Any
) -> None:
    """Compare-and-set; the token makes whatever a worker holds of the row worthless."""
    rows = Publication.objects.filter(pk=publication.pk, state__in=states, **(where or {}))
    told = {"reason": "", "reason_params": {}} | fields
    try:
        with transaction.atomic():
            changed = rows.update(token=F("token") + 1, worker="", lease_until=None, changed_at=now(), **told)
    except IntegrityError as error:
        raise NotReady("waits_already") from error
    publication.refresh_from_db()
    if not changed:
        raise MovedOn(publication.state)


def _note(act: str, publication: Publication, by: User, **params: Any) -> None:
    record(
        act, workspace=publication.workspace_id, by=by.pk, thing="publication", code=publication.code, **params
    )  # fmt: skip
