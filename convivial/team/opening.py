"""Opens the house and its workspaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from convivial.journal.recording import at_the_end, record

from . import first_run
from .acts import CREATOR, OWNER, STRATEGIST
from .belonging import join
from .errors import Closed
from .inviting import invite
from .models import Installer, Invitation, Opening, User, Workspace
from .models.workspace import free_slug, opened

WHO_RUNS_IT = (OWNER, STRATEGIST, CREATOR)


@dataclass(frozen=True)
class Plan:
    """What is said about a workspace that is to be opened."""

    name: str
    zone: str
    language: str


@transaction.atomic
def open_house(name: str, email: str, password: str, language: str) -> User:
    """The first person becomes installer, and nothing else; whoever comes second is refused."""
    try:
        with transaction.atomic():
            opening = Opening.objects.create()
    except IntegrityError as error:
        raise Closed from error
    if User.objects.exists():
        raise Closed
    person = User.objects.create_user(email, password, name=name, language=language)
    Installer.objects.create(user=person)
    Opening.objects.filter(pk=opening.pk).update(by=person)
    record("house.open", by=person.pk)
    transaction.on_commit(first_run.close)
    return person


@transaction.atomic
@at_the_end()
def open_for_oneself(plan: Plan, by: User) -> Workspace:
    """The installer runs the communication too: an exception, and written down as one."""
    workspace = _open(plan, by)
    join(workspace, by, WHO_RUNS_IT)
    record("installer.join", workspace=workspace.pk, by=by.pk, thing="workspace", code=workspace.code)
    record("installer.join", by=by.pk, thing="workspace", code=workspace.code)
    opened.send(sender=Workspace, workspace=workspace, by=by)
    return workspace


@transaction.atomic
@at_the_end()
def open_for(plan: Plan, by: User, name: str, email: str) -> tuple[Invitation, str]:
    """A workspace for somebody else, whom an invitation lets in."""
    workspace = _open(plan, by)
    opened.send(sender=Workspace, workspace=workspace, by=by)
    return invite(workspace, by, email, WHO_RUNS_IT, name)


def _open(plan: Plan, by: User) -> Workspace:
    hue = (40 + 137 * Workspace.objects.count()) % 360  # the golden angle keeps neighbours apart
    workspace = Workspace.objects.create(
        slug=free_slug(plan.name), name=plan.name, zone=plan.zone, language=plan.language, hue=hue
    )
    record("workspace.open", workspace=workspace.pk, by=by.pk, thing="workspace", code=workspace.code)
    record("workspace.open", by=by.pk, thing="workspace", code=workspace.code)
    return workspace


@transaction.atomic
def change_workspace(workspace: Workspace, by: User, words: Mapping[str, Any]) -> None:
    """Name, zone, language, hue. Addresses stay, so that links that people kept go on working."""
    fields = [name for name in ("name", "zone", "language", "hue") if name in words]
    for name in fields:
        setattr(workspace, name, words[name])
    workspace.save(update_fields=fields)
    record("workspace.change", workspace=workspace.pk, by=by.pk, thing="workspace", code=workspace.code)
