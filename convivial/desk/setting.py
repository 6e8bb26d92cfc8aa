"""What an installer sets, each act with its line in the installation's journal."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from convivial.journal.recording import record
from convivial.networks.models import AllowedHost
from convivial.team.acts import OWNER
from convivial.team.errors import Refusal
from convivial.team.inviting import invite
from convivial.team.models import Invitation, MemberRole, RecordedAddress, User, Workspace


class HasOwner(Refusal):
    sentence: Any = _("This workspace has an owner. Whom it lets in is theirs to say, not the desk’s.")


@transaction.atomic
def record_address(address: str, by: User) -> None:
    RecordedAddress.objects.create(address=address, by=by)
    record("address.record", by=by.pk, address=address)


@transaction.atomic
def allow_host(host: str, port: int, why: str, by: User) -> AllowedHost:
    allowed, is_new = AllowedHost.objects.get_or_create(host=host, port=port, defaults={"why": why, "by": by})
    if is_new:
        record("host.allow", by=by.pk, thing="host", code=allowed.code, host=str(allowed))
    return allowed


@transaction.atomic
def close_host(allowed: AllowedHost, by: User) -> None:
    record("host.close", by=by.pk, thing="host", code=allowed.code, host=str(allowed))
    allowed.delete()


@transaction.atomic
def note_mail_tried(by: User, works: bool) -> None:
    record("mail.try" if works else "mail.fail", by=by.pk)


@transaction.atomic
def invite_owner(
    workspace: Workspace, by: User, email: str, name: str, roles: Iterable[str]
) -> tuple[Invitation, str]:
    """Only for a workspace that nobody owns: the desk opens no door into one that somebody does."""
    if MemberRole.objects.filter(membership__workspace=workspace, name=OWNER).exists():
        raise HasOwner
    return invite(workspace, by, email, roles, name)
