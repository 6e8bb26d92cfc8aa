"""The installer's list of hosts that we may reach beside the public web."""

from django.db import transaction

from convivial.journal.recording import record
from convivial.lib import web
from convivial.team.models import User

from .models import AllowedHost


class NeverAllowed(ValueError):
    """A host that stays closed whatever the installer says, or that is no host at all."""


def allow(host: str, port: int, why: str, by: User) -> AllowedHost:
    """Lets one exact host and port through. ``NeverAllowed`` for where clouds tell machines their secrets."""
    name = _judged(host, port)
    with transaction.atomic():
        row, is_new = AllowedHost.objects.get_or_create(
            host=name, port=port, defaults={"why": why.strip()[:200], "by": by}
        )
        if is_new:
            record("host.allow", by=by.pk, thing="host", code=row.code, host=str(row))
        transaction.on_commit(web.forget_allowed)
    return row


def forbid(row: AllowedHost, by: User) -> None:
    with transaction.atomic():
        if AllowedHost.objects.filter(pk=row.pk).delete()[0]:
            record("host.forbid", by=by.pk, thing="host", code=row.code, host=str(row))
        transaction.on_commit(web.forget_allowed)


def hosts() -> list[tuple[str, int]]:
    """For ``lib.web``."""
    return list(AllowedHost.objects.values_list("host", "port"))


def _judged(host: str, port: int) -> str:
    bare = host.strip().strip("[]")
    shown = f"[{bare}]" if ":" in bare else bare
    try:
        target = web.aim(f"http://{shown}:{port}/")
    except web.NotAllowedAddress as error:
        raise NeverAllowed(host) from error
    if target.trouble() == "metadata":
        raise NeverAllowed(host)
    return target.host
