"""Connects channels: begins, comes back, shows whose account it is, and only then keeps it.

    begin(way, answers, come_back) -> Connecting's address at the network, or an Arrival
    arrive(by, browser, network, arrived) -> Arrival
    confirm(arrival, by) -> Channel

A ``Way`` is one person in one browser connecting to one network in one workspace, for one purpose; everything that
comes back must be on the same way. Networks are spoken to outside of transactions.
"""

import dataclasses
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from yarl import URL

from convivial.journal.recording import Entry, record_all
from convivial.lib import web
from convivial.lib.naming import called
from convivial.lib.now import now
from convivial.lib.secrets import CannotOpen
from convivial.team.models import User, Workspace

from .app_keys import StoredAppKeys
from .errors import NotAllowed
from .learning import learn_daily
from .messages import Account
from .models import Arrival, Channel, Connecting, Secret
from .network import Connected, Elsewhere
from .opening import tell_returned
from .registry import network as network_called

LASTS = timedelta(minutes=10)
STATE_BYTES = 32


class OtherAccount(NotAllowed):
    """A channel was to be connected again, and another account came back."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__("other_account")
        self.expected, self.came = expected, came


@dataclass(frozen=True)
class Way:
    workspace: Workspace
    by: User
    browser: str  # a word that only this sign-in in this browser has
    network: str
    channel: Channel | None = None  # when it is connected again


def begin(way: Way, answers: Mapping[str, str], come_back: str) -> str | Arrival:
    """The address at the network to go to, or the arrival where the network needs no second step."""
    forget_unfinished(now() - LASTS)
    network = network_called(way.network)
    outcome = web.run(network.begin(answers, come_back, StoredAppKeys(way.network)))
    return _arrived(way, outcome) if isinstance(outcome, Connected) else _gone(way, outcome)


def arrive(by: User, browser: str, network: str, arrived: Mapping[str, str]) -> Arrival:
    """Takes the word that came back, once, and ends connecting. ``NotAllowed("link_used")`` for every word that is
    not exactly ours: missing, used, old, of another browser, person or network."""
    way, memory = _taken(by, browser, network, arrived.get("state", ""))
    said = {name: word[:4000] for name, word in arrived.items()}
    return _arrived(way, web.run(network_called(network).finish(memory, said, StoredAppKeys(network))))


def confirm(arrival: Arrival, by: User) -> Channel:
    """Keeps the account as a channel: a new one, or the one that it was before."""
    try:
        words = arrival.open()
    except CannotOpen as error:
        raise NotAllowed("link_used") from error
    account = Account(**arrival.account)
    with transaction.atomic():
        if not Arrival.objects.filter(pk=arrival.pk, made_at__gt=now() - LASTS).delete()[0]:
            raise NotAllowed("link_used")
        channel, is_new, was_shut = _channel(arrival, account, by)
        _keep_secret(channel, words)
        learn_daily(channel)
        act = "channel.connect" if is_new else "channel.reconnect"
        line = Entry(act, workspace=channel.workspace_id, by=by.pk, thing="channel", code=channel.code)
        if was_shut:
            tell_returned(channel, line)
        else:
            record_all([line])
    return channel


def discard(arrival: Arrival) -> None:
    arrival.delete()


def difference(arrival: Arrival) -> OtherAccount | None:
    """Why an arrival cannot become the channel that was to be connected again."""
    channel, account = arrival.channel, arrival.account
    if channel is None or channel in _same(arrival, Account(**account)):
        return None
    return OtherAccount(channel.handle, account["handle"])


def browser_of(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _gone(way: Way, elsewhere: Elsewhere) -> str:
    state = secrets.token_urlsafe(STATE_BYTES)
    row = Connecting(**_on(way), state=_hash(state))
    row.keep(elsewhere.memory)
    row.save()
    return str(URL(elsewhere.address).update_query(state=state))


def _taken(by: User, browser: str, network: str, state: str) -> tuple[Way, dict[str, str]]:
    """The way that a word belongs to, and what was remembered for it; the word works once only."""
    rows = Connecting.objects.filter(
        state=_hash(state), user=by, browser=browser_of(browser), network=network, made_at__gt=now() - LASTS
    )
    row = rows.select_related("workspace", "channel").first()
    if row is None or not Connecting.objects.filter(pk=row.pk).delete()[0]:
        raise NotAllowed("link_used")
    try:
        return Way(row.workspace, by, browser, network, row.channel), row.open()
    except CannotOpen as error:
        raise NotAllowed("link_used") from error


def _arrived(way: Way, connected: Connected) -> Arrival:
    arrival = Arrival(**_on(way), account=dataclasses.asdict(connected.account))
    arrival.keep(connected.secrets)
    arrival.save()
    return arrival


def _on(way: Way) -> dict[str, object]:
    return {
        "workspace": way.workspace,
        "user": way.by,
        "browser": browser_of(way.browser),
        "network": way.network,
        "channel": way.channel,
    }


def _channel(arrival: Arrival, account: Account, by: User) -> tuple[Channel, bool, bool]:
    """The channel, whether it is new, and whether it was shut before."""
    if other := difference(arrival):
        raise other
    told = {
        "server": account.server,
        "handle": called(account.handle)[:255],
        "name": (called(account.name) or called(account.handle))[:255],
        "address": account.address[:500],
        "limits": dict(account.limits),
        "access": Channel.Access.CONNECTED,
        "access_reason": "",
        "access_at": now(),
        "connected_by": by,
    }
    known = _same(arrival, account).order_by("pk").first()
    own = {"workspace": arrival.workspace, "network": arrival.network, "remote_id": account.remote_id}
    at = {"pk": known.pk} if known else {**own, "server": account.server}
    channel, is_new = Channel.objects.update_or_create(**at, defaults=told)
    return channel, is_new, known is not None and not known.is_usable


def _same(arrival: Arrival, account: Account) -> QuerySet[Channel]:
    """The channel that this account was before, if it was one; on another server only where ids are global."""
    channels = arrival.workspace.channels.filter(network=arrival.network, remote_id=account.remote_id)
    return channels if network_called(arrival.network).ids_are_global else channels.filter(server=account.server)


def _keep_secret(channel: Channel, words: Mapping[str, str]) -> None:
    Secret.objects.bulk_create([Secret(channel=channel, sealed="")], ignore_conflicts=True)
    secret = Secret.objects.select_for_update().select_related("channel").get(channel=channel)
    secret.keep(words)
    secret.renewals, secret.renewing_until, secret.renewing_by = secret.renewals + 1, None, ""
    secret.save()


def forget_unfinished(before: datetime) -> int:
    return sum(kind.objects.filter(made_at__lt=before).delete()[0] for kind in (Connecting, Arrival))


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
