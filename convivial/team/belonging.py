"""Who belongs to a workspace, with which roles."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from convivial.journal.recording import record

from . import access
from .acts import OWNER, ROLES, STRATEGIST
from .errors import LastOwner
from .models import MemberRole, Membership, User, Workspace


def locked(workspace: Workspace) -> Workspace:
    """Two who change the members at once come one after the other."""
    return Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)


@transaction.atomic
def join(workspace: Workspace, person: User, roles: Iterable[str], invited_by: User | None = None) -> Membership:
    """Makes somebody a member. Who is one already keeps their roles and gets these as well."""
    membership, _ = Membership.objects.get_or_create(workspace=workspace, user=person)
    _set_roles(membership, set(roles) | access.role_names(membership))
    record(
        "member.join", workspace=workspace.pk, by=person.pk, thing="member", code=person.code,
        roles=sorted(roles), invited_by=invited_by.pk if invited_by else None,
    )  # fmt: skip
    return membership


@transaction.atomic
def change_roles(membership: Membership, by: User, roles: Iterable[str]) -> None:
    locked(membership.workspace)
    before, after = access.role_names(_fresh(membership)), frozenset(roles) & frozenset(ROLES)
    if OWNER in before - after:
        _keep_an_owner(membership)
    if before == after:
        return
    _set_roles(membership, after)
    _record("member.change", membership, by, roles=sorted(after), before=sorted(before))


@transaction.atomic
def remove(membership: Membership, by: User) -> None:
    """Ends a membership from the next request on; what the member wrote stays."""
    locked(membership.workspace)
    _keep_an_owner(membership)
    membership.delete()
    access.forget(membership.user)
    _record("member.remove" if by != membership.user else "workspace.leave", membership, by)


def leave(membership: Membership) -> None:
    remove(membership, by=membership.user)


def has_strategist(workspace: Workspace) -> bool:
    return MemberRole.objects.filter(membership__workspace=workspace, name=STRATEGIST).exists()


def _keep_an_owner(membership: Membership) -> None:
    owners = MemberRole.objects.filter(membership__workspace_id=membership.workspace_id, name=OWNER)
    mine = owners.filter(membership=membership)
    if mine.exists() and not owners.exclude(membership=membership).exists():
        raise LastOwner


def _set_roles(membership: Membership, names: Iterable[str]) -> None:
    names = set(names)
    membership.roles.exclude(name__in=names).delete()
    MemberRole.objects.bulk_create(
        [MemberRole(membership=membership, name=name) for name in ROLES if name in names], ignore_conflicts=True
    )
    access.forget(membership.user)


def _fresh(membership: Membership) -> Membership:
    return Membership.objects.prefetch_related("roles").get(pk=membership.pk)


def _record(act: str, membership: Membership, by: User, **params: Any) -> None:
    record(act, workspace=membership.workspace_id, by=by.pk, thing="member", code=membership.user.code, **params)
