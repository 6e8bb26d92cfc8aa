"""What follows from the answers about unknown publications, written for many in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from convivial.journal.recording import Entry, record_all
from convivial.lib import listed
from convivial.lib.now import now
from convivial.networks.messages import Receipt
from convivial.publishing.models import Attempt, Doubt, Look, Publication
from convivial.publishing.sending.lanes import capabilities
from convivial.publishing.tending.accompanying import accompany
from convivial.publishing.tending.repointing import catch_up
from convivial.publishing.tending.returning import BACK_AGAIN
from convivial.publishing.tending.withholding import withheld
from convivial.work.patience import patience, stretched

from .looking_for import Account, Answer, Sought, account_of

LOOKS = 3  # at least, before a person is asked
FOR_EVER = timedelta(days=3650)
State = Publication.State
Told = tuple[Sought, Answer]


@dataclass
class Becoming:
    """What a publication becomes, or stays. ``act``: the key of its line in the journal, "" for none."""

    sought: Sought
    answer: Answer
    act: str = ""
    state: str = State.UNKNOWN
    try_at: datetime | None = None
    reason: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    is_settled: bool = False

    @property
    def receipt(self) -> Receipt | None:
        return self.answer.receipt if self.state == State.PUBLISHED else None


def conclude(told: Sequence[Told]) -> None:
    """Writes the looks and what follows from them, for all whose claim is still ours."""
    at = now()
    with transaction.atomic():
        told = _without_anothers([(sought, _writable(answer)) for sought, answer in told])
        stories = _stories([sought for sought, _ in told])
        all_of_them = [_becoming(*each, stories[each[0].publication.pk], at) for each in told]
        mine = _write(all_of_them, at)
        becoming = [each for each in all_of_them if each.sought.publication.pk in mine]
        _write_looks(becoming, at)
        settled = [each.sought.publication.pk for each in becoming if each.is_settled]
        Doubt.objects.filter(publication__in=settled).delete()
        again = [each.sought.publication for each in becoming if each.state == State.SCHEDULED]
        ids = [each.pk for each in again]
        stopped = [*catch_up(ids), *withheld(ids)] if again else []
        held = {each.code for each in stopped}
        accompany([each for each in again if each.code not in held])
        record_all([*(_entry(each) for each in becoming if each.act), *stopped])


def rest(publication: Publication) -> timedelta:
    """Between two looks: longer than the network's lists are late."""
    return max(patience().rest, stretched(capabilities(publication.channel).lists_late * 2))


def _becoming(sought: Sought, answer: Answer, looks: Sequence["_Seen"], at: datetime) -> Becoming:
    if answer.receipt:
        return Becoming(sought, answer, "publication.find", State.PUBLISHED, None, "found", is_settled=True)
    doubt, publication = sought.doubt, sought.publication
    was_held = doubt is not None and doubt.state == State.ON_HOLD
    if answer.word == "absent" and _is_sure(publication, looks, at):
        if publication.reason == BACK_AGAIN and not was_held:  # overdue by now: nothing of that goes out by itself
            return Becoming(sought, answer, "publication.keep", State.ON_HOLD, None, "disconnected", is_settled=True)
        return _held(sought, answer, "publication.keep", True) if was_held else _again(sought, answer, at)
    if _was_asked_enough(looks, at):
        if was_held:  # its doubt stays: it is asked for again when somebody resumes it
            return _held(sought, answer, "publication.ask", False)
        return Becoming(sought, answer, "publication.ask", reason="ask_person", params=publication.reason_params)
    return Becoming(
        sought, answer, try_at=at + rest(publication), reason=publication.reason, params=publication.reason_params
    )


def _again(sought: Sought, answer: Answer, at: datetime) -> Becoming:
    """It goes out: now, or at its own moment if that is still to come."""
    due_at = sought.publication.due_at
    reason = "resumed" if due_at > at else "absent"
    return Becoming(
        sought, answer, "publication.miss", State.SCHEDULED, max(due_at, at), reason, is_settled=True
    )  # fmt: skip


def _held(sought: Sought, answer: Answer, act: str, is_settled: bool) -> Becoming:
    assert sought.doubt is not None
    doubt = sought.doubt
    return Becoming(sought, answer, act, State.ON_HOLD, None, doubt.reason, doubt.reason_params, is_settled)


@dataclass(frozen=True)
class _Seen:
    at: datetime
    answer: str


def _stories(sought: Sequence[Sought]) -> dict[int, list[_Seen]]:
    """By publication, oldest first: the looks since the last attempt, and since the house began to doubt."""
    ids = [each.publication.pk for each in sought]
    began: dict[int, datetime] = {}
    for pk, at in (
        Attempt.objects.filter(publication__in=ids).order_by("token").values_list("publication", "began_at")
    ):
        began[pk] = at
    for each in sought:
        if each.doubt:
            began[each.publication.pk] = max(each.doubt.at, began.get(each.publication.pk, each.doubt.at))
    seen: dict[int, list[_Seen]] = defaultdict(list)
    looks = Look.objects.filter(publication__in=ids).order_by("at", "pk")
    for pk, at, answer in looks.values_list("publication", "at", "answer"):
        if pk not in began or at >= began[pk]:
            seen[pk].append(_Seen(at, answer))
    return seen


