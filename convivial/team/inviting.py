"""Invites people into a workspace, and lets them in."""

from collections.abc import Iterable

from django.db import transaction

from convivial.journal.recording import at_the_end, record

from . import posting
from .accounts import make_account
from .acts import ROLES
from .belonging import join, locked
from .errors import AlreadyMember, Closed, NotForYou
from .models import Acceptance, Invitation, Membership, User, Workspace
from .models.user import fold


@transaction.atomic
def invite(
    workspace: Workspace, by: User, email: str, roles: Iterable[str], name: str = ""
) -> tuple[Invitation, str]:
    """An invitation and the token of its link, which is never known again. Whoever is invited twice has the newer
    link only."""
    locked(workspace)
    email = fold(email)
    if Membership.objects.filter(workspace=workspace, user__email=email).exists():
        raise AlreadyMember
    workspace.invitations.filter(email=email).delete()
    invitation = Invitation(workspace=workspace, email=email, name=name, roles=known(roles), invited_by=by)
    token = invitation.renew_token()
    invitation.save()
    record(
        "member.invite", workspace=workspace.pk, by=by.pk, thing="invitation", code=invitation.code,
        roles=invitation.roles, aside={"whom": name or email}, about=invitation.about,
    )  # fmt: skip
    return invitation, token


@transaction.atomic
def renew(invitation: Invitation, by: User) -> str:
    """A new link for the same invitation; the old one opens nothing any more."""
    posting.withdraw("invitation", invitation.code)
    token = invitation.renew_token()
    invitation.save(update_fields=["token", "expires_at"])
    _record("member.renew", invitation, by)
    return token


@transaction.atomic
def withdraw(invitation: Invitation, by: User) -> None:
    posting.withdraw("invitation", invitation.code)
    invitation.delete()
    _record("member.withdraw", invitation, by)


@transaction.atomic
def accept(token: str, person: User) -> Membership:
    """Lets a person in. The link works once, even when it is pressed twice at the same time."""
    invitation = Invitation.objects.opened_by(token)
    if invitation is None:
        raise Closed
    if not invitation.is_for(person):
        raise NotForYou
    locked(invitation.workspace)
    _, is_first = Acceptance.objects.get_or_create(invitation=invitation, defaults={"user": person})
    if not is_first:
        raise Closed
    return join(invitation.workspace, person, invitation.roles, invited_by=invitation.invited_by)


@transaction.atomic
@at_the_end()
def accept_newly(token: str, name: str, password: str, language: str) -> Membership:
    """Makes the account of somebody invited, and lets them in; both, or neither."""
    invitation = Invitation.objects.opened_by(token)
    if invitation is None or User.objects.filter(email=invitation.email).exists():
        raise Closed
    return accept(token, make_account(invitation.email, name, password, language))


def known(roles: Iterable[str]) -> list[str]:
    wanted = set(roles)
    return [role for role in ROLES if role in wanted]


def _record(act: str, invitation: Invitation, by: User) -> None:
    record(
        act, workspace=invitation.workspace_id, by=by.pk, thing="invitation", code=invitation.code,
        aside={"whom": invitation.name or invitation.email}, about=invitation.about,
    )  # fmt: skip
