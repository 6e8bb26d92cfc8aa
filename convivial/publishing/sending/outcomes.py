"""What became of an attempt, written by compare-and-set on (id, token), many in one statement.

Whoever lost the claim meanwhile (a lapsed lease, a person's decision) changes nothing in the publication; the
attempt itself keeps what was seen, and whoever looks for the publication later finds a receipt there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from convivial.journal.recording import Entry
from convivial.lib import listed
from convivial.networks import errors, opening
from convivial.networks.learning import SURPRISES, learn_soon
from convivial.networks.messages import Receipt
from convivial.networks.models import Channel
from convivial.publishing.models import Lane, Publication
from convivial.publishing.tending.repointing import catch_up
from convivial.publishing.tending.withholding import withheld
from convivial.work.patience import patience, stretched

from .due import Row

State = Publication.State


@dataclass(slots=True)
class Outcome:
    """``outcome`` is a word of ``Attempt``; the rest is what the publication becomes."""

    publication: Row
    outcome: str
    at: datetime
    state: str
    try_at: datetime | None = None
    reason: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    remote_id: str = ""
    address: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    lane_opens_at: datetime | None = None


def published(publication: Row, receipt: Receipt, at: datetime) -> Outcome:
    remote_id, address = listed.writable(receipt.remote_id)[:255], listed.writable(receipt.address)[:500]
    detail = {"remote_id": remote_id, "address": address}
    return Outcome(publication, "published", at, State.PUBLISHED, remote_id=remote_id, address=address, detail=detail)


def not_sent(publication: Row, at: datetime) -> Outcome:
    """Given back before a byte left: nothing has happened."""
    return Outcome(publication, "not_sent", at, State.SCHEDULED, publication.try_at)


def not_sent_in_time(publication: Row, at: datetime) -> Outcome:
    """The uploads took too long; nothing that people see was made."""
    return _later(publication, errors.TryLater("slow"), at, {"why": "slow"})


def not_prepared(publication: Row, at: datetime) -> Outcome:
    """We stumbled before anything that people see was made."""
    return _later(publication, errors.TryLater("broke_off"), at, {"why": "broke_off"})


def unreadable(publication: Row, at: datetime) -> Outcome:
    """A picture of ours could not be read; nothing was sent."""
    return Outcome(publication, "not_sent", at, State.ON_HOLD, None, "unreadable")


def unknown(publication: Row, at: datetime, why: str, detail: str = "") -> Outcome:
    first_look = at + max(patience().margin, stretched(_lists_late(publication)))
    return Outcome(
        publication, "unknown", at, State.UNKNOWN, first_look, "no_answer", {"why": why},
        detail={"told": listed.writable(detail)},
    )  # fmt: skip


def of_error(publication: Row, error: errors.NetworkError, at: datetime) -> Outcome:
    """What an error of the network makes of a publication."""
    told = {"why": error.reason, "told": listed.writable(error.detail), "part": error.part}
    if isinstance(error, errors.OutcomeUnknown):
        return unknown(publication, at, error.reason, error.detail)
    if isinstance(error, errors.TryLater):
        return _later(publication, error, at, told)
    if isinstance(error, errors.Disconnected):
        return Outcome(publication, "disconnected", at, State.ON_HOLD, None, "disconnected", told, detail=told)
    word = _word(error)
    return Outcome(publication, word, at, State.FAILED, None, word, told, detail=told)


def write(outcomes: Sequence[Outcome], worker: str) -> list[Entry]:
    """Writes publications, attempts and lanes, and gives the lines for the journal, which is locked last. Call it in
    a transaction."""
    if not outcomes:
        return []
    _lock_channels([each.publication.channel_id for each in outcomes if each.outcome == "disconnected"])
    mine = _write_publications(outcomes)
    _write_attempts(outcomes)
    again = [each.publication.pk for each in outcomes if each.state == State.SCHEDULED]
    stopped = [*catch_up(again), *withheld(again)] if again else []
    _open_lanes(outcomes, worker)
    for each in outcomes:
        if each.outcome == "disconnected" and each.publication.pk in mine:
            opening.withdraw(Channel.objects.get(pk=each.publication.channel_id), str(each.params["why"]))
    surprised = [each.publication.channel_id for each in outcomes if each.params.get("why") in SURPRISES]
    if surprised:
        learn_soon(surprised)
    return [_entry(each) for each in outcomes if each.publication.pk in mine and _is_news(each)] + stopped


def _later(publication: Row, error: errors.TryLater, at: datetime, told: dict[str, Any]) -> Outcome:
    asked_for = error.retry_after and min(max(error.retry_after, timedelta(0)), patience().told_later_most)
    try_at = at + max(asked_for or timedelta(0), patience().after(publication.tries))
    reason = "later" if error.retry_after or error.reason in ("busy", "quota") else "not_reached"
    return Outcome(
        publication, "later", at, State.SCHEDULED, try_at, reason, told, detail=told,
        lane_opens_at=at + asked_for if asked_for else None,
    )  # fmt: skip


_WORDS = {
    errors.NotAllowed: "not_allowed",
    errors.Unsupported: "unsupported",
    errors.Retired: "retired",
}


def _word(error: errors.NetworkError) -> str:
    return next((word for kind, word in _WORDS.items() if isinstance(error, kind)), "refused")


def _lists_late(publication: Row) -> timedelta:
    from .lanes import capabilities

    return capabilities(publication.channel).lists_late


_ACTS = {
    State.PUBLISHED: "publication.publish",
    State.SCHEDULED: "publication.delay",
    State.FAILED: "publication.fail",
    State.ON_HOLD: "publication.stop",
    State.UNKNOWN: "publication.doubt",
}


def _is_news(outcome: Outcome) -> bool:
    """Whether anything has happened that people read about."""
    return outcome.outcome != "not_sent" or outcome.state != State.SCHEDULED


def _entry(outcome: Outcome) -> Entry:
    row = outcome.publication
    params = {"reason": outcome.reason} if outcome.reason else {}
    return Entry(
        _ACTS[State(outcome.state)], workspace=row.workspace_id, thing="publication", code=row.code, at=outcome.at,
        params=params,
    )  # fmt: skip


def _lock_channels(ids: Sequence[int]) -> None:
    """Those that will be cut off, before their publications: whoever changes the list of a channel locks it first."""
    if ids:
        list(Channel.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _write_publications(outcomes: Sequence[Outcome]) -> set[int]:
    """The ids of those whose claim was still ours."""
    told = listed.table(
        id="bigint", claim="bigint", state="text", try_at="timestamptz", reason="text", params="jsonb",
        remote_id="text", address="text", published_at="timestamptz", changed_at="timestamptz",
    )  # fmt: skip
    rows = [
        (
            each.publication.pk, each.publication.token, each.state, listed.moment(each.try_at), each.reason,
            each.params, each.remote_id, each.address,
            listed.moment(each.at if each.state == State.PUBLISHED else None), listed.moment(each.at),
        )
        for each in outcomes
    ]  # fmt: skip
    statement = f"""
        UPDATE publishing_publication SET
            state = told.state, try_at = told.try_at, reason = told.reason, reason_params = told.params,
            remote_id = told.remote_id, address = told.address, published_at = told.published_at,
            changed_at = told.changed_at, worker = '', lease_until = NULL, deaths = 0
        FROM {told}
        WHERE publishing_publication.id = told.id AND publishing_publication.token = told.claim
          AND publishing_publication.state = 'sending'
        RETURNING publishing_publication.id
    """  # noqa: S608 - only names of columns
    with connection.cursor() as cursor:
        cursor.execute(statement, [listed.packed(rows)])
        return {row[0] for row in cursor.fetchall()}


def _write_attempts(outcomes: Sequence[Outcome]) -> None:
    told = listed.table(
        publication="bigint", claim="bigint", ended_at="timestamptz", outcome="text", detail="jsonb"
    )  # fmt: skip
    rows = [
        (each.publication.pk, each.publication.token, listed.moment(each.at), each.outcome, each.detail)
        for each in outcomes
    ]
    statement = f"""
        UPDATE publishing_attempt SET ended_at = told.ended_at, outcome = told.outcome, detail = told.detail
        FROM {told}
        WHERE publishing_attempt.publication_id = told.publication AND publishing_attempt.token = told.claim
    """  # noqa: S608 - only names of columns
    with connection.cursor() as cursor:
        cursor.execute(statement, [listed.packed(rows)])


def _open_lanes(outcomes: Sequence[Outcome], worker: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_lane SET worker = '', lease_until = NULL WHERE worker = %s AND channel_id IN "  # noqa: S608
            + listed.numbers(),
            [worker, listed.packed([each.publication.channel_id for each in outcomes])],
        )
    for each in outcomes:
        if each.lane_opens_at:
            Lane.objects.filter(channel=each.publication.channel_id).update(open_at=each.lane_opens_at)