def _is_sure(publication: Publication, looks: Sequence[_Seen], at: datetime) -> bool:
    """Whether this "absent" may be believed: by a lasting key at once, else when a first one lies a rest back and
    nothing but "absent" was said since the last attempt."""
    known = capabilities(publication.channel)
    if known.key_lasts and known.key_lasts > FOR_EVER and not known.lists_late:
        return True
    said = [look for look in looks if look.answer not in ("", "not_reached")]
    if any(look.answer != "absent" for look in said):
        return False
    return bool(said) and at - said[0].at >= rest(publication) * 0.9


def _was_asked_enough(looks: Sequence[_Seen], at: datetime) -> bool:
    """A quarter of an hour, and not only by workers that ended over it."""
    finished = [look for look in looks if look.answer]
    return len(finished) >= LOOKS and at - looks[0].at > patience().asking


def _without_anothers(told: Sequence[Told]) -> list[Told]:
    """Where the same words stand for another publication of ours, or where another with the same words is just on its
    way, what was found proves nothing for this one; it is asked for again, and then that one is known."""
    found = [(sought, answer.receipt) for sought, answer in told if answer.receipt]
    taken = _holders(found)
    under_way = _words_under_way([sought for sought, _ in found])
    judged: list[Told] = []
    for sought, answer in told:
        if answer.receipt:
            account, publication = account_of(sought.publication.channel), sought.publication
            place = (account, answer.receipt.remote_id)
            is_on_its_way = answer.why != "own_receipt" and (account, publication.edition.text) in under_way
            if taken.setdefault(place, publication.pk) != publication.pk or is_on_its_way:
                answer = Answer("not_reached", why="anothers")
        judged.append((sought, answer))
    return judged


def _holders(found: Sequence[tuple[Sought, Receipt]]) -> dict[tuple[Account, str], int]:
    """By account and the network's id: whose it is known to be."""
    if not found:
        return {}
    rows = _on_accounts([sought for sought, _ in found]).filter(remote_id__in=[each.remote_id for _, each in found])
    told = rows.values_list("channel__network", "channel__server", "channel__remote_id", "remote_id", "pk")
    return {((network, server, account), remote_id): pk for network, server, account, remote_id, pk in told}


def _words_under_way(sought: Sequence[Sought]) -> set[tuple[Account, str]]:
    if not sought:
        return set()
    rows = _on_accounts(sought).filter(state=State.SENDING)
    told = rows.values_list("channel__network", "channel__server", "channel__remote_id", "edition__text")
    return {((network, server, account), text) for network, server, account, text in told}


def _on_accounts(sought: Sequence[Sought]) -> QuerySet[Publication]:
    channels = [each.publication.channel for each in sought]
    return Publication.objects.filter(
        channel__remote_id__in={each.remote_id for each in channels},
        channel__network__in={each.network for each in channels},
    )


def _write(becoming: Sequence[Becoming], at: datetime) -> set[int]:
    """The ids of those whose claim was still ours."""
    told = listed.table(
        id="bigint", claim="bigint", state="text", try_at="timestamptz", reason="text", params="jsonb",
        remote_id="text", address="text", published_at="timestamptz",
    )  # fmt: skip
    statement = f"""
        UPDATE publishing_publication SET
            state = told.state, try_at = told.try_at, reason = told.reason, reason_params = told.params,
            remote_id = told.remote_id, address = told.address, published_at = told.published_at,
            deaths = CASE WHEN told.state = 'published' THEN 0 ELSE deaths END,
            changed_at = %s, worker = '', lease_until = NULL
        FROM {told}
        WHERE publishing_publication.id = told.id AND publishing_publication.token = told.claim
          AND publishing_publication.state = 'unknown'
        RETURNING publishing_publication.id
    """  # noqa: S608 - only names of columns
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(statement, [moment, listed.packed([_row(each) for each in becoming])])
        return {row[0] for row in cursor.fetchall()}


def _writable(answer: Answer) -> Answer:
    """With what a stranger calls his post as the ledger can keep it."""
    if answer.receipt is None:
        return answer
    remote_id, address = (
        listed.writable(answer.receipt.remote_id)[:255],
        listed.writable(answer.receipt.address)[:500],
    )
    return replace(answer, receipt=replace(answer.receipt, remote_id=remote_id, address=address))


def _row(each: Becoming) -> tuple[Any, ...]:
    publication, receipt = each.sought.publication, each.receipt
    return (
        publication.pk, publication.token, each.state, listed.moment(each.try_at), each.reason, each.params,
        receipt.remote_id if receipt else "", receipt.address if receipt else "",
        listed.moment(receipt.at) if receipt else None,
    )  # fmt: skip


def _write_looks(becoming: Sequence[Becoming], at: datetime) -> None:
    if not becoming:
        return
    told = listed.table(id="bigint", answer="text", detail="jsonb")
    rows = [(each.sought.look, each.answer.word, {"why": each.answer.why}) for each in becoming]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_look SET at = %s, answer = told.answer, detail = told.detail"  # noqa: S608
            f" FROM {told} WHERE publishing_look.id = told.id",
            [connection.ops.adapt_datetimefield_value(at), listed.packed(rows)],
        )


def _entry(each: Becoming) -> Entry:
    publication = each.sought.publication
    return Entry(each.act, workspace=publication.workspace_id, thing="publication", code=publication.code)
