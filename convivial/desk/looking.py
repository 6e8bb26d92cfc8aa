"""What the desk sees: the health of the house, and its workspaces by name only."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from convivial.content.models import LinkLook
from convivial.journal import append_only
from convivial.lib import now as clock
from convivial.publishing.models import Publication
from convivial.team.acts import OWNER
from convivial.team.hosts import recorded_address
from convivial.team.models import Membership, Workspace
from convivial.team.sign_in import mail_is_set_up
from convivial.work import health
from convivial.work.health import ACT, GOOD, WATCH, Health

TITLES = {
    "database": _("Database"),
    "worker": _("Worker"),
    "publishing": _("Publishing"),
    "room": _("Room on the disk"),
    "sqlite_version": _("Version of the database"),
    "journal": _("Journal"),
    "address": _("Address"),
    "mail": _("Mail"),
    "internet": _("Internet"),
}
WORDS = {GOOD: _("works"), WATCH: _("look at it"), ACT: _("mend it")}


@dataclass(frozen=True)
class Seen:
    name: str
    title: Any
    health: Health
    word: Any


def checks() -> list[Seen]:
    """Every check, what must be mended first."""
    order = [ACT, WATCH, GOOD]
    found = [Seen(name, TITLES.get(name, name), each, WORDS[each.state]) for name, each in health.checked().items()]
    return sorted(found, key=lambda seen: order.index(seen.health.state))


def lights() -> str:
    return health.worst(health.checked())


def journal_is_locked() -> Health:
    if append_only.are_set(connection):
        return Health(GOOD)
    return Health(
        ACT,
        meaning=_("The database would let somebody rewrite what was done."),
        fix=_(
            "Start the house anew: it locks the journal again. Then have it checked: "
            "python -m convivial verify_journal."
        ),
    )


def address_is_known() -> Health:
    address = recorded_address()
    if address.startswith("https://"):
        return Health(GOOD, figure=address)
    if address:
        return Health(
            WATCH,
            meaning=_("Passwords travel without a lock. That is fine in a network that you trust, and nowhere else."),
            fix=_("Put a web server with https before the house, then record the https address."),
            figure=address,
        )
    return Health(
        WATCH,
        meaning=_("The house answers every address, and links in mails use whichever was typed."),
        fix=_("Record the address on this desk."),
    )


def mail_works() -> Health:
    if mail_is_set_up():
        return Health(GOOD)
    return Health(
        WATCH,
        meaning=_("Invitations are links to hand over, notices stand on the page, and forgotten passwords need you."),
        fix=_("Set CONVIVIAL_MAIL and CONVIVIAL_MAIL_FROM, restart, and try it here."),
    )


def internet_is_there() -> Health:
    """As the work of the last hour has seen it: nothing is called for the sake of this page."""
    since = clock.now() - timedelta(hours=1)
    looks = LinkLook.objects.filter(looked_at__gt=since).order_by("-looked_at").values_list("verdict", flat=True)
    waits = Publication.objects.filter(state__in=["scheduled", "unknown"], reason_params__why="no_way_out")
    if looks.first() != "no_way_out" and not waits.filter(changed_at__gt=since).exists():
        return Health(GOOD)
    return Health(
        ACT,
        meaning=_("Nothing can be published, and no link can be opened. Nothing is lost: it goes out later."),
        fix=_("No name of the internet can be looked up from this machine. Look at its line and its name service."),
    )


def workspaces() -> list[tuple[Workspace, list[str], bool]]:
    """Each workspace with the names of its owners, and whether somebody is invited; nothing of what is in it."""
    owners: dict[int, list[str]] = {}
    for workspace, name in Membership.objects.filter(roles__name=OWNER).values_list("workspace_id", "user__name"):
        owners.setdefault(workspace, []).append(name)
    found = Workspace.objects.order_by("name").prefetch_related("invitations")
    return [(one, owners.get(one.pk, []), bool(one.invitations.all())) for one in found]


health.register("journal", journal_is_locked)
health.register("address", address_is_known)
health.register("mail", mail_works)
health.register("internet", internet_is_there)
