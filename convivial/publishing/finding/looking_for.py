"""Takes the unknown ones whose next look is due, with all that one must know to ask for them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, F, Min, Q

from convivial.networks import opening
from convivial.networks.errors import Disconnected
from convivial.networks.messages import Receipt
from convivial.networks.models import Channel
from convivial.networks.network import Access
from convivial.publishing.models import Attempt, Doubt, Look, Publication
from convivial.work.due import DEATHS
from convivial.work.patience import patience

AT_ONCE, SMALL = 100, 8
BEFORE = timedelta(hours=1)  # how much earlier than ours a network's clock may call what we know to be there
State = Publication.State
Account = tuple[str, str, str]  # network, server, id: the same one may be a channel of several workspaces


@dataclass(frozen=True)
class Answer:
    """``word`` is one of ``Look``: "found", "absent", "untellable" or "not_reached"."""

    word: str
    receipt: Receipt | None = None
    why: str = ""


@dataclass
class Sought:
    """One that is looked for. ``look``: the id of the look that was written for it. ``since``: its earliest try, or
    what the house has forgotten. ``others``: the network's ids on its account that are known to be something else.
    ``answer``: what is known without asking."""

    publication: Publication
    look: int
    since: datetime
    doubt: Doubt | None = None
    access: Access | Disconnected | None = None
    others: frozenset[str] = field(default_factory=frozenset)
    answer: Answer | None = None


def claim(worker: str, at: datetime) -> list[Sought]:
    """Unknown ones whose next look is due, for a lease; each look is written before it is taken. Those over which a
    worker ended go in small company, and then alone, so that one that ends every worker is found out."""
    with transaction.atomic():
        rows = Publication.objects.filter(state=State.UNKNOWN, try_at__lte=at).exclude(lease_until__gt=at)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        due = list(rows.order_by("try_at", "pk").values_list("pk", flat=True)[: AT_ONCE * 2])
        ids = _in_company(due, at)
        if not ids:
            return []
        mine = Publication.objects.filter(pk__in=ids)
        mine.update(token=F("token") + 1, worker=worker, lease_until=at + patience().lease)
        looks = Look.objects.bulk_create([Look(publication_id=pk, at=at) for pk in ids])
        publications = mine.select_related("edition", "channel")
        return _known(list(publications), {look.publication_id: look.pk for look in looks})


def equip(sought: Sequence[Sought]) -> None:
    """What is known without asking, and the ways in; outside of the transaction, for a way in may be closed there."""
    late = _own_receipts([each.publication for each in sought])
    others = _ids_of_others(sought)
    accesses = opening.accesses([each.publication.channel for each in sought])
    for each in sought:
        each.answer = late.get(each.publication.pk)
        each.access = accesses[each.publication.channel_id]
        each.others = frozenset(others[account_of(each.publication.channel)])


def account_of(channel: Channel) -> Account:
    return channel.network, channel.server, channel.remote_id


def _in_company(due: Sequence[int], at: datetime) -> list[int]:
    """By how many workers ended over each; who ended several, for as long as one asks at all, is left to a person."""
    broken_off = Count("looks", filter=Q(looks__answer=""))
    rows = Publication.objects.filter(pk__in=due).annotate(ended=broken_off, since=Min("looks__at"))
    known = {pk: (ended, since) for pk, ended, since in rows.values_list("pk", "ended", "since")}
    hopeless = [pk for pk, (ended, since) in known.items() if ended >= DEATHS and since < at - patience().asking]
    if hopeless:
        Publication.objects.filter(pk__in=hopeless).update(reason="ask_person", try_at=None, changed_at=at)
    for deaths, many in ((0, AT_ONCE), (1, SMALL)):
        company = [pk for pk in due if known[pk][0] == deaths]
        if company:
            return company[:many]
    return [pk for pk in due if pk not in hopeless][:1]


def _known(publications: Sequence[Publication], looks: Mapping[int, int]) -> list[Sought]:
    ids = [each.pk for each in publications]
    doubts = {each.publication_id: each for each in Doubt.objects.filter(publication__in=ids)}
    tries = Attempt.objects.filter(publication__in=ids).values_list("publication").annotate(at=Min("began_at"))
    first_tries = dict(tries)
    found = []
    for each in publications:
        doubt = doubts.get(each.pk)
        moments = [each.due_at] if each.pk not in first_tries else [first_tries[each.pk]]
        since = min([*moments, doubt.since] if doubt else moments)
        found.append(Sought(each, looks[each.pk], since, doubt))
    return found


def _own_receipts(publications: Sequence[Publication]) -> dict[int, Answer]:
    """By publication: a receipt that one of our own workers came back with after its claim had lapsed."""
    late = Attempt.objects.filter(publication__in=publications, outcome="published").order_by("token")
    return {
        each.publication_id: Answer(
            "found", Receipt(each.detail["remote_id"], each.detail["address"], each.ended_at or each.began_at),
            "own_receipt",
        )
        for each in late
    }  # fmt: skip


def _ids_of_others(sought: Sequence[Sought]) -> dict[Account, set[str]]:
    """What is known to stand on these accounts: no network's list tells two posts with the same words apart."""
    channels = [each.publication.channel for each in sought]
    rows = Publication.objects.filter(
        channel__remote_id__in={each.remote_id for each in channels},
        channel__network__in={each.network for each in channels},
        published_at__gte=min(each.since for each in sought) - BEFORE,
    ).exclude(remote_id="")
    found: dict[Account, set[str]] = defaultdict(set)
    told = rows.values_list("channel__network", "channel__server", "channel__remote_id", "remote_id")
    for network, server, account, remote_id in told:
        found[network, server, account].add(remote_id)
    return found
